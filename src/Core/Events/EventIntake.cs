using System.Globalization;
using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Events;

/// <summary>
/// Keeps what Discord's events tell, durably, before Discord is told that they arrived. They come at least once and in any order; told again, or
/// late, they change nothing.
/// </summary>
public sealed class EventIntake(SessionParts parts, IOutboxSignal signal, ILogger<EventIntake> log)
{
    /// <summary>From receipt. Discord waits three seconds and tries again later; more than that would only keep both sides waiting.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private const int MostConflicts = 5;

    /// <param name="happened">Verified and parsed.</param>
    /// <param name="served">Whom it was sent to.</param>
    /// <param name="receipt">When it arrived.</param>
    /// <returns>False: it is not kept, and Discord shall send it again.</returns>
    public async Task<bool> TryTakeAsync(WebhookEvent happened, ServedBot served, Receipt receipt)
    {
        using var deadline = new CancellationTokenSource();
        var taking = TakeAsync(happened, served, deadline.Token);
        try
        {
            var left = Patience - parts.Time.GetElapsedTime(receipt.Timestamp);
            await taking.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, parts.Time);
            return true;
        }
        catch (JsonException)
        {
            // Signed by Discord and not of the shape it documents: it will not be of that shape the next time either.
            Log.EventUnreadable(log, NameOf(happened));
            return true;
        }
        catch (Exception failure)
        {
            await deadline.CancelAsync();
            Log.EventFailed(log, failure, NameOf(happened));
            _ = WatchAsync(taking);
            return false;
        }
    }

    private async Task TakeAsync(WebhookEvent happened, ServedBot served, CancellationToken ct)
    {
        switch (happened.Type)
        {
            case WebhookEvent.Authorized:
                await AuthorizedAsync(happened, served, ct);
                break;
            case WebhookEvent.Deauthorized:
                var user = happened.Read(EventJson.Default.AuthorizationData).User.Id;
                await ChangeInstallationAsync(served.Bot, user, (installation, _) => installation.Deauthorize(happened.Timestamp), ct);
                break;
            case WebhookEvent.EntitlementCreated or WebhookEvent.EntitlementUpdated or WebhookEvent.EntitlementDeleted:
                await EntitlementAsync(happened, served.Bot, ct);
                break;
        }
    }

    /// <summary>Whoever brings the bot to a server is greeted, once.</summary>
    private async Task AuthorizedAsync(WebhookEvent happened, ServedBot served, CancellationToken ct)
    {
        var data = happened.Read(EventJson.Default.AuthorizationData);
        string? greeting = null;
        await ChangeInstallationAsync(served.Bot, data.User.Id, Authorize, ct);
        if (greeting is not null)
        {
            signal.Raise(greeting);
        }

        bool Authorize(Installation installation, Commit commit)
        {
            var isNew = installation.Authorize(happened.Timestamp);
            greeting = null;
            if (data.Guild is { } guild && served.Token is not null && !data.User.Bot && installation is { IsInForce: true, GreetedAt: null })
            {
                installation.GreetedAt = parts.Time.GetUtcNow();
                var what = string.Create(CultureInfo.InvariantCulture, $"{installation.Id}/{happened.Timestamp.ToUnixTimeMilliseconds()}");
                greeting = $"{served.Bot.ApplicationId}/{Subject.Hash("greeting", what, parts.Pepper.Span)}";
                commit.Insert(OutboxMessage.Of(greeting, served.Bot.ApplicationId, Greeting(data.User, guild), parts.Time.GetUtcNow()));
                return true;
            }

            return isNew;
        }
    }

    private static Outgoing.DirectMessage Greeting(AuthorizingUser user, AuthorizedGuild guild) => new(
        user.Id,
        Reply.Text($"{Emoji.Gift} Thank you for bringing me to **{Markup.Escape(guild.Name)}**! Anyone there can begin with /start, and /help shows what I can do."),
        Locale.For(user.Locale ?? guild.PreferredLocale));

    private Task ChangeInstallationAsync(Bot bot, Snowflake user, Func<Installation, Commit, bool> change, CancellationToken ct) => ChangeAsync(
        Installation.IdOf(bot.ApplicationId, user),
        id => new Installation { Id = id, Bot = bot.ApplicationId, User = user },
        change,
        ct);

    private Task EntitlementAsync(WebhookEvent happened, Bot bot, CancellationToken ct)
    {
        var data = happened.Read(EventJson.Default.EntitlementData);
        return ChangeAsync(
            EntitlementRecord.IdOf(bot.ApplicationId, data.Id),
            id => new EntitlementRecord { Id = id, Bot = bot.ApplicationId, Entitlement = data.Id, Sku = data.SkuId, ToldAt = happened.Timestamp },
            (record, _) => record.Take(data, happened.Type, happened.Timestamp),
            ct);
    }

    /// <summary>Reads a document or makes it, changes it and writes it back, with what belongs to the change; again when somebody else was faster.</summary>
    private async Task ChangeAsync<T>(string id, Func<string, T> make, Func<T, Commit, bool> change, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var document = await parts.Store.FindAsync<T>(id, ct) ?? make(id);
            var commit = new Commit();
            if (!change(document, commit))
            {
                return;
            }

            _ = document.Version == 0 ? commit.Insert(document) : commit.Replace(document);
            if (await parts.Store.CommitAsync(commit, ct) is CommitOutcome.Committed)
            {
                return;
            }
        }

        throw new StoreException(StoreFault.Busy, "Too many wrote the same document at once.");
    }

    /// <summary>Known names only: what else stands there is not ours to log.</summary>
    private static string NameOf(WebhookEvent happened) => happened.Type is { Length: <= 40 } type && type.All(c => char.IsAsciiLetterUpper(c) || c == '_') ? type : "(odd)";

    private async Task WatchAsync(Task taking)
    {
        try
        {
            await taking;
        }
        catch (Exception exception)
        {
            Log.LateEventFailed(log, exception);
        }
    }
}
