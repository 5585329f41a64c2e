using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>Welcomes a player, once with a bonus, and shows the first three things to do.</summary>
[Slash("start", "Get your wallet, a starter bonus and a first idea of what to do")]
internal sealed class Start : ICommand
{
    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var isFirstEver = player.StartedAt is null && session.ClaimStarterBonus(caller);
        var card = player.Start(isFirstEver, session.Rates, session.Occasion) switch
        {
            StartOutcome.Started started => caller.Card($"{Emoji.Gift} Welcome, {Markup.Escape(caller.Name)}!")
                .Describe($"Here are **{started.Bonus:coins}** to begin with. Come back every day for more, flip a coin for free, or read what else there is."),
            StartOutcome.WelcomeBack => caller.Card($"{Emoji.Gift} Welcome back, {Markup.Escape(caller.Name)}!")
                .Describe($"You had your starter bonus in an earlier life; it is paid once only. Your daily coins are waiting."),
            StartOutcome.StartedBefore before => caller.Card($"{Emoji.Gift} You are all set, {Markup.Escape(caller.Name)}")
                .Describe($"You started {before.At:R} and carry **{player.Purse:coins}**. What next?"),
        };
        return Reply.Show(card).Buttons(
            caller.Button($"Daily coins", new Earn.Daily.Claim(), ButtonStyle.Success),
            caller.Button($"Flip a coin", new Flip.Flip.Again(1), ButtonStyle.Primary),
            caller.Button($"Show me around", new Help.Tour()));
    }
}
