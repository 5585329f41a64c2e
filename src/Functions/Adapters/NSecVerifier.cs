using FlippyFlip.Core.Interactions;
using NSec.Cryptography;

namespace FlippyFlip.Functions.Adapters;

/// <summary>Ed25519 by libsodium. It refuses small-order keys and signatures in a second form by itself, but only while verifying; a wrong key is told on import.</summary>
internal sealed class NSecVerifier : ISignatureVerifier
{
    /// <inheritdoc/>
    public IVerifyingKey Import(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != EdwardsPoint.Length)
        {
            throw new ArgumentException($"An Ed25519 public key has 32 bytes, not {publicKey.Length}.", nameof(publicKey));
        }

        if (!EdwardsPoint.IsPublicKey(publicKey) || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key) || key is null)
        {
            throw new ArgumentException("These 32 bytes are not an Ed25519 public key.", nameof(publicKey));
        }

        return new NSecVerifyingKey(key);
    }
}

/// <summary>A parsed key: immutable, shared by all threads.</summary>
internal sealed class NSecVerifyingKey(PublicKey key) : IVerifyingKey
{
    private volatile bool _isGivenBack;

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ObjectDisposedException.ThrowIf(_isGivenBack, this);
        return SignatureAlgorithm.Ed25519.Verify(key, message, signature);
    }

    public void Dispose() => _isGivenBack = true;
}
