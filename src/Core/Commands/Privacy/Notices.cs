using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>What people are told, by direct message, of what operators decided about them.</summary>
internal static class Notices
{
    public static Outgoing.DirectMessage OfSanction(Snowflake user, Sanction sanction, Locale language) => Tell(user, language, Reply.Text(Say(sanction)));

    public static Outgoing.DirectMessage OfLifting(Snowflake user, Locale language) =>
        Tell(user, language, Reply.Text($"{Emoji.Ready} What kept you from using me is lifted. Welcome back!"));

    /// <param name="appeal">Decided.</param>
    /// <param name="other">What was decided about them since, and stands. Null: nothing.</param>
    /// <param name="bot">Who tells them.</param>
    public static Outgoing.DirectMessage OfAnswer(AppealRecord appeal, Sanction? other, Bot bot) => Tell(appeal.User, Locale.For(appeal.Language).With(bot.Emoji), appeal.State == AppealState.Accepted
        ? other is not null ? Reply.Text(Phrase.Join("\n", [Phrase.Say($"{Emoji.Ready} Your appeal was accepted. The answer: {Markup.Escape(appeal.Answer!)}"), Phrase.Say($"What was decided about you since still stands."), Say(other)]))
        : Reply.Text($"{Emoji.Ready} Your appeal was accepted, and what you appealed against is lifted. The answer: {Markup.Escape(appeal.Answer!)}")
        : Reply.Text($"{Emoji.Wrong} Your appeal was declined. The answer: {Markup.Escape(appeal.Answer!)}"));

    /// <summary>What a sanction keeps somebody from, why and until when.</summary>
    public static Phrase Say(Sanction sanction)
    {
        var reason = Markup.Escape(sanction.Reason);
        var what = sanction.From switch
        {
            Barred.Wager => Phrase.Say($"You may not stake coins: {reason}. /appeal states your case."),
            Barred.Trade => Phrase.Say($"You may not deal with others: {reason}. /appeal states your case."),
            _ => Phrase.Say($"You may not use me: {reason}. /appeal states your case."),
        };
        return sanction.Until is { } until ? Phrase.Join(" ", [what, Phrase.Say($"It ends {until:f}.")]) : what;
    }

    private static Outgoing.DirectMessage Tell(Snowflake user, Locale language, Reply message) => new(user, message, language);
}
