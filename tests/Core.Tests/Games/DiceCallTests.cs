using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class DiceCallTests
{
    private static readonly Rates Rates = Rates.Default;

    public static IEnumerable<TheoryDataRow<Direction, int>> EveryCall() =>
        from direction in Enum.GetValues<Direction>()
        from target in Enumerable.Range(DiceCall.LeastTarget, DiceCall.MostTarget - DiceCall.LeastTarget + 1)
        select new TheoryDataRow<Direction, int>(direction, target);

    [Theory]
    [InlineData(Direction.Over, 98, 2, 495_000)]
    [InlineData(Direction.Over, 50, 50, 19_800)]
    [InlineData(Direction.Over, 2, 98, 10_102)]
    [InlineData(Direction.Under, 2, 1, 990_000)]
    [InlineData(Direction.Under, 50, 49, 20_204)]
    [InlineData(Direction.Under, 98, 97, 10_206)]
    public void Fewer_ways_to_win_pay_more(Direction direction, int target, int ways, int pays)
    {
        var call = new DiceCall(direction, target);
        Assert.Equal((ways, pays), (call.Ways, call.Return(Rates)));
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void A_call_wins_with_as_many_numbers_as_it_says_and_never_pays_more_than_is_left_of_the_edge(Direction direction, int target)
    {
        var call = new DiceCall(direction, target);
        Assert.Equal(call.Ways, Enumerable.Range(1, 100).Count(call.Wins));
        Assert.False(call.Wins(target));
        foreach (var stake in new long[] { 1, 2, 7, 49, 100, 12_345, Rates.MaxStake })
        {
            Assert.True(call.Payout($"{(direction == Direction.Over ? 100 : 1)}", stake, Rates) * call.Ways <= stake * 99, $"{call.Input} with {stake}");
            Assert.Equal(0, call.Payout($"{target}", stake, Rates));
        }
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void What_was_called_reads_back(Direction direction, int target)
    {
        var call = new DiceCall(direction, target);
        Assert.Equal(call, DiceCall.Parse(call.Input));
    }

    [Fact]
    public void Every_number_from_one_to_a_hundred_comes_up()
    {
        var draws = new FairDraws(new string('7', 64), "c", 1);
        var rolled = Enumerable.Range(0, 3_000).Select(_ => int.Parse(DiceCall.Roll(draws), System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        Assert.Equal(Enumerable.Range(1, 100), rolled.Order());
    }
}
