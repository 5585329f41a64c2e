using FlippyFlip.Core.Economy;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerRewardsTests
{
    private static readonly Rates Rates = Rates.Default;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void The_first_daily_pays_the_plain_reward()
    {
        var player = With(purse: 0);
        Assert.Equal(new DailyOutcome.Claimed(250, 0, 0, 1, Noon.At.AddHours(24)), player.ClaimDaily(Rates, Noon));
        Assert.Equal(new Balances(250, 0, 0), player.Balances);
        Assert.Equal(new DailyStreak(1, 1, Noon.At), player.Daily);
        Assert.Equal(25, player.Experience);
        Assert.Equal(Noon.At.AddHours(24), player.ReadyAt("daily", Noon.At));
        Assert.Equal((Reason.Daily, new Balances(250, 0, 0)), (player.Ledger.Entries[^1].Reason, player.Ledger.Entries[^1].Change));
    }

    [Fact]
    public void The_next_daily_is_ready_after_exactly_24_hours()
    {
        var player = Claimed();
        IsUntouched(player, early => Assert.Equal(
            new DailyOutcome.NotReady(Noon.At.AddHours(24), 1), early.ClaimDaily(Rates, At(Noon.At.AddHours(24) - Blink))));
        Assert.Equal(
            new DailyOutcome.Claimed(275, 25, 0, 2, Noon.At.AddHours(48)), player.ClaimDaily(Rates, At(Noon.At.AddHours(24))));
    }

    [Fact]
    public void A_streak_goes_on_until_exactly_48_hours()
    {
        var inTime = Claimed();
        Assert.Equal(
            new DailyOutcome.Claimed(275, 25, 0, 2, Noon.At.AddHours(72)), inTime.ClaimDaily(Rates, At(Noon.At.AddHours(48))));

        var late = Claimed();
        Assert.Equal(
            new DailyOutcome.Claimed(250, 0, 0, 1, Noon.At.AddHours(72) + Blink), late.ClaimDaily(Rates, At(Noon.At.AddHours(48) + Blink)));
    }

    [Fact]
    public void The_best_streak_survives_a_broken_one()
    {
        var player = Claimed();
        player.ClaimDaily(Rates, At(Noon.At.AddDays(1)));
        player.ClaimDaily(Rates, At(Noon.At.AddDays(2)));
        player.ClaimDaily(Rates, At(Noon.At.AddDays(10)));
        Assert.Equal(new DailyStreak(1, 3, Noon.At.AddDays(10)), player.Daily);
    }

    [Theory]
    [InlineData(30, 725)]
    [InlineData(31, 725)]
    [InlineData(29, 700)]
    [InlineData(5_000, 725)]
    public void The_streak_bonus_grows_for_thirty_days(int day, long bonus)
    {
        var player = With(purse: 0);
        player.Daily = new DailyStreak(day - 1, day - 1, Noon.At.AddHours(-24));
        Assert.Equal(new DailyOutcome.Claimed(250 + bonus, bonus, 0, day, Noon.At.AddHours(24)), player.ClaimDaily(Rates, Noon));
    }

    [Theory]
    [InlineData("2026-01-09T23:59:59.999Z", 0)]
    [InlineData("2026-01-10T00:00:00Z", 125)]
    [InlineData("2026-01-11T23:59:59.999Z", 125)]
    [InlineData("2026-01-12T00:00:00Z", 0)]
    [InlineData("2026-01-11T23:30:00-03:00", 0)]
    public void The_weekend_bonus_is_paid_on_Saturdays_and_Sundays_of_UTC(string moment, long bonus)
    {
        var at = DateTimeOffset.Parse(moment);
        Assert.Equal(new DailyOutcome.Claimed(250 + bonus, 0, bonus, 1, at.AddHours(24)), With(purse: 0).ClaimDaily(Rates, At(at)));
    }

    [Fact]
    public void A_clock_that_went_back_pays_nothing_twice() => IsUntouched(Claimed(), player =>
        Assert.Equal(new DailyOutcome.NotReady(Noon.At.AddHours(24), 1), player.ClaimDaily(Rates, At(Noon.At.AddDays(-3)))));

    [Fact]
    public void The_start_pays_the_bonus_once()
    {
        var player = With(purse: 0);
        Assert.Equal(new StartOutcome.Started(1_000), player.Start(isFirstEver: true, Rates, Noon));
        Assert.Equal((new Balances(1_000, 0, 0), (DateTimeOffset?)Noon.At), (player.Balances, player.StartedAt));
        Assert.Equal(Reason.StarterBonus, player.Ledger.Entries[^1].Reason);

        IsUntouched(Stored.Again(player), again =>
            Assert.Equal(new StartOutcome.StartedBefore(Noon.At), again.Start(isFirstEver: true, Rates, At(Noon.At.AddDays(1)))));
    }

    [Fact]
    public void Whoever_had_the_bonus_in_an_earlier_life_starts_without_coins()
    {
        var player = With(purse: 0);
        Assert.Equal(new StartOutcome.WelcomeBack(), player.Start(isFirstEver: false, Rates, Noon));
        Assert.Equal((default(Balances), (DateTimeOffset?)Noon.At, true), (player.Balances, player.StartedAt, player.IsChanged));
        Assert.Empty(player.Ledger.Entries);
    }

    private static Player Claimed()
    {
        var player = With(purse: 0);
        player.ClaimDaily(Rates, Noon);
        return Stored.Again(player);
    }
}
