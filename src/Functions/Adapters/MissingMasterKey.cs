using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Functions.Adapters;

/// <summary>In the place of a key that nobody has configured: the bot plays, and whatever needs the key says what is missing.</summary>
internal sealed class MissingMasterKey : IMasterKey
{
    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken ct) => throw Missing();

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken ct) => throw Missing();

    private static SecretException Missing() => new(SecretFault.Unavailable, "There is no master key: set KeyVault__KeyUri to the address of a key in Key Vault.");
}
