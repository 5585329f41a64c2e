namespace FlippyFlip.Core.Secrets;

/// <summary>
/// The key that locks all other keys and never leaves its place: a key vault, or a file next to the data. It may be far away, so callers keep what
/// they unwrap for as long as they work with it. <c>tests/Contracts/MasterKeyContract.cs</c> specifies it.
/// </summary>
public interface IMasterKey
{
    /// <summary>Locks a data key with the current master key. Wrapping the same key twice may give different bytes.</summary>
    /// <param name="dataKey"><see cref="DataKey.Length"/> bytes.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="SecretException"><see cref="SecretFault.Unavailable"/>: the key cannot be reached or used.</exception>
    Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken ct);

    /// <summary>Unlocks a data key; one locked under an older version of the master key too, as long as the place still has that version.</summary>
    /// <returns><see cref="DataKey.Length"/> bytes.</returns>
    /// <exception cref="SecretException">
    /// <see cref="SecretFault.WrongKey"/>: it was locked with a key that is not here. <see cref="SecretFault.Changed"/>: the bytes are not what was wrapped.
    /// <see cref="SecretFault.Unavailable"/>: the key cannot be reached or used.
    /// </exception>
    Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken ct);
}

/// <summary>A data key that only its master key can open.</summary>
/// <param name="KeyId">Which master key, such as a vault's key with its version; no secret, 1..200 characters.</param>
/// <param name="Bytes">In the form of the place that wrapped it, at most 1 KiB.</param>
public sealed record WrappedKey(string KeyId, byte[] Bytes);

/// <summary>Keys made for one purpose and locked by the master key.</summary>
public static class DataKey
{
    /// <summary>Bytes: AES-256.</summary>
    public const int Length = 32;
}

/// <summary>Why something secret cannot be opened.</summary>
public enum SecretFault
{
    /// <summary>It was locked with a master key that is not here.</summary>
    WrongKey,

    /// <summary>The bytes are not what was locked, or belong to somebody else.</summary>
    Changed,

    /// <summary>The end is missing.</summary>
    CutOff,

    /// <summary>A chunk is missing, or chunks are not in their order.</summary>
    OutOfOrder,

    /// <summary>More follows after the end.</summary>
    Surplus,

    /// <summary>It is nothing that was locked here, or in a form that this version does not know.</summary>
    UnknownForm,

    /// <summary>The master key cannot be reached or used.</summary>
    Unavailable,
}

/// <summary>Something secret cannot be opened. The message is one sentence for an operator and holds no secret.</summary>
public sealed class SecretException(SecretFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public SecretFault Fault { get; } = fault;
}
