using System.Text;
using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Outbox;

/// <summary>
/// Sends what commits left behind. A message is taken by a conditional write before it is sent, so two processes do not send it at once; if the
/// one that took it dies, another sends it again with the same nonce.
/// </summary>
public sealed class OutboxDispatcher(
    IStore store, IDiscordApi discord, IBots bots, TokenQuarantine quarantine, Entropy entropy, TimeProvider time, ILogger<OutboxDispatcher> log,
    IEnumerable<Enclosing> enclosing)
{
    private const string RefusedToken = "Discord does not accept its bot's token.";

    private const int MostConflicts = 5;

    /// <summary>To write down what became of an attempt, also while the process stops.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Makes one attempt, if it is this message's time and nobody else is at it.</summary>
    /// <param name="id">As it was signalled.</param>
    /// <param name="ct">Ends the attempt; the message comes back when its lease ends.</param>
    /// <returns>When to ask again. Null: it is settled, or never was.</returns>
    /// <exception cref="StoreException">Ask again; the sweep does so too.</exception>
    public async Task<DateTimeOffset?> SendAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync<OutboxMessage>(id, ct) is not { State: OutboxState.Waiting } message)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (message.DueAt > now)
        {
            return message.DueAt;
        }

        message.Take(now);
        if (await store.CommitAsync(new Commit().Replace(message), ct) is CommitOutcome.Conflict)
        {
            return message.DueAt;
        }

        if (message.GiveUpAt <= now || message.Attempts > OutboxMessage.MostAttempts)
        {
            End(message, OutboxState.Dead, $"It is too old or was tried too often. Before: {message.Reason ?? "its senders did not come back"}");
        }
        else
        {
            await TryAsync(message, ct);
        }

        await SettleAsync(message);
        return message.State == OutboxState.Waiting ? message.DueAt : null;
    }

    /// <summary>An attempt whose end is known whatever happens.</summary>
    private async Task TryAsync(OutboxMessage message, CancellationToken ct)
    {
        try
        {
            await AttemptAsync(message, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Who stops hands back what it has not sent: the next to come need not wait for the lease.
            message.DueAt = time.GetUtcNow();
            await SettleAsync(message);
            throw;
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            Log.OutboxBroke(log, bug, message.Id);
            PutOff(message, TimeSpan.Zero, $"It broke with {bug.GetType().Name}, fingerprint {Apology.Fingerprint(bug)}.");
        }
    }

    private async Task AttemptAsync(OutboxMessage message, CancellationToken ct)
    {
        switch (message.Kind)
        {
            case OutboxKind.FollowUp:
                var file = message.Enclosure is { } enclosure ? await MakeAsync(enclosure, ct) : null;
                var body = message.Enclosure is { } missing && file is null ? Encoding.UTF8.GetBytes(missing.Otherwise) : BodyOf(message);
                Judge(message, await discord.FollowUpAsync(message.Bot, message.Token!, body, message.ReceivedAt!.Value, file, ct));
                break;
            case OutboxKind.WebhookPost:
                Judge(message, await discord.PostWebhookAsync(message.Target!.Value, message.Token!, BodyOf(message), ct));
                break;
            default:
                await SpeakAsync(message, ct);
                break;
        }
    }

    /// <exception cref="InvalidOperationException">No file of that kind is known here; another version may know it.</exception>
    private Task<EnclosedFile?> MakeAsync(Enclosure enclosure, CancellationToken ct) => enclosing.FirstOrDefault(maker => maker.Kind == enclosure.Kind) is { } found
        ? found.MakeAsync(enclosure.Key, ct)
        : throw new InvalidOperationException($"Nobody makes files of the kind '{enclosure.Kind}'.");

    /// <summary>What needs the bot's own token.</summary>
    private async Task SpeakAsync(OutboxMessage message, CancellationToken ct)
    {
        if (bots.Find(message.Bot)?.Token is not { } token)
        {
            Wait(message, "Its bot has no token here.");
            return;
        }

        if (await quarantine.SinceAsync(message.Bot, token, ct) is not null)
        {
            Wait(message, RefusedToken);
            return;
        }

        var outcome = message.Kind == OutboxKind.DirectMessage ? await discord.OpenDirectMessagesAsync(token, message.Target!.Value, ct) : new DiscordOutcome.Opened(message.Target!.Value);
        if (outcome is DiscordOutcome.Opened opened)
        {
            outcome = await discord.SendMessageAsync(token, opened.Channel, BodyOf(message), ct);
        }

        if (outcome is DiscordOutcome.Refused { IsOfToken: true })
        {
            Log.TokenQuarantined(log, message.Bot.Value);
            await quarantine.AddAsync(message.Bot, token, ct);
            Wait(message, RefusedToken);
            return;
        }

        Judge(message, outcome);
    }

    private void Judge(OutboxMessage message, DiscordOutcome outcome)
    {
        message.IsUnwanted = message.Kind == OutboxKind.DirectMessage && outcome is DiscordOutcome.Gone or DiscordOutcome.Refused { IsClosed: true };
        switch (outcome)
        {
            case DiscordOutcome.Done:
                End(message, OutboxState.Sent, null);
                break;
            case DiscordOutcome.Gone gone:
                End(message, OutboxState.Undeliverable, $"Its target is no more (Discord's code {gone.Code}).");
                break;
            case DiscordOutcome.Refused { IsOfToken: true }:
                End(message, OutboxState.Undeliverable, "Discord does not accept the token.");
                break;
            case DiscordOutcome.Refused { IsUnwelcome: true } unwelcome:
                End(message, OutboxState.Undeliverable, $"Discord does not let us: {unwelcome.Reason} ({unwelcome.Code}).");
                break;
            case DiscordOutcome.Refused refused:
                End(message, OutboxState.Dead, $"Discord refused it with HTTP {refused.Status}: {refused.Reason} ({refused.Code}).");
                break;
            case DiscordOutcome.TryLater later:
                PutOff(message, later.RetryAfter, "Discord was busy, limited or out of reach.");
                break;
            default:
                PutOff(message, TimeSpan.Zero, $"Discord's answer was {outcome.GetType().Name}.");
                break;
        }
    }

    /// <summary>Kept until somebody has entered a token, as long as it is of use to anybody.</summary>
    private void Wait(OutboxMessage message, string reason)
    {
        message.Reason = reason;
        if (!message.Wait(time.GetUtcNow()))
        {
            End(message, OutboxState.Undeliverable, reason);
        }
    }

    private void PutOff(OutboxMessage message, TimeSpan retryAfter, string reason)
    {
        message.Reason = reason;
        if (!message.PutOff(retryAfter, entropy.Jitter(message.Pause), time.GetUtcNow()))
        {
            End(message, OutboxState.Dead, reason);
        }
    }

    private void End(OutboxMessage message, OutboxState state, string? reason) => message.Settle(state, reason, time.GetUtcNow());

    /// <summary>Writes down what came of the attempt; what was given up goes into the audit log with it.</summary>
    private async Task SettleAsync(OutboxMessage message)
    {
        using var patience = new CancellationTokenSource(Farewell, time);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var commit = new Commit().Replace(message);
            if (message.State == OutboxState.Dead)
            {
                await AuditAsync(message, commit, patience.Token);
            }

            if (message.IsUnwanted)
            {
                await SilenceAsync(message, commit, patience.Token);
            }

            switch (await store.CommitAsync(commit, patience.Token).WaitAsync(patience.Token))
            {
                case CommitOutcome.Committed:
                    Tell(message);
                    return;
                case CommitOutcome.Conflict conflict when conflict.Changes.Any(change => ReferenceEquals(change.Collection, OutboxMessage.Collection)):
                    Log.OutboxLeaseLost(log, message.Id);
                    return;
            }
        }

        throw new StoreException(StoreFault.Busy, "What is settled with a message is written by too many at once.");
    }

    private async Task AuditAsync(OutboxMessage message, Commit commit, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = AuditDay.IdOf(message.Bot, now);
        var day = await store.FindAsync<AuditDay>(id, ct) ?? new AuditDay { Id = id };
        commit.Insert(day.Append(now, message.Bot, "outbox-dead", message.Id, $"{message.Kind} after {message.Attempts} attempts: {message.Reason}", default));
        _ = day.Version == 0 ? commit.Insert(day) : commit.Replace(day);
    }

    /// <summary>Whoever takes no messages from us is reminded of nothing any more: each further attempt would fail as well, and Discord frowns on them.</summary>
    private async Task SilenceAsync(OutboxMessage message, Commit commit, CancellationToken ct)
    {
        if (await store.FindAsync<Player>(Player.IdOf(message.Bot, message.Target!.Value), ct) is { Preferences.Reminders.Count: > 0 } player)
        {
            player.StopReminding(DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()));
            commit.Keep(player);
        }
    }

    private void Tell(OutboxMessage message)
    {
        switch (message.State)
        {
            case OutboxState.Sent:
                Log.OutboxSent(log, message.Id, message.Attempts);
                break;
            case OutboxState.Undeliverable:
                Log.OutboxUndeliverable(log, message.Id, message.Reason!);
                break;
            case OutboxState.Dead:
                Log.OutboxDead(log, message.Id, message.Attempts, message.Reason!);
                break;
        }
    }

    private static ReadOnlyMemory<byte> BodyOf(OutboxMessage message) => Encoding.UTF8.GetBytes(message.Body!);
}
