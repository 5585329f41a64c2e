using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Secrets;

/// <summary>A master key that is at hand: from a file or from the configuration.</summary>
public sealed class AesMasterKey : IMasterKey
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key;
    private readonly Entropy _entropy;

    /// <param name="key"><see cref="DataKey.Length"/> bytes.</param>
    /// <param name="entropy">For nonces.</param>
    public AesMasterKey(ReadOnlySpan<byte> key, Entropy entropy)
    {
        if (key.Length != DataKey.Length)
        {
            throw new ArgumentException($"A master key has {DataKey.Length} bytes.", nameof(key));
        }

        _key = key.ToArray();
        _entropy = entropy;
        Id = $"local-{Convert.ToHexStringLower(HMACSHA256.HashData(_key, "flippy master key id"u8)[..8])}";
    }

    /// <summary>Tells keys apart without saying anything about them: a keyed hash.</summary>
    public string Id { get; }

    /// <summary>Nonce, locked key, tag.</summary>
    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (dataKey.Length != DataKey.Length)
        {
            throw new ArgumentException($"A data key has {DataKey.Length} bytes.", nameof(dataKey));
        }

        var bytes = new byte[NonceLength + DataKey.Length + TagLength];
        _entropy.Bytes(bytes.AsSpan(0, NonceLength));
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(bytes.AsSpan(0, NonceLength), dataKey.Span, bytes.AsSpan(NonceLength, DataKey.Length), bytes.AsSpan(NonceLength + DataKey.Length), Encoding.UTF8.GetBytes(Id));
        return Task.FromResult(new WrappedKey(Id, bytes));
    }

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (wrapped.KeyId != Id)
        {
            throw new SecretException(SecretFault.WrongKey, $"It was locked with the master key {wrapped.KeyId}; the one here is {Id}.");
        }

        var key = new byte[DataKey.Length];
        try
        {
            if (wrapped.Bytes.Length != NonceLength + DataKey.Length + TagLength)
            {
                throw new AuthenticationTagMismatchException();
            }

            using var aes = new AesGcm(_key, TagLength);
            aes.Decrypt(
                wrapped.Bytes.AsSpan(0, NonceLength), wrapped.Bytes.AsSpan(NonceLength, DataKey.Length), wrapped.Bytes.AsSpan(NonceLength + DataKey.Length), key, Encoding.UTF8.GetBytes(Id));
            return Task.FromResult(key);
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new SecretException(SecretFault.Changed, "The locked data key is not what was written.", changed);
        }
    }
}
