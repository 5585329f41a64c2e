using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>All timers of the caller at once.</summary>
[Slash("cooldowns", "What you can do now, and when the rest is ready")]
[Private]
internal sealed class Cooldowns(Catalogue catalogue) : ICommand
{
    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var lines =
            from command in catalogue.Public
            let readyAt = player.ReadyAt(command.Name, session.Now)
            // What pays is named when it is ready, the rest of other commands only while it lasts.
            where readyAt is not null || (session.Rates.Rest(command.Name) is not null && (command.Name != Economy.Player.VoteCommand || caller.Bot.Vote is not null))
            select readyAt is { } moment
                ? Phrase.Say($"{Emoji.Time} `{Phrase.Command(command.Name)}` {Markup.NextSecond(moment):R}")
                : Phrase.Say($"{Emoji.Ready} `{Phrase.Command(command.Name)}` ready");
        return Reply.Show(caller.Card($"{Emoji.Time} Your timers").Describe(Phrase.Join("\n", lines))).Private();
    }
}
