using System.Globalization;
using System.Text;

namespace FlippyFlip.Contracts.Heads;

/// <summary>A request as a file in <c>Letters</c> writes it down: the line, what matters of its headers, the body.</summary>
/// <param name="Path">Such as <c>/api/interactions</c>.</param>
/// <param name="ContentType">Null: none.</param>
/// <param name="Timestamp">Null: none.</param>
/// <param name="Signature">128 hex digits. Null: none.</param>
/// <param name="Body">The bytes that are posted.</param>
public sealed record HeadLetter(string Path, string? ContentType, string? Timestamp, string? Signature, byte[] Body)
{
    /// <param name="text">Of the file.</param>
    /// <param name="now">The head's clock.</param>
    /// <param name="sign">Signs with the bot's key.</param>
    public static HeadLetter Parse(string text, DateTimeOffset now, Func<byte[], byte[]> sign)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = text[..end].Split('\n');
        var headers = lines[1..].Select(line => line.Split(": ")).ToDictionary(pair => pair[0], pair => pair[1]);
        var body = Encoding.UTF8.GetBytes(text[(end + 2)..].TrimEnd('\n'));
        var moment = headers.GetValueOrDefault("Timestamp") == "old" ? now.AddHours(-1) : now;
        var timestamp = moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = sign([.. Encoding.ASCII.GetBytes(timestamp), .. body]);
        if (headers.GetValueOrDefault("Signature") == "wrong")
        {
            signature[40] ^= 1;
        }

        return new HeadLetter(
            lines[0].Split(' ')[1],
            headers.GetValueOrDefault("Content-Type"),
            headers.ContainsKey("Timestamp") ? timestamp : null,
            headers.ContainsKey("Signature") ? Convert.ToHexStringLower(signature) : null,
            body);
    }
}

/// <summary>What a head says.</summary>
public sealed record HeadAnswer(int Status, string? ContentType, byte[] Body)
{
    /// <summary>As an approved file has it.</summary>
    public byte[] Written => [.. Encoding.UTF8.GetBytes($"{Status} {ContentType}".TrimEnd() + "\n\n"), .. Body];
}
