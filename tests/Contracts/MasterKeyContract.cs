using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Contracts;

/// <summary>What an adapter of <see cref="IMasterKey"/> must do.</summary>
public abstract class MasterKeyContract
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, DataKey.Length).Select(i => (byte)i)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The test's own master key, the same at every call.</summary>
    protected abstract Task<IMasterKey> OpenAsync();

    /// <summary>A master key that has nothing to do with the first.</summary>
    protected abstract Task<IMasterKey> OpenOtherAsync();

    [Fact]
    public async Task Unwraps_what_it_wrapped_also_after_a_restart()
    {
        var wrapped = await (await OpenAsync()).WrapAsync(Key, Ct);

        Assert.Equal(Key, await (await OpenAsync()).UnwrapAsync(wrapped, Ct));
        Assert.InRange(wrapped.KeyId.Length, 1, 200);
        Assert.InRange(wrapped.Bytes.Length, DataKey.Length, 1024);
        Assert.Equal(-1, wrapped.Bytes.AsSpan().IndexOf(Key));
        Assert.Equal(wrapped.KeyId, (await (await OpenAsync()).WrapAsync(Key, Ct)).KeyId);
    }

    [Fact]
    public async Task A_key_wrapped_elsewhere_is_locked_with_the_wrong_key()
    {
        var wrapped = await (await OpenOtherAsync()).WrapAsync(Key, Ct);
        var master = await OpenAsync();

        var problem = await Assert.ThrowsAsync<SecretException>(() => master.UnwrapAsync(wrapped, Ct));

        Assert.Equal(SecretFault.WrongKey, problem.Fault);
        Assert.NotEqual(wrapped.KeyId, (await master.WrapAsync(Key, Ct)).KeyId);
    }

    [Fact]
    public async Task Every_changed_byte_is_noticed()
    {
        var master = await OpenAsync();
        var wrapped = await master.WrapAsync(Key, Ct);
        foreach (var at in (int[])[0, wrapped.Bytes.Length / 2, wrapped.Bytes.Length - 1])
        {
            var changed = wrapped.Bytes.ToArray();
            changed[at] ^= 1;
            await FailsAsync(master, wrapped with { Bytes = changed });
        }

        await FailsAsync(master, wrapped with { Bytes = wrapped.Bytes[..^1] });
        await FailsAsync(master, wrapped with { Bytes = [] });
    }

    [Fact]
    public async Task Only_whole_keys_are_wrapped() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await (await OpenAsync()).WrapAsync(new byte[DataKey.Length - 1], Ct));

    private static async Task FailsAsync(IMasterKey master, WrappedKey wrapped) =>
        Assert.Equal(SecretFault.Changed, (await Assert.ThrowsAsync<SecretException>(() => master.UnwrapAsync(wrapped, Ct))).Fault);
}
