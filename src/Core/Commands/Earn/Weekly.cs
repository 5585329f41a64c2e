using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>A larger reward every seven days, more with a streak of weeks.</summary>
[Slash("weekly", "Collect this week's coins")]
internal sealed class Weekly : ICommand
{
    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.ClaimWeekly(session.Rates, session.Occasion) switch
        {
            WeeklyOutcome.Claimed claimed => Reply.Show(Card(claimed, player, caller)),
            WeeklyOutcome.NotReady wait => Reply.Refuse($"{Emoji.Time} You had this week's coins. The next ones are ready {Markup.NextSecond(wait.ReadyAt):R}; your streak is {wait.Weeks:N0}."),
        };
    }

    private static Embed Card(WeeklyOutcome.Claimed claimed, Player player, Caller caller)
    {
        var card = caller.Card($"{Emoji.Coin} {claimed.Coins:coins} for this week")
            .Describe($"Come back {Markup.NextSecond(claimed.NextAt):R} for more. Purse {player.Purse:N0}.")
            .Field($"Weeks in a row", $"{Emoji.Streak} {claimed.Weeks:N0}");
        return claimed.StreakBonus > 0 ? card.Field($"Streak bonus", $"+{claimed.StreakBonus:N0}") : card;
    }
}
