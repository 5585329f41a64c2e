using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class SeedsTests
{
    [Fact]
    public void The_first_seeds_are_unguessable_and_count_from_one()
    {
        var seeds = Seeds.First(Dice.Seeded(1));
        Assert.Equal((1, 0L, 64, 16), (seeds.Number, seeds.Nonce, seeds.Server.Length, seeds.Client.Length));
        Assert.Matches("^[0-9a-f]{64}$", seeds.Server);
        Assert.Matches("^[0-9a-f]{16}$", seeds.Client);
        Assert.Equal(FairDraws.Hash(seeds.Server), seeds.Hash);
        Assert.NotEqual(seeds.Server, Seeds.First(Dice.Seeded(2)).Server);
    }

    [Theory]
    [InlineData("plain and 123 !§$")]
    [InlineData("🍀")]
    [InlineData("\u00e9")]
    [InlineData("e\u0301")]
    [InlineData("日本語・かな")]
    [InlineData("안녕하세요")]
    [InlineData("नमस्ते")]
    [InlineData("👍🏽🇩🇪")]
    [InlineData("\U00020000")]
    public void Takes_whatever_shows(string seed) => Assert.True(Seeds.IsClientSeed(seed));

    [Theory]
    [InlineData(0xE0041, "a tag")]
    [InlineData(0x3164, "the Hangul filler")]
    [InlineData(0xFFA0, "its halfwidth form")]
    [InlineData(0x115F, "the filler of an initial")]
    [InlineData(0x1160, "the filler of a vowel")]
    [InlineData(0xFE0F, "a variation selector")]
    [InlineData(0xFE00, "another")]
    [InlineData(0xE0100, "one of the further ones")]
    [InlineData(0xE01EF, "the last of them")]
    [InlineData(0x180B, "a Mongolian one")]
    [InlineData(0x180F, "another")]
    [InlineData(0x17B4, "an inherent vowel of Khmer")]
    [InlineData(0x034F, "the grapheme joiner")]
    [InlineData(0x2800, "the blank Braille pattern")]
    [InlineData(0x200D, "the joiner of emoji")]
    [InlineData(0x2028, "a line separator")]
    [InlineData(0x3000, "the ideographic space")]
    [InlineData(0xE000, "one of private use")]
    [InlineData(0x0378, "one that is not assigned")]
    [InlineData(0xE0FFF, "one that is not assigned and to be ignored")]
    [InlineData(0x10FFFF, "no character")]
    public void Bug_what_does_not_show_was_taken_for_a_seed(int codePoint, string what)
    {
        var seed = char.ConvertFromUtf32(codePoint);
        Assert.False(Seeds.IsClientSeed(seed), what);
        Assert.False(Seeds.IsClientSeed($"a{seed}b"), what);
    }

    [Theory]
    [InlineData(0xD83C)]
    [InlineData(0xDF40)]
    public void Bug_half_a_character_was_taken_for_a_seed(int half)
    {
        Assert.False(Seeds.IsClientSeed($"{(char)half}"));
        Assert.False(Seeds.IsClientSeed($"a{(char)half}b"));
        Assert.True(Seeds.IsClientSeed("\ufffd"));
    }
}
