using FlippyFlip.Core.Interactions;

namespace FlippyFlip.Local.OpenSsl;

/// <summary>Ed25519 by the machine's OpenSSL 3.</summary>
/// <remarks>
/// What OpenSSL does by itself: it takes any 32 bytes for a public key and looks at the point only while verifying, where a point off the curve
/// fails; it accepts small-order keys and y coordinates beyond the field; it refuses S at or beyond the group order (so a signature has one form)
/// and compares R as bytes (cofactorless). <see cref="Import"/> closes what is left open, so that it agrees with libsodium on which keys are keys.
/// </remarks>
internal sealed class OpenSslVerifier : ISignatureVerifier
{
    /// <exception cref="ArgumentException">The bytes are not 32, not a canonical point of the curve, or a point of small order (which anyone can sign for).</exception>
    /// <exception cref="DllNotFoundException">OpenSSL 3 is not on this machine; the message says how to get it.</exception>
    public IVerifyingKey Import(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != EdwardsPoint.Length)
        {
            throw new ArgumentException($"An Ed25519 public key has 32 bytes, not {publicKey.Length}.", nameof(publicKey));
        }

        if (!EdwardsPoint.IsPublicKey(publicKey))
        {
            throw new ArgumentException("These 32 bytes are not an Ed25519 public key.", nameof(publicKey));
        }

        var key = LibCrypto.NewPublicKey(LibCrypto.Ed25519, 0, publicKey, (nuint)publicKey.Length);
        if (!key.IsInvalid)
        {
            return new OpenSslVerifyingKey(key);
        }

        LibCrypto.ClearErrors();
        throw new ArgumentException("OpenSSL does not take these 32 bytes for an Ed25519 public key.", nameof(publicKey));
    }
}

/// <summary>
/// A key inside OpenSSL. Each thread keeps one context, bound to the key it checked last: a busy bot's key is neither looked up among OpenSSL's
/// providers nor counted again for each signature, which saves 1 to 2 % and the locks that all threads would share.
/// </summary>
internal sealed class OpenSslVerifyingKey(KeyHandle key) : IVerifyingKey
{
    private const int SignatureLength = 64;

    [ThreadStatic]
    private static ContextHandle? _context;

    [ThreadStatic]
    private static OpenSslVerifyingKey? _bound;

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ObjectDisposedException.ThrowIf(key.IsClosed, this);
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        var ready = Begin();
        if (LibCrypto.Verify(ready, signature, SignatureLength, message, (nuint)message.Length) == 1)
        {
            return true;
        }

        LibCrypto.ClearErrors();
        return false;
    }

    public void Dispose() => key.Dispose();

    private ContextHandle Begin()
    {
        if (_bound == this && LibCrypto.BeginVerifyAgain(_context!, 0, 0, 0, 0) == 1)
        {
            return _context!;
        }

        _bound = null;
        _context ??= LibCrypto.NewContext();
        if (_context.IsInvalid || LibCrypto.ResetContext(_context) != 1 || LibCrypto.BeginVerify(_context, 0, 0, 0, key) != 1)
        {
            LibCrypto.ClearErrors();
            _context.Dispose();
            _context = null;
            // Not about the input: no memory, or an OpenSSL whose configuration forbids Ed25519.
            throw new InvalidOperationException("OpenSSL on this machine cannot verify Ed25519 signatures.");
        }
        _bound = this;
        return _context;
    }
}
