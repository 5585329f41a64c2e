using System.Security.Cryptography;

namespace FlippyFlip.Core.Fairness;

/// <summary>The one source of unpredictable bytes: seeds, references, jitter. Outcomes of games come from <see cref="FairDraws"/>.</summary>
/// <param name="fill">Fills the whole span.</param>
public sealed class Entropy(Entropy.Fill fill)
{
    // Letters and digits that are hard to mistake for one another when people read a reference aloud: no 0/O, 1/I/L.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public delegate void Fill(Span<byte> bytes);

    /// <summary>The operating system's generator.</summary>
#pragma warning disable RS0030 // This is the port behind which it is allowed.
    public static Entropy System { get; } = new(RandomNumberGenerator.Fill);
#pragma warning restore RS0030

    /// <summary>Fills the whole span: keys and other secrets.</summary>
    public void Bytes(Span<byte> bytes) => fill(bytes);

    /// <summary>32 bytes in lower-case hex: nobody can guess it.</summary>
    public string ServerSeed() => Hex(32);

    /// <summary>8 bytes in lower-case hex: what a player starts with until they choose their own.</summary>
    public string ClientSeed() => Hex(8);

    /// <summary>Eight letters and digits that a person can read aloud; names an error.</summary>
    public string Reference()
    {
        Span<byte> bytes = stackalloc byte[8];
        fill(bytes);
        Span<char> text = stackalloc char[8];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Letters[bytes[i] % Letters.Length];
        }

        return new string(text);
    }

    /// <summary>A wait between 0 and the given length, for callers that must not come back in step.</summary>
    public TimeSpan Jitter(TimeSpan most)
    {
        Span<byte> bytes = stackalloc byte[2];
        fill(bytes);
        return most * (BitConverter.ToUInt16(bytes) / (double)ushort.MaxValue);
    }

    private string Hex(int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
