using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Core.Tests.Secrets;

public sealed class SecretProtectorTests
{
    private static readonly byte[] Token = "a bot's token"u8.ToArray();

    private readonly SecretProtector _protector = new(new AesMasterKey(new byte[DataKey.Length], Entropy.System), Entropy.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(72)]
    [InlineData(65_536)]
    public async Task Reveals_what_was_locked(int length)
    {
        var secret = new byte[length];
        new Random(length).NextBytes(secret);
        Assert.Equal(secret, await _protector.RevealAsync(await _protector.ProtectAsync(secret, "100", Ct), "100", Ct));
    }

    [Fact]
    public async Task It_opens_for_its_owner_only()
    {
        var locked = await _protector.ProtectAsync(Token, "100", Ct);
        var problem = await Assert.ThrowsAsync<SecretException>(() => _protector.RevealAsync(locked, "101", Ct));
        Assert.Equal((SecretFault.Changed, "The secret is not what was locked, or it belongs to somebody else."), (problem.Fault, problem.Message));
    }

    [Fact]
    public async Task Every_changed_byte_is_noticed()
    {
        var locked = await _protector.ProtectAsync(Token, "100", Ct);
        for (var at = 0; at < locked.Cipher.Length; at++)
        {
            var cipher = locked.Cipher.ToArray();
            cipher[at] ^= 1;
            await FailsAsync(SecretFault.Changed, locked with { Cipher = cipher });
        }

        await FailsAsync(SecretFault.Changed, locked with { Cipher = [] });
        await FailsAsync(SecretFault.Changed, locked with { Nonce = new byte[12] });
        await FailsAsync(SecretFault.Changed, locked with { Nonce = [] });
        await FailsAsync(SecretFault.UnknownForm, locked with { Format = 2 });
        await FailsAsync(SecretFault.WrongKey, locked with { Key = locked.Key with { KeyId = "another" } });
    }

    [Fact]
    public async Task The_same_secret_never_looks_the_same()
    {
        var (one, two) = (await _protector.ProtectAsync(Token, "100", Ct), await _protector.ProtectAsync(Token, "100", Ct));
        Assert.NotEqual(one.Cipher, two.Cipher);
        Assert.NotEqual(one.Key.Bytes, two.Key.Bytes);
        Assert.NotEqual(one.Nonce, two.Nonce);
        Assert.Equal(-1, one.Cipher.AsSpan().IndexOf("token"u8));
    }

    private async Task FailsAsync(SecretFault fault, ProtectedSecret locked) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<SecretException>(() => _protector.RevealAsync(locked, "100", Ct))).Fault);
}
