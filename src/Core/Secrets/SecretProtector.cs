using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Secrets;

/// <summary>A secret that may be stored: a bot's token. Only whoever has the master key and says whose it is can open it.</summary>
/// <param name="Format">How it is locked; 1: AES-256-GCM, a data key of its own.</param>
/// <param name="Key">The data key, locked by the master key.</param>
/// <param name="Nonce">12 bytes.</param>
/// <param name="Cipher">The locked secret with its 16-byte tag.</param>
public sealed record ProtectedSecret(int Format, WrappedKey Key, byte[] Nonce, byte[] Cipher);

/// <summary>Locks small secrets for storing: AES-256-GCM with a fresh data key each, which the master key wraps.</summary>
public sealed class SecretProtector(IMasterKey masterKey, Entropy entropy)
{
    private const int Format = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="secret">Any bytes, at most 64 KiB.</param>
    /// <param name="owner">Whose it is, such as an application id: it opens for nobody else.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="SecretException">The master key cannot be reached or used.</exception>
    public async Task<ProtectedSecret> ProtectAsync(ReadOnlyMemory<byte> secret, string owner, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, 64 * 1024, nameof(secret));
        var dataKey = new byte[DataKey.Length];
        try
        {
            entropy.Bytes(dataKey);
            var wrapped = await masterKey.WrapAsync(dataKey, ct);
            var nonce = new byte[NonceLength];
            entropy.Bytes(nonce);
            var cipher = new byte[secret.Length + TagLength];
            using var aes = new AesGcm(dataKey, TagLength);
            aes.Encrypt(nonce, secret.Span, cipher.AsSpan(0, secret.Length), cipher.AsSpan(secret.Length), Owner(owner));
            return new ProtectedSecret(Format, wrapped, nonce, cipher);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <param name="locked">What <see cref="ProtectAsync"/> gave.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="SecretException">It cannot be opened; the fault says why.</exception>
    public async Task<byte[]> RevealAsync(ProtectedSecret locked, string owner, CancellationToken ct)
    {
        if (locked.Format != Format)
        {
            throw new SecretException(SecretFault.UnknownForm, $"The secret is locked in form {locked.Format}; this version knows form {Format}.");
        }

        if (locked.Nonce.Length != NonceLength || locked.Cipher.Length < TagLength)
        {
            throw Changed(null);
        }

        var dataKey = await masterKey.UnwrapAsync(locked.Key, ct);
        try
        {
            var secret = new byte[locked.Cipher.Length - TagLength];
            using var aes = new AesGcm(dataKey, TagLength);
            aes.Decrypt(locked.Nonce, locked.Cipher.AsSpan(0, secret.Length), locked.Cipher.AsSpan(secret.Length), secret, Owner(owner));
            return secret;
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw Changed(mismatch);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private static byte[] Owner(string owner) => Encoding.UTF8.GetBytes($"flippy secret {Format}\n{owner}");

    private static SecretException Changed(Exception? cause) => new(SecretFault.Changed, "The secret is not what was locked, or it belongs to somebody else.", cause);
}
