using System.Text.Json.Serialization;
using FlippyFlip.Core.Safety;

namespace FlippyFlip.Core.Economy;

/// <summary>What a player is told of when it is ready.</summary>
public sealed partial class Player
{
    /// <summary>When the first thing they chose to be told of is ready; with what has been ready since and was not told. Null: there is nothing to tell.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RemindAt { get; internal set; }

    /// <summary>Since when they take no messages from us, which ended their reminders. Null: they do, as far as we know.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UnreachableSince { get; internal set; }

    /// <summary>Chooses what to be told of from now on. What is ready already needs no telling.</summary>
    /// <param name="chosen">In any order; none ends all reminders.</param>
    /// <param name="now">The moment of the choice.</param>
    /// <returns>True: nothing was chosen before, and nobody knows whether messages reach them.</returns>
    public bool Remind(IReadOnlyCollection<Reminder> chosen, DateTimeOffset now)
    {
        var isFirst = Preferences.Reminders.Count == 0 && chosen.Count > 0;
        Preferences = Preferences with { Reminders = [.. Enum.GetValues<Reminder>().Where(chosen.Contains)] };
        UnreachableSince = chosen.Count > 0 ? null : UnreachableSince;
        NoteReminder(now);
        IsChanged = true;
        return isFirst;
    }

    /// <summary>Ends all reminders, since Discord does not deliver them.</summary>
    public void StopReminding(DateTimeOffset now)
    {
        Preferences = Preferences with { Reminders = [] };
        UnreachableSince = now;
        RemindAt = null;
        IsChanged = true;
    }

    /// <summary>Takes what is to be told now. Nobody is told of what they may not do.</summary>
    public IReadOnlyList<(Reminder Reminder, DateTimeOffset ReadyAt)> TakeReminders(DateTimeOffset now)
    {
        if (RemindAt is not { } from || from > now)
        {
            return [];
        }

        var due = Waits().Where(wait => wait.ReadyAt >= from && wait.ReadyAt <= now).ToList();
        RemindAt = null;
        NoteReminder(now);
        IsChanged = true;
        return IsAway(now) ? [] : due;
    }

    /// <summary>When what a reminder is about is ready. Null: it is ready now, or nobody knows.</summary>
    public DateTimeOffset? ReadyAt(Reminder reminder, DateTimeOffset now) => CommandOf(reminder) is { } command ? ReadyAt(command, now) : null;

    /// <summary>When what the player chose to be told of is ready, where that is known.</summary>
    private IEnumerable<(Reminder Reminder, DateTimeOffset ReadyAt)> Waits()
    {
        foreach (var reminder in Preferences.Reminders)
        {
            if (CommandOf(reminder) is { } command && Cooldowns.TryGetValue(command, out var readyAt))
            {
                yield return (reminder, readyAt);
            }
        }
    }

    private bool IsUntold(string command, DateTimeOffset readyAt) =>
        readyAt >= RemindAt && Preferences.Reminders.Any(reminder => CommandOf(reminder) == command);

    private void NoteReminder(DateTimeOffset now)
    {
        var open = Waits().Where(wait => wait.ReadyAt > now || wait.ReadyAt >= RemindAt).Select(wait => wait.ReadyAt).ToList();
        RemindAt = open.Count > 0 ? open.Min() : null;
    }

    /// <summary>The command whose rest a reminder waits for. Null: it is about something that happens.</summary>
    private static string? CommandOf(Reminder reminder) => reminder switch
    {
        Reminder.Daily => DailyCommand,
        Reminder.Work => WorkCommand,
        _ => null,
    };
}
