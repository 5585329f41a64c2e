using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Safety;

namespace FlippyFlip.Core.Tests.Economy;

/// <summary>A player's own caps, where two processes have clocks that differ a little.</summary>
public sealed class PlayerCapsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 1, 7, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Bug_a_refund_after_a_stake_on_a_clock_that_was_behind_widened_the_cap()
    {
        var player = Capped(1_000);
        Assert.Null(player.Queue(Amount.Of(1_000), Rates.Default, At(100)));

        var behind = player.Wager(Wallets.AnyWager(0), Amount.Of(1), Rates.Default, At(-100));
        player.LeaveQueue(At(200));
        var after = player.Wager(Wallets.AnyWager(0), Amount.Of(2_000), Rates.Default, At(300));

        Assert.Equal(new WagerOutcome.Capped(Cap.StakePerDay, 1_000, 0, Midnight.AddDays(1)), behind);
        Assert.Equal(new WagerOutcome.Capped(Cap.StakePerDay, 1_000, 1_000, Midnight.AddDays(1)), after);
        Assert.Equal((0, 0), (player.SpentToday.Staked, player.SpentThisWeek.Staked));
    }

    [Fact]
    public void What_is_staked_and_won_on_a_clock_that_is_behind_counts_in_the_day_that_has_begun()
    {
        var player = Capped(100_000);
        player.Wager(Wallets.AnyWager(0), Amount.Of(1), Rates.Default, At(0));
        for (var i = 0; i < 40; i++)
        {
            player.Wager(Wallets.AnyWager(0), Amount.Of(100), Rates.Default, At(-100));
        }

        var rounds = player.Rounds.Rounds;
        Assert.Contains(rounds, round => round.Payout > 0);
        Assert.Equal(new Spending(Spending.Day(Midnight), rounds.Sum(round => round.Stake), rounds.Sum(round => round.Payout)), player.SpentToday);
        Assert.Equal(player.SpentToday with { Period = Spending.Week(Midnight) }, player.SpentThisWeek);
    }

    [Fact]
    public void A_stake_that_a_clock_behind_put_into_escrow_comes_back_to_the_day_it_was_booked_in()
    {
        var player = Capped(100_000);
        player.Wager(Wallets.AnyWager(0), Amount.Of(1), Rates.Default, At(0));
        var before = player.SpentToday;

        player.Queue(Amount.Of(500), Rates.Default, At(-100));
        player.LeaveQueue(At(100));

        Assert.Equal(before, player.SpentToday);
    }

    private static Player Capped(long stakePerDay)
    {
        var player = Wallets.With(purse: 50_000);
        player.LimitTo(new Caps(null, null, stakePerDay, null), Rates.Default, At(-3_600_000));
        return player;
    }

    private static Occasion At(int milliseconds) => new(new Snowflake(7), Midnight.AddMilliseconds(milliseconds));
}
