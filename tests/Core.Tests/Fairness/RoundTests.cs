using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class RoundTests
{
    [Theory]
    [InlineData("1-17", 1, 17)]
    [InlineData("0-0", 0, 0)]
    [InlineData("2147483647-9223372036854775807", int.MaxValue, long.MaxValue)]
    public void A_name_reads_back(string text, int seed, long nonce)
    {
        Assert.True(RoundName.TryParse(text, out var name));
        Assert.Equal((new RoundName(seed, nonce), text), (name, name.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("1")]
    [InlineData("1--1")]
    [InlineData("1-1-1")]
    [InlineData(" 1-1")]
    [InlineData("1-1 ")]
    [InlineData("+1-1")]
    [InlineData("1-0x1")]
    [InlineData("2147483648-1")]
    [InlineData("1-9223372036854775808")]
    [InlineData("a-b")]
    public void Anything_else_is_no_name(string text)
    {
        Assert.False(RoundName.TryParse(text, out var name));
        Assert.Equal(default, name);
    }

    [Fact]
    public void Order_rises_with_the_nonce_and_then_with_the_seed()
    {
        RoundName[] names = [new(1, 1), new(1, 2), new(1, (1L << 40) - 1), new(2, 1), new(2, 2), new(1_000_000, 1)];
        Assert.Equal(names, names.Reverse().OrderBy(name => name.Order));
        Assert.Equal(names.Length, names.DistinctBy(name => name.Order).Count());
    }
}
