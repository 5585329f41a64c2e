using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class CoinFlipTests
{
    private static readonly string Server = new('7', 64);

    [Fact]
    public void A_hundred_tosses_are_the_numbers_below_two_one_after_another()
    {
        var draws = new FairDraws(Server, "c", 1);
        var expected = Enumerable.Range(0, 100).Select(_ => (Side)draws.Below(2)).ToList();
        Assert.Equal(expected, CoinFlip.Toss(new FairDraws(Server, "c", 1), 100));
        Assert.Equal(expected[0], CoinFlip.Toss(new FairDraws(Server, "c", 1)));
        Assert.Contains(Side.Heads, expected);
        Assert.Contains(Side.Tails, expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_round_has_one_to_a_hundred_tosses(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CoinFlip.Toss(new FairDraws(Server, "c", 1), count));

    [Fact]
    public void A_result_is_written_with_a_letter_a_toss() => Assert.Equal("HTTH", CoinFlip.Write([Side.Heads, Side.Tails, Side.Tails, Side.Heads]));
}
