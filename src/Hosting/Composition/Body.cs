using System.Reflection;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Reminders;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Votes;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Hosting.Discord;
using FlippyFlip.Hosting.Endpoints;
using FlippyFlip.Hosting.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Hosting.Composition;

/// <summary>Puts the body together. A head adds its adapters: store, deferred queue, outbox signal, signature verifier, archive, master key, scratch stores, vitals.</summary>
public static class Body
{
    /// <summary>The version with the commit it was built from, such as <c>0.1.0+4f2c…</c>; without the commit when it was not built from a repository.</summary>
    public static string Release { get; } = typeof(Body).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The product's version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } = Release.Split('+')[0];

    public static IServiceCollection AddFlippyFlip(this IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Entropy.System);
        services.TryAddSingleton(Rates.Default);
        services.TryAddSingleton<PublicAddress>(() => null);
        return services
            .AddSingleton(settings)
            .AddSingleton(parts => new Instance(Version, parts.GetRequiredService<TimeProvider>().GetUtcNow()))
            .AddSingleton<IBots>(parts => new ConfiguredBots(new ServedBot(settings.Bot, parts.GetRequiredService<ISignatureVerifier>().Import(settings.PublicKey), settings.BotToken, settings.VoteSecret)))
            .AddHostedService(parts => new FirstSignature(parts.GetRequiredService<IBots>))
            .AddSingleton(parts => new SignatureGate(parts.GetRequiredService<TimeProvider>(), settings.SignatureWindow))
            .AddSingleton(parts => new Catalogue(type => ActivatorUtilities.CreateInstance(parts, type)))
            .AddSingleton(parts => new RateLimiter(settings.Paces, parts.GetRequiredService<TimeProvider>()))
            .AddSingleton(parts => new SessionParts(
                parts.GetRequiredService<IStore>(), parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<Entropy>(), parts.GetRequiredService<Rates>(), settings.Pepper))
            .AddSingleton(parts => new UnitOfWork(parts.GetRequiredService<SessionParts>(), settings.Paces, parts.GetRequiredService<IOutboxSignal>()))
            .AddSingleton(parts => Verifier.PageOf(settings.Verifier, parts.GetRequiredService<PublicAddress>()))
            .AddSingleton<SecretProtector>()
            .AddSingleton(parts => new BackupPlace(
                parts.GetRequiredService<IArchive>(), parts.GetRequiredService<IMasterKey>(), parts.GetRequiredService<Entropy>(), parts.GetRequiredService<TimeProvider>(), Version))
            .AddSingleton<Safekeeping>()
            .AddSingleton<Apology>()
            .AddSingleton<Dispatcher>()
            .AddSingleton(settings.Deadlines)
            .AddSingleton<InteractionPipeline>()
            .AddSingleton<DeferredRunner>()
            .AddSingleton<IDiscordApi>(parts => new DiscordRestApi(
                DiscordRestApi.CreateClient(), settings.Discord, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<DiscordRestApi>>()))
            .AddSingleton(parts => new Lazy<InteractionPipeline>(parts.GetRequiredService<InteractionPipeline>))
            .AddSingleton<InteractionsEndpoint>()
            .AddSingleton<TokenQuarantine>()
            .AddSingleton<OutboxDispatcher>()
            .AddSingleton<Enclosing>(parts => new MyDataFile(parts.GetRequiredService<SessionParts>(), parts.GetRequiredService<IBots>()))
            .AddSingleton<EventIntake>()
            .AddSingleton(parts => new Lazy<EventIntake>(parts.GetRequiredService<EventIntake>))
            .AddSingleton<EventsEndpoint>()
            .AddSingleton<VoteIntake>()
            .AddSingleton(parts => new Lazy<VoteIntake>(parts.GetRequiredService<VoteIntake>))
            .AddSingleton<VotesEndpoint>()
            .AddJobs()
            .AddSingleton<Health>()
            // A command is made at the first interaction, which should not have to wait for everything that can be looked at.
            .AddSingleton(parts => new Lazy<Health>(parts.GetRequiredService<Health>));
    }

    /// <summary>Every job of the product; a head runs them by its own timers, through the runner.</summary>
    private static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<Job, BackupJob>()
        .AddSingleton<Job, BackupVerificationJob>()
        .AddSingleton<Job, OutboxSweep>()
        .AddSingleton<Job, TableSweep>()
        .AddSingleton<Job, ReminderSweep>()
        .AddSingleton<Job, WealthCensus>()
        .AddSingleton<Job, ErasureJob>()
        .AddSingleton<JobTable>()
        .AddSingleton<JobRunner>()
        .AddSingleton<JobBoard>();
}
