using System.Globalization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Reminders;

/// <summary>Tells players that something is ready, if they chose to be told.</summary>
public sealed class ReminderSweep(SessionParts parts, IBots bots, IOutboxSignal signal, ILogger<ReminderSweep> log) : Job("ReminderSweep", "30 * * * * *")
{
    private const int Page = 100;

    public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (told, overtaken, failed) = (0, 0, 0);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(parts.Time.GetUtcNow().ToUnixTimeMilliseconds());
        var query = Player.ByRemindAt.Where().Between(null, now).Take(Page);
        for (var more = true; more;)
        {
            var page = await parts.Store.QueryAsync(query, ct);
            foreach (var player in page.Items)
            {
                var messages = player.TakeReminders(now).Select(due => Message(player, due.Reminder, due.ReadyAt, now)).ToList();
                try
                {
                    if (await TellAsync(player, messages, ct) is { } sent)
                    {
                        told += sent;
                    }
                    else
                    {
                        // The player is at it, perhaps at the very thing; whatever is still to be told is told the next minute.
                        overtaken++;
                    }
                }
                catch (StoreException failure)
                {
                    // Those behind are not to wait for one whom the store does not take.
                    Log.SweepItemFailed(log, failure, Name);
                    failed++;
                }
            }

            query = query.After(page.Continuation);
            more = page.Continuation is not null;
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"{told} reminders sent{(overtaken > 0 ? $", {overtaken} players overtook it" : "")}{(failed > 0 ? $", {failed} players failed" : "")}");
        return failed > 0 ? JobOutcome.Bad(sentence) : JobOutcome.Well(sentence);
    }

    /// <returns>How many messages go out. Null: somebody else changed the player.</returns>
    private async Task<int?> TellAsync(Player player, List<OutboxMessage> messages, CancellationToken ct)
    {
        var commit = new Commit().Keep(player);
        messages.ForEach(message => commit.Insert(message));
        switch (await parts.Store.CommitAsync(commit, ct))
        {
            case CommitOutcome.Committed:
                messages.ForEach(message => signal.Raise(message.Id));
                return messages.Count;
            case CommitOutcome.Conflict conflict when conflict.Changes.All(change => change is Change.Insert { Document: OutboxMessage }):
                // Told before: the player is an older one, restored from a backup.
                var known = conflict.Changes.Select(change => change.Id).ToHashSet(StringComparer.Ordinal);
                return await TellAsync(player, messages.FindAll(message => !known.Contains(message.Id)), ct);
            default:
                return null;
        }
    }

    /// <summary>
    /// Its id is made from who is told what: however often that happens, it is one message. A keyed hash, since ids go where an erasure does not, into
    /// logs and the audit.
    /// </summary>
    private OutboxMessage Message(Player player, Reminder reminder, DateTimeOffset readyAt, DateTimeOffset now) => OutboxMessage.Of(
        $"{player.Bot}/{Subject.Hash("reminder", string.Create(CultureInfo.InvariantCulture, $"{player.Id}/{reminder}/{readyAt.ToUnixTimeMilliseconds()}"), parts.Pepper.Span)}",
        player.Bot,
        new Outgoing.DirectMessage(
            player.User,
            Reply.Text(Phrase.Join("\n", [Text(reminder), Phrase.Say($"You asked me to tell you. /notify switches it off.")])),
            player.Preferences.LocaleOfMessages(bots.Find(player.Bot)?.Bot)),
        now);

    private static Phrase Text(Reminder reminder) => reminder == Reminder.Daily
        ? Phrase.Say($"{Emoji.Bell} Your daily coins are ready: /daily.")
        : Phrase.Say($"{Emoji.Bell} You can work again: /work.");
}
