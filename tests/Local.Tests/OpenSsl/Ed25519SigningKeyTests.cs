using FlippyFlip.Contracts;
using FlippyFlip.Local.OpenSsl;

namespace FlippyFlip.Local.Tests.OpenSsl;

public sealed class Ed25519SigningKeyTests
{
    public static TheoryData<string> Vectors => Rfc8032.Names;

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Signs_as_the_standard_does(string name)
    {
        var vector = Rfc8032.Named(name);
        using var key = Ed25519SigningKey.FromSeed(vector.Seed);
        Assert.Equal(vector.PublicKey, key.PublicKey.ToArray());
        Assert.Equal(vector.Signature, key.Sign(vector.Message));
    }

    [Fact]
    public void Makes_another_key_each_time()
    {
        using var first = Ed25519SigningKey.Generate();
        using var second = Ed25519SigningKey.Generate();
        Assert.NotEqual(first.PublicKey.ToArray(), second.PublicKey.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Refuses_a_seed_of_another_length(int length)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Ed25519SigningKey.FromSeed(new byte[length]));
        Assert.Equal($"An Ed25519 seed has 32 bytes, not {length}. (Parameter 'seed')", refusal.Message);
    }
}
