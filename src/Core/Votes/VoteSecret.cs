using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlippyFlip.Core.Votes;

/// <summary>
/// What a list of bots proves its votes with. Signed votes carry <c>t={Unix seconds},v1={hex of HMAC-SHA256 over "{t}.{body}"}</c>; the older kind
/// carries the secret itself. Shows itself nowhere.
/// </summary>
public sealed class VoteSecret
{
    public const int ShortestLength = 16;
    public const int LongestLength = 200;

    /// <summary>Secrets that the list makes begin so. They come with signatures only, so they are never taken as they stand: that cannot be dated.</summary>
    private const string SigningPrefix = "whs_";

    private readonly byte[] _key;
    private readonly byte[] _hash;
    private readonly bool _isSigningOnly;

    /// <param name="value">What <see cref="IsUsable"/> takes.</param>
    public VoteSecret(string value)
    {
        _key = Encoding.UTF8.GetBytes(value);
        _hash = SHA256.HashData(_key);
        _isSigningOnly = value.StartsWith(SigningPrefix, StringComparison.Ordinal);
    }

    /// <summary>Long enough not to be guessed, and of signs that a header can carry.</summary>
    public static bool IsUsable(string value) => value.Length is >= ShortestLength and <= LongestLength && value.All(c => c is > ' ' and <= '~');

    /// <summary>The header of a signed vote.</summary>
    public string Sign(DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(Digest(seconds, body))}";
    }

    /// <summary>True when this secret signed the body, not longer ago than the window and not further ahead.</summary>
    /// <param name="header">As it came.</param>
    /// <param name="body">The raw bytes.</param>
    /// <param name="now">The time.</param>
    /// <param name="window">How far the signature's time may be off.</param>
    public bool Signed(string header, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan window)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return header.Split(',') is [var time, var signature]
            && time.StartsWith("t=", StringComparison.Ordinal) && signature.StartsWith("v1=", StringComparison.Ordinal)
            && long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)window.TotalSeconds
            && signature.Length == 3 + (2 * SHA256.HashSizeInBytes)
            && Convert.FromHexString(signature.AsSpan(3), given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, Digest(time[2..], body));
    }

    /// <summary>True for the secret itself, unless it is one that comes with signatures. Takes as long for any text of the same length.</summary>
    public bool Is(string header) => !_isSigningOnly && CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(header)));

    public override string ToString() => "[secret]";

    private byte[] Digest(string seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{seconds}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
