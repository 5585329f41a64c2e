using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>Which reminders the caller gets as direct messages.</summary>
[Slash("notify", "Choose what I remind you of by direct message")]
[Private]
[EvenWhenBanned]
internal sealed class Notify : ICommand, IButton<Notify.Open>, ISelectMany<Notify.Chosen>
{
    [Action("open")]
    public sealed record Open;

    [Action("chosen", Updates = true)]
    public sealed record Chosen;

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct) => Show(await session.PlayerAsync(caller, ct), caller, session);

    public Task<Reply> PressAsync(Open state, Caller caller, Session session, CancellationToken ct) => RunAsync(caller, session, ct);

    public async Task<Reply> ChooseAsync(Chosen state, IReadOnlyList<string> values, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var chosen = Enum.GetValues<Reminder>().Where(reminder => values.Contains(reminder.ToString())).ToList();
        if (player.Remind(chosen, session.Now))
        {
            // Whoever takes no messages learns it now, not when something is ready.
            var hello = Reply.Text($"{Emoji.Bell} This is where I will remind you. /notify switches it off.");
            session.Send(new Outgoing.DirectMessage(caller.UserId, hello, player.Preferences.Speak(caller.Locale)));
        }

        return Show(player, caller, session).AsUpdate();
    }

    /// <summary>What a reminder is called.</summary>
    public static Phrase Title(Reminder reminder) => reminder switch
    {
        Reminder.Daily => Phrase.Of("Daily coins are ready"),
        Reminder.Work => Phrase.Of("Work is ready"),
        Reminder.Sold => Phrase.Of("Something of yours was sold"),
        _ => Phrase.Of("Somebody challenges you to a duel"),
    };

    private static Reply Show(Player player, Caller caller, Session session)
    {
        var all = Enum.GetValues<Reminder>();
        var chosen = player.Preferences.Reminders;
        var card = caller.Card($"{Emoji.Bell} Your reminders")
            .Describe(Phrase.Join("\n", all.Select(reminder => Line(reminder, player, session))))
            .Foot($"I send them as direct messages. Pick none to end them.");
        if (player.UnreachableSince is { } since)
        {
            card = card.Field($"They were switched off", $"Discord did not let me write to you {since:R}. Allow direct messages on a server that we share, then pick again.", inline: false);
        }

        return Reply.Show(card).Private().Select(caller.SelectMany(
            new Chosen(),
            $"What I remind you of",
            [.. all.Select(reminder => new SelectOption(Title(reminder), reminder.ToString()) { Default = chosen.Contains(reminder) })]));
    }

    private static Phrase Line(Reminder reminder, Player player, Session session) =>
        !player.Preferences.Reminders.Contains(reminder) ? Phrase.Say($"{Emoji.Closed} {Title(reminder)}")
        : player.ReadyAt(reminder, session.Now) is { } at ? Phrase.Say($"{Emoji.Ready} {Title(reminder)} {Markup.NextSecond(at):R}")
        : Phrase.Say($"{Emoji.Ready} {Title(reminder)}");
}
