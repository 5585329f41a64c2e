using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class SlotsPullTests
{
    [Theory]
    [InlineData("SSS", 500)]
    [InlineData("DDD", 100)]
    [InlineData("KKK", 45)]
    [InlineData("BBB", 16)]
    [InlineData("LLL", 8)]
    [InlineData("CCC", 4)]
    [InlineData("CCL", 2)]
    [InlineData("SCC", 2)]
    [InlineData("CKC", 2)]
    [InlineData("CLB", 0)]
    [InlineData("SSD", 0)]
    [InlineData("LLC", 0)]
    public void The_table_says_what_three_symbols_pay(string result, int times) =>
        Assert.Equal(100 * times, new SlotsPull().Payout(result, 100, Rates.Default));

    [Fact]
    public void Every_place_of_the_reel_shows_a_symbol() =>
        Assert.Equal((32, 32), (SlotsPull.Places, Enum.GetValues<Symbol>().Sum(SlotsPull.Count)));

    [Fact]
    public void A_pull_is_three_numbers_below_thirty_two()
    {
        var trace = new List<Draw>();
        var result = SlotsPull.Spin(new FairDraws(new string('7', 64), "c", 1, trace));
        Assert.Equal([32, 32, 32], trace.Select(draw => draw.Range));
        Assert.Equal(result, SlotsPull.Spin(new FairDraws(new string('7', 64), "c", 1)));
        Assert.All(result, symbol => Assert.True(Enum.IsDefined((Symbol)symbol)));
    }
}
