using System.Globalization;
using System.Text;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Hosting.Tests.Endpoints;

/// <summary>A request to the interactions endpoint, right in everything that is not said to be wrong.</summary>
internal sealed record Letter(byte[] Body)
{
    public Letter(string body)
        : this(Encoding.UTF8.GetBytes(body))
    {
    }

    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/api/interactions";

    public IReadOnlyList<string> ContentTypes { get; init; } = ["application/json"];

    /// <summary>In seconds from now.</summary>
    public int Offset { get; init; }

    /// <summary>The timestamp header's values; null: the clock's time.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>The signature header's values, made from the right one.</summary>
    public Func<string, IReadOnlyList<string>> Signatures { get; init; } = right => [right];

    /// <summary>What is signed; null: the timestamp and the body, as it should be.</summary>
    public Func<string, byte[], (string Timestamp, byte[] Body)> Signed { get; init; } = (timestamp, body) => (timestamp, body);

    /// <summary>True: without Content-Length.</summary>
    public bool IsChunked { get; init; }

    public int ChunkSize { get; init; } = 50_000;

    public byte[] Write(Bot bot)
    {
        var timestamps = Timestamps ?? [(bot.Clock.GetUtcNow().ToUnixTimeSeconds() + Offset).ToString(CultureInfo.InvariantCulture)];
        var (timestamp, body) = Signed(timestamps.Count > 0 ? timestamps[0] : "", Body);
        var signatures = Signatures(Convert.ToHexStringLower(bot.Sign(timestamp, body)));
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Path} HTTP/1.1\r\nHost: {bot.Url.Authority}\r\n");
        Add("X-Signature-Timestamp", timestamps);
        Add("X-Signature-Ed25519", signatures);
        Add("Content-Type", ContentTypes);
        Add(IsChunked ? "Transfer-Encoding" : "Content-Length", [IsChunked ? "chunked" : Body.Length.ToString(CultureInfo.InvariantCulture)]);
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. IsChunked ? Chunks() : Body];

        void Add(string name, IReadOnlyList<string> values)
        {
            foreach (var value in values)
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }
        }
    }

    public async Task<WireAnswer> SendAsync(Bot bot)
    {
        using var wire = await Wire.ConnectAsync(bot.Url);
        return await wire.AskAsync(Write(bot));
    }

    private byte[] Chunks() =>
    [
        .. Body.Chunk(ChunkSize).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, (byte)'\r', (byte)'\n']),
        .. "0\r\n\r\n"u8,
    ];
}
