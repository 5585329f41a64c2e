using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Replies;

/// <summary>The refusals that any command may meet; a command's own stand in the command.</summary>
internal static class Refusals
{
    public static Reply TooFast(DateTimeOffset retryAt) =>
        Reply.Refuse($"Not so fast! You can go on {Markup.NextSecond(retryAt):R}.", nameof(TooFast));

    public static Reply CoolingDown(string command, DateTimeOffset readyAt) =>
        Reply.Refuse($"`{Phrase.Command(command)}` needs a rest: you can use it again {Markup.NextSecond(readyAt):R}.", nameof(CoolingDown));

    public static Reply UnknownCommand(string? command) =>
        Reply.Refuse($"I do not know `/{Phrase.Verbatim(Markup.Code(command ?? ""))}`. See /help for what I can do.", nameof(UnknownCommand));

    public static Reply OldComponent(string command) =>
        Reply.Refuse($"This message is too old for me. Use `{Phrase.Command(command)}` again.", nameof(OldComponent));

    public static Reply NotYours() =>
        Reply.Refuse($"This is somebody else's. Use the command yourself to get your own.", nameof(NotYours));

    public static Reply NotAllowed(string command) =>
        Reply.Refuse($"`{Phrase.Command(command)}` is for operators of this bot.", nameof(NotAllowed));

    public static Reply NotSupported() =>
        Reply.Refuse($"I do not know this kind of action yet. See /help for what I can do.", nameof(NotSupported));

    public static Reply UseAgain(string command) =>
        Reply.Refuse($"I was too slow to show the form. Use `{Phrase.Command(command)}` again.", nameof(UseAgain));

    public static Reply Overtaken() =>
        Reply.Refuse($"You did so much in the meantime that I cannot tell whether this counted. /history shows it.", nameof(Overtaken));

    public static Reply NotFinished() =>
        Reply.Refuse($"I could not finish this in time, and I cannot tell whether it counted. /history shows it.", nameof(NotFinished));

    public static Reply Banned(Sanction sanction) => sanction.Until is { } until
        ? Reply.Refuse($"You may not use me until {until:f}: {Markup.Escape(sanction.Reason)}. /appeal states your case.", nameof(Banned))
        : Reply.Refuse($"You may not use me any more: {Markup.Escape(sanction.Reason)}. /appeal states your case.", nameof(Banned));

    public static Reply MayNotTrade(Sanction sanction) =>
        Reply.Refuse($"You may not deal with others: {Markup.Escape(sanction.Reason)}. /appeal states your case.", nameof(MayNotTrade));

    public static Reply Leaving(DateTimeOffset due) =>
        Reply.Refuse($"Everything about you is erased {due:R}, as you asked, so I keep still until then. /deletemydata takes it back.", nameof(Leaving));

    public static Reply Yourself() =>
        Reply.Refuse($"That is you. Name somebody else.", nameof(Yourself));

    public static Reply YouBlocked(string name) =>
        Reply.Refuse($"You blocked {name}. /block lets them come again.", nameof(YouBlocked));

    public static Reply BlockedYou(string name) =>
        Reply.Refuse($"{name} takes nothing from you.", nameof(BlockedYou));

    public static Reply Unseen(Person person) =>
        Reply.Refuse($"{person.Shown} does not see what is said here, and so could not answer. Use this on a server or in a group where you both are.", nameof(Unseen));

    public static Reply NoWallet(Person person) =>
        Reply.Refuse($"{person.Shown} is a bot, and bots have no wallets.", nameof(NoWallet));
}
