using FlippyFlip.Core.Economy;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class RatesTests
{
    private static readonly Rates Rates = Rates.Default;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(299, 2)]
    [InlineData(300, 3)]
    [InlineData(-1, 1)]
    [InlineData(long.MinValue, 1)]
    public void Experience_gives_a_level(long experience, int level) => Assert.Equal(level, Rates.Level(experience));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_level_begins_exactly_at_its_threshold(long step)
    {
        var rates = Rates with { LevelStep = step };
        for (var level = 2; level <= 10_000; level++)
        {
            var threshold = step * level * (level - 1) / 2;
            Assert.Equal((level - 1, level), (rates.Level(threshold - 1), rates.Level(threshold)));
        }
    }

    [Fact]
    public void Levels_never_fall_as_experience_rises()
    {
        var experience = Gen.Choose(0, int.MaxValue).SelectMany(_ => Gen.Choose(0, 22), (number, shift) => (long)number << shift);
        Law.Holds(experience.Two(), 5_000, pair =>
        {
            var (low, high) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            Assert.True(Rates.Level(low) <= Rates.Level(high));
            Assert.InRange(Rates.Level(high), 1, int.MaxValue);
        });
        Assert.InRange(Rates.Level(long.MaxValue), 1, int.MaxValue);
    }

    [Fact]
    public void The_bank_grows_with_the_level() =>
        Assert.Equal([5_000, 7_500, 10_000, 252_500], new[] { 1, 2, 3, 100 }.Select(Rates.BankRoom));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(10, 20)]
    [InlineData(11, 21)]
    [InlineData(12, 23)]
    [InlineData(100, 195)]
    [InlineData(1_000_000, 1_950_000)]
    public void A_won_bet_returns_the_payout_to_the_nearest_coin(long stake, long coins) => Assert.Equal(coins, Rates.BetReturn(stake));

    [Fact]
    public void The_house_keeps_two_and_a_half_percent_on_average()
    {
        Assert.Equal(250, Rates.HouseEdge);
        Assert.Equal(0, (Rates with { BetPayout = 20_000 }).HouseEdge);
        var (staked, returned) = (0L, 0L);
        for (var stake = 1L; stake <= 10_000; stake++)
        {
            staked += 2 * stake;
            returned += Rates.BetReturn(stake);
        }

        Assert.InRange((double)(staked - returned) / staked, 0.0249, 0.0251);
    }

    [Fact]
    public void No_bet_returns_more_than_it_costs_on_average()
    {
        for (var stake = 1L; stake <= Rates.MaxStake; stake++)
        {
            var back = Rates.BetReturn(stake);
            if (back > 2 * stake || Math.Abs((20_000 * back) - (39_000 * stake)) > 10_000)
            {
                Assert.Fail($"A stake of {stake} returns {back}.");
            }
        }
    }
}
