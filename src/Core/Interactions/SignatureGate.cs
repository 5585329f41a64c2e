using System.Globalization;

namespace FlippyFlip.Core.Interactions;

/// <summary>
/// Lets in only what Discord signed for a bot, before anything is parsed. A refusal has no reason: whoever cannot sign learns nothing.
/// </summary>
/// <param name="time">The clock that timestamps are compared with.</param>
/// <param name="window">How far a timestamp may lie in the past or future.</param>
public sealed class SignatureGate(TimeProvider time, TimeSpan window)
{
    /// <summary>Largest body we read, bytes.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>A signature in hex: 64 bytes.</summary>
    private const int SignatureLength = 128;

    /// <summary>Unix seconds have ten digits until the year 2286; a few more do no harm.</summary>
    public const int MaxTimestampLength = 16;

    /// <summary>The window unless configured otherwise. Discord promises none; five minutes forgive clocks and refuse replays.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromSeconds(300);

    /// <summary>The headers alone: what fails here costs no reading of the body.</summary>
    /// <param name="signature">X-Signature-Ed25519; null when missing.</param>
    /// <param name="timestamp">X-Signature-Timestamp, Unix seconds; null when missing.</param>
    public bool MayPass(string? signature, string? timestamp)
    {
        if (signature is not { Length: SignatureLength } || timestamp is not { Length: > 0 and <= MaxTimestampLength })
        {
            return false;
        }

        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= (long)window.TotalSeconds;
    }

    /// <summary>True when the bot's key signed this message.</summary>
    /// <param name="key">The bot's public key.</param>
    /// <param name="signature">Hex, checked by <see cref="MayPass"/>.</param>
    /// <param name="message">The timestamp's bytes followed by the raw body.</param>
    public static bool Passes(IVerifyingKey key, string signature, ReadOnlySpan<byte> message)
    {
        Span<byte> bytes = stackalloc byte[SignatureLength / 2];
        return Convert.FromHexString(signature, bytes, out _, out _) == System.Buffers.OperationStatus.Done && key.Verify(message, bytes);
    }
}
