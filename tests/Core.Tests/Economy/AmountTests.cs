using FlippyFlip.Core.Economy;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class AmountTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("500", 500)]
    [InlineData(" 42 ", 42)]
    [InlineData("007", 7)]
    [InlineData("1,000", 1_000)]
    [InlineData("1.000", 1_000)]
    [InlineData("1_000", 1_000)]
    [InlineData("1 000", 1_000)]
    [InlineData("1\u00A0000", 1_000)]
    [InlineData("1\u202F000", 1_000)]
    [InlineData("1.000.000", 1_000_000)]
    [InlineData("2,5k", 2_500)]
    [InlineData("0.01k", 10)]
    [InlineData("1k", 1_000)]
    [InlineData("1K", 1_000)]
    [InlineData("1 k", 1_000)]
    [InlineData("2.5k", 2_500)]
    [InlineData("2.5M", 2_500_000)]
    [InlineData("1b", 1_000_000_000)]
    [InlineData("1,000,000,000", 1_000_000_000)]
    public void Reads_a_number_of_coins(string text, long coins)
    {
        Assert.True(Amount.TryParse(text, out var amount));
        Assert.False(amount.IsShare);
        Assert.Equal(Amount.Of(coins), amount);
        Assert.Equal((coins, coins, coins), (amount.From(0), amount.From(1), amount.From(long.MaxValue)));
    }

    [Theory]
    [InlineData("all", 1_001)]
    [InlineData("MAX", 1_001)]
    [InlineData(" All ", 1_001)]
    [InlineData("half", 500)]
    [InlineData("100%", 1_001)]
    [InlineData("50 %", 500)]
    [InlineData("25%", 250)]
    [InlineData("12.5%", 125)]
    [InlineData("12,5%", 125)]
    [InlineData("0.01%", 1)]
    [InlineData("0.10%", 1)]
    [InlineData("99.99%", 1_000)]
    public void Reads_a_share_and_rounds_it_down(string text, long of1001)
    {
        Assert.True(Amount.TryParse(text, out var amount));
        Assert.True(amount.IsShare);
        Assert.Equal((of1001, 0L), (amount.From(1_001), amount.From(0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0")]
    [InlineData("0k")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData("1.5")]
    [InlineData("0.0001k")]
    [InlineData("1000000001")]
    [InlineData("1.1b")]
    [InlineData("2b")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("1kk")]
    [InlineData("k")]
    [InlineData(",")]
    [InlineData(".")]
    [InlineData("_")]
    [InlineData("%")]
    [InlineData("0%")]
    [InlineData("-5%")]
    [InlineData("100.01%")]
    [InlineData("0.001%")]
    [InlineData("half%")]
    [InlineData("all of it")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("１２")]
    [InlineData("١٢")]
    [InlineData("1,0,0")]
    [InlineData("5.")]
    [InlineData(".5k")]
    [InlineData("12.00")]
    [InlineData("1000,000")]
    [InlineData("1,000.000")]
    [InlineData("1,000k")]
    [InlineData("1.000k")]
    [InlineData("1.2.3k")]
    [InlineData("$5")]
    [InlineData("(5)")]
    [InlineData("5 coins")]
    [InlineData("1,000,000,000,000,000,000")]
    [InlineData("1234567890123456789012345")]
    [InlineData("999999999999999999999999")]
    [InlineData("99999999999999999999999%")]
    [InlineData("0.0000000000000000000001")]
    public void Refuses_what_is_no_amount(string text)
    {
        Assert.False(Amount.TryParse(text, out var amount));
        Assert.Equal(default, amount);
    }

    [Theory]
    [InlineData("99999999999999999999999b")]
    [InlineData("99999999999999999999999m")]
    [InlineData("99999999999999999999999k")]
    public void Bug_a_number_beyond_decimal_in_billions_is_refused_instead_of_overflowing(string text) =>
        Assert.False(Amount.TryParse(text, out _));

    [Fact]
    public void Shares_of_huge_balances_neither_overflow_nor_exceed_the_largest_amount()
    {
        Assert.Equal(Amount.Largest, Amount.All.From(long.MaxValue));
        Assert.Equal(Amount.Largest, Amount.Percent(1).From(long.MaxValue));
        Assert.Equal(Amount.Largest, Amount.Percent(50).From((2 * Amount.Largest) + 1));
        Assert.Equal(Amount.Largest - 1, Amount.Percent(50).From((2 * Amount.Largest) - 1));
    }

    [Fact]
    public void Is_made_only_within_its_bounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Of(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Of(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Of(Amount.Largest + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Percent(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Percent(101));
        Assert.Equal(Amount.All, Amount.Percent(100));
        Assert.Equal(0, default(Amount).From(1_000));
    }

    [Fact]
    public void Parsing_never_throws_and_what_it_reads_is_within_bounds()
    {
        var likely = Gen.ArrayOf(Gen.Elements("0123456789.,_kmbKMB% -+eE\0é😀".ToCharArray())).Select(letters => new string(letters));
        var big = Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray()), 23).Select(digits => new string(digits));
        var ends = Gen.Elements("", "k", "m", "b", "%", " k", ".k", ".5%", ",");
        var texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            likely,
            big.SelectMany(_ => Gen.Choose(1, 23), (digits, length) => digits[..length]).SelectMany(_ => ends, (digits, end) => digits + end));
        var balances = Gen.OneOf(Gen.Choose(0, 100_000).Select(coins => (long)coins), Gen.Elements(0, 1, Amount.Largest, long.MaxValue));
        Law.Holds(texts.SelectMany(_ => balances, (text, balance) => (text, balance)), 5_000, sample =>
        {
            if (!Amount.TryParse(sample.text, out var amount))
            {
                Assert.Equal(default, amount);
                return;
            }

            var coins = amount.From(sample.balance);
            if (amount.IsShare)
            {
                Assert.InRange(coins, 0, Math.Min(sample.balance, Amount.Largest));
            }
            else
            {
                Assert.Equal(Amount.Of(coins), amount);
            }
        });
    }
}
