using System.Security.Cryptography;

namespace FlippyFlip.Local.OpenSsl;

/// <summary>
/// An Ed25519 private key that plays Discord on a developer's machine: `flippy send` and the tests sign with it. Production holds no private key.
/// </summary>
internal sealed class Ed25519SigningKey : IDisposable
{
    public const int SeedLength = 32;
    public const int PublicKeyLength = 32;
    public const int SignatureLength = 64;

    private readonly KeyHandle _key;
    private readonly byte[] _publicKey = new byte[PublicKeyLength];

    private Ed25519SigningKey(KeyHandle key)
    {
        _key = key;
        nuint length = PublicKeyLength;
        Check(LibCrypto.GetPublicKey(_key, _publicKey, ref length));
    }

    /// <summary>32 bytes, as Discord shows them in hex on an application's page.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <param name="seed">32 bytes: what RFC 8032 calls the private key.</param>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    /// <exception cref="DllNotFoundException">OpenSSL 3 is not on this machine; the message says how to get it.</exception>
    public static Ed25519SigningKey FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"An Ed25519 seed has 32 bytes, not {seed.Length}.", nameof(seed));
        }

        var handle = LibCrypto.NewPrivateKey(LibCrypto.Ed25519, 0, seed, (nuint)seed.Length);
        Check(handle.IsInvalid ? 0 : 1);
        return new Ed25519SigningKey(handle);
    }

    public static Ed25519SigningKey Generate()
    {
        Span<byte> seed = stackalloc byte[SeedLength];
#pragma warning disable RS0030 // A key must be unpredictable to everyone; Fairness, which can be recomputed, is the opposite.
        RandomNumberGenerator.Fill(seed);
#pragma warning restore RS0030
        var made = FromSeed(seed);
        CryptographicOperations.ZeroMemory(seed);
        return made;
    }

    /// <summary>The 64 bytes that sign exactly this message; the same message always gets the same.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        using var context = LibCrypto.NewContext();
        var signature = new byte[SignatureLength];
        nuint length = SignatureLength;
        Check(context.IsInvalid ? 0 : LibCrypto.BeginSign(context, 0, 0, 0, _key));
        Check(LibCrypto.Sign(context, signature, ref length, message, (nuint)message.Length));
        return signature;
    }

    public void Dispose() => _key.Dispose();

    private static void Check(int result)
    {
        if (result == 1)
        {
            return;
        }

        LibCrypto.ClearErrors();
        throw new InvalidOperationException("OpenSSL on this machine cannot make Ed25519 signatures.");
    }
}
