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
        var lines = catalogue.Public
            .Where(command => command.Cooldown is not null || command.Name == Economy.Player.DailyCommand)
            .Select(command => player.ReadyAt(command.Name, session.Now) is { } readyAt
                ? Phrase.Say($"{Emoji.Time} `/{command.Name}` {Markup.NextSecond(readyAt):R}")
                : Phrase.Say($"{Emoji.Ready} `/{command.Name}` ready"));
        return Reply.Show(caller.Card($"{Emoji.Time} Your timers").Describe(Phrase.Join("\n", lines))).Private();
    }
}
