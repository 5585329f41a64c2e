using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class EntropyTests
{
    [Fact]
    public void Seeds_are_the_bytes_in_lower_case_hex()
    {
        var entropy = new Entropy(bytes => bytes.Fill(0xAB));
        Assert.Equal(string.Concat(Enumerable.Repeat("ab", 32)), entropy.ServerSeed());
        Assert.Equal("abababababababab", entropy.ClientSeed());
    }

    [Fact]
    public void A_reference_can_be_read_aloud()
    {
        var next = 0;
        var entropy = new Entropy(bytes =>
        {
            foreach (ref var value in bytes)
            {
                value = (byte)next++;
            }
        });
        var letters = string.Concat(Enumerable.Range(0, 32).Select(_ => entropy.Reference()));
        Assert.Equal(256, letters.Length);
        Assert.Equal("23456789ABCDEFGHJKMNPQRSTUVWXYZ", string.Concat(letters.Distinct().Order()));
    }

    [Theory]
    [InlineData(0x00, 0)]
    [InlineData(0xFF, 20)]
    public void A_wait_lies_between_nothing_and_the_length_asked_for(byte value, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), new Entropy(bytes => bytes.Fill(value)).Jitter(TimeSpan.FromMilliseconds(20)));

    [Fact]
    public void The_system_s_generator_repeats_nothing()
    {
        var seeds = Enumerable.Range(0, 1_000).Select(_ => Entropy.System.ServerSeed()).ToList();
        Assert.Equal(1_000, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.Matches("^[0-9a-f]{64}$", seed));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(Entropy.System.Jitter(TimeSpan.FromSeconds(1)), TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }
}
