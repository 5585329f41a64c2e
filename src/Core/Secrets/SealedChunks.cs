using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FlippyFlip.Core.Secrets;

/// <summary>
/// How a long text is locked in chunks (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each chunk is AES-256-GCM under a nonce that counts it and
/// says whether it is the last, so that a chunk that is changed, missing, moved, added or cut off does not open. A file is a header, then chunks of one
/// size of which the last may be shorter. The key is derived from the data key, a random salt in the header and the text's own name.
/// </summary>
internal sealed class SealedChunks : IDisposable
{
    /// <summary>Plain bytes in a chunk.</summary>
    public const int ChunkLength = 256 * 1024;

    public const int TagLength = 16;
    public const int SaltLength = 32;

    /// <summary>Magic and form, then the salt.</summary>
    public const int HeaderLength = 8 + SaltLength;

    private const int NonceLength = 12;

    private readonly AesGcm _aes;

    /// <param name="dataKey"><see cref="DataKey.Length"/> bytes.</param>
    /// <param name="salt"><see cref="SaltLength"/> bytes: never the same key twice.</param>
    /// <param name="name">What the text is; it opens under no other.</param>
    public SealedChunks(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> salt, string name)
    {
        Span<byte> key = stackalloc byte[DataKey.Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, key, salt, Encoding.UTF8.GetBytes($"flippy sealed chunks 1\n{name}"));
        _aes = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>The first eight bytes of every sealed text: what it is, and its form, 1.</summary>
    public static ReadOnlySpan<byte> Magic => "FLPSEAL\u0001"u8;

    /// <param name="number">From 0.</param>
    /// <param name="isLast">Nothing follows.</param>
    /// <param name="plain">At most <see cref="ChunkLength"/> bytes.</param>
    /// <param name="locked">As long, and <see cref="TagLength"/> more.</param>
    public void Lock(uint number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> locked)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        Nonce(nonce, number, isLast);
        _aes.Encrypt(nonce, plain, locked[..plain.Length], locked[plain.Length..]);
    }

    /// <returns>False: this is not that chunk.</returns>
    public bool TryOpen(uint number, bool isLast, ReadOnlySpan<byte> locked, Span<byte> plain)
    {
        if (locked.Length < TagLength)
        {
            return false;
        }

        Span<byte> nonce = stackalloc byte[NonceLength];
        Nonce(nonce, number, isLast);
        try
        {
            _aes.Decrypt(nonce, locked[..^TagLength], locked[^TagLength..], plain[..(locked.Length - TagLength)]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    private static void Nonce(Span<byte> nonce, uint number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[7..], number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
    }
}
