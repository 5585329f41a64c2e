using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>A reward a day, more with a streak and on weekends.</summary>
[Slash("daily", "Collect today's coins")]
internal sealed class Daily : ICommand, IButton<Daily.Claim>
{
    [Action("claim")]
    public sealed record Claim;

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.ClaimDaily(session.Rates, session.Occasion) switch
        {
            DailyOutcome.Claimed claimed => Reply.Show(Card(claimed, player, caller)),
            DailyOutcome.NotReady wait => Reply.Refuse($"{Emoji.Time} You had today's coins. The next ones are ready {Markup.NextSecond(wait.ReadyAt):R}; your streak is {wait.Days:N0}."),
        };
    }

    public Task<Reply> PressAsync(Claim state, Caller caller, Session session, CancellationToken ct) => RunAsync(caller, session, ct);

    private static Embed Card(DailyOutcome.Claimed claimed, Player player, Caller caller)
    {
        var card = caller.Card($"{Emoji.Coin} {claimed.Coins:coins} for today")
            .Describe($"Come back {Markup.NextSecond(claimed.NextAt):R} for more. Purse {player.Purse:N0}.")
            .Field($"Streak", $"{Emoji.Streak} {claimed.Days:N0}");
        if (claimed.StreakBonus > 0)
        {
            card = card.Field($"Streak bonus", $"+{claimed.StreakBonus:N0}");
        }

        return claimed.WeekendBonus > 0 ? card.Field($"Weekend bonus", $"+{claimed.WeekendBonus:N0}") : card;
    }
}
