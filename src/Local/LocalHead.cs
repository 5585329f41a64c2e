using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Hosting.Endpoints;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sandbox;
using FlippyFlip.Local.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FlippyFlip.Local;

/// <summary>The embedded head: Kestrel, SQLite, a durable queue, OpenSSL, all in one process and one folder.</summary>
internal static class LocalHead
{
    /// <summary>The user who owns the development bot: the one that `flippy send` is unless told otherwise.</summary>
    public static readonly Snowflake DevelopmentOwner = new(900_000_000_000_000_001);

    /// <summary>Reads the configuration as the head does: environment, then what the command line gave.</summary>
    public static Settings ReadSettings(IConfiguration configuration, DataFolder data) => ReadSettings(configuration, DevelopmentKeys.Open(data.Path));

    private static Settings ReadSettings(IConfiguration configuration, DevelopmentKeys keys) =>
        Settings.Read(configuration, new DevelopmentIdentity(keys.ApplicationId, keys.PublicKey.ToArray(), keys.Pepper.ToArray(), DevelopmentOwner, keys.VoteSecret));

    /// <summary>Everything but the start.</summary>
    /// <param name="data">Where it keeps its files.</param>
    /// <param name="urls">Where it listens, such as <c>http://127.0.0.1:7071</c>.</param>
    /// <param name="change">Lets a test put other parts in place. Null: none.</param>
    /// <param name="sandbox">Whether the small Discord is there as well. Null: where it can be.</param>
    /// <exception cref="ConfigurationException">Settings are wrong.</exception>
    /// <exception cref="SandboxRefusedException">The sandbox is wanted where it cannot be.</exception>
    public static WebApplication Build(DataFolder data, IReadOnlyList<string> urls, Action<WebApplicationBuilder>? change = null, bool? sandbox = false)
    {
        // Empty: the slim builder would watch the data folder for settings, and wake up at each write of the database.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = data.Path });
        builder.Configuration.AddEnvironmentVariables();
        builder.WebHost.UseUrls([.. urls]).UseKestrelCore()
            // No queues before the thread pool's own: one for each processor is one for all on a small machine.
            .UseSockets(sockets => sockets.IOQueueCount = 0)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                // The endpoint counts the body; this counts what frames its chunks as well, five bytes around each byte at worst.
                kestrel.Limits.MaxRequestBodySize = SignatureGate.MaxBody * 8L;
            });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.FormatterName = ConsoleFormatterNames.Simple);
        // Whoever starts us is told in one sentence why that failed; the host would print the whole stack before.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Would make an activity for each request; what fails in one is in Kestrel's own log.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        change?.Invoke(builder);

        var keys = DevelopmentKeys.Open(data.Path);
        var settings = ReadSettings(builder.Configuration, keys);
        var presence = SandboxPresence.Decide(sandbox, settings, keys, builder.Configuration, urls);
        settings = presence.IsOn ? Sandbox.Sandbox.In(settings, keys) : settings;
        builder.Services
            .AddRoutingCore()
            .AddFlippyFlip(settings)
            .AddSingleton(presence)
            .AddSingleton(data)
            .AddSingleton<ISignatureVerifier, OpenSslVerifier>()
            .AddSingleton(parts => SqliteStore.Open(data.Database, Collections.All, parts.GetRequiredService<TimeProvider>()))
            .AddSingleton(parts => SqliteDeferredQueue.Open(data.Queue, parts.GetRequiredService<TimeProvider>()))
            .AddSingleton<IDeferredQueue>(parts => parts.GetRequiredService<SqliteDeferredQueue>())
            .AddSingleton<IVitals, LocalVitals>()
            .AddSingleton<IArchive>(parts => OpenArchive(builder.Configuration, data, parts.GetRequiredService<Entropy>(), parts.GetRequiredService<TimeProvider>()))
            .AddSingleton<IMasterKey>(parts => new MasterKeyFile(data.Path, parts.GetRequiredService<Settings>().MasterKey, parts.GetRequiredService<Entropy>()))
            .AddSingleton<IScratchStores>(parts => new SqliteScratchStores(data.Scratch, parts.GetRequiredService<TimeProvider>()))
            .AddSingleton(parts => new OpeningStore(
                () => new MeasuredStore(parts.GetRequiredService<OpenStore>().Invoke(), parts.GetRequiredService<TimeProvider>())))
            .AddSingleton<IStore>(parts => parts.GetRequiredService<OpeningStore>())
            .AddHostedService(parts => new DeferredWorker(
                parts.GetRequiredService<OpeningStore>(), parts.GetRequiredService<SqliteDeferredQueue>, parts.GetRequiredService<DeferredRunner>,
                parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<DeferredWorker>>()))
            .AddSingleton<OutboxChannel>()
            .AddHostedService(parts => new OutboxWorker(
                parts.GetRequiredService<OpeningStore>(), parts.GetRequiredService<OutboxChannel>(), parts.GetRequiredService<OutboxDispatcher>,
                parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<OutboxWorker>>()))
            .AddHostedService(parts => new JobClock(
                parts.GetRequiredService<OpeningStore>(), parts.GetRequiredService<Settings>(), parts.GetRequiredService<JobTable>, parts.GetRequiredService<JobRunner>,
                parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<JobClock>>()));
        builder.Services.TryAddSingleton<IOutboxSignal>(parts => parts.GetRequiredService<OutboxChannel>());
        builder.Services.TryAddSingleton<OpenStore>(parts => parts.GetRequiredService<SqliteStore>);

        if (presence.IsOn)
        {
            builder.Services.AddSandbox(settings, keys);
        }

        var app = builder.Build();
        app.MapFlippyFlip();
        if (presence.IsOn)
        {
            app.MapSandbox();
        }

        return app;
    }

    /// <summary>The folder of backups: the configuration's, else the data folder's.</summary>
    public static FolderArchive OpenArchive(IConfiguration configuration, DataFolder data, Entropy entropy, TimeProvider time) =>
        new(configuration["Backups:Folder"] is { Length: > 0 } folder ? folder : data.Backups, entropy, time);

    /// <summary>Starts listening, so that pings are answered at once, then opens the store and brings it up to date.</summary>
    /// <exception cref="StoreException">The database or queue cannot be opened.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        await app.StartAsync(ct);
        // The queue first: what a store that opens slowly keeps waiting is deferred into it.
        app.Services.GetRequiredService<SqliteDeferredQueue>();
        await app.Services.GetRequiredService<OpeningStore>().EnsureSchemaAsync(ct);
    }
}

/// <summary>Opens the store; a test puts others around it.</summary>
internal delegate IStore OpenStore();
