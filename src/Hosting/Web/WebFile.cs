using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace FlippyFlip.Hosting.Web;

/// <summary>A file's bytes, as they go over the wire.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Tag">A strong entity tag with its quotes.</param>
/// <param name="Encoding">Null: as they are.</param>
internal sealed record WebBytes(byte[] Bytes, string Tag, string? Encoding);

/// <summary>One built file with its compressed forms.</summary>
/// <param name="Type">What it is, for HTTP.</param>
/// <param name="IsImmutable">Nothing ever changes under its name.</param>
/// <param name="Plain">As it was built.</param>
/// <param name="Compressed">Best first.</param>
/// <param name="Policy">What a page of one file says in itself that it may do: its own script and style, by their hashes. Null: the policy of all other files.</param>
internal sealed record WebFile(string Type, bool IsImmutable, WebBytes Plain, IReadOnlyList<WebBytes> Compressed, string? Policy)
{
    /// <summary>Below this a packet is sent either way.</summary>
    private const int WorthCompressing = 1024;

    private const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".wasm"] = "application/wasm",
    };

    /// <param name="name">Relative, with <c>/</c>.</param>
    /// <param name="bytes">Its content.</param>
    public static WebFile Of(string name, byte[] bytes)
    {
        var type = Types.GetValueOrDefault(Path.GetExtension(name), Unknown);
        var hash = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16));
        return new WebFile(type, IsHashed(name), new WebBytes(bytes, $"\"{hash}\"", null), [.. Compress(type, bytes, hash)], type == Types[".html"] ? PolicyIn(bytes) : null);
    }

    private static string? PolicyIn(ReadOnlySpan<byte> page)
    {
        var mark = "<meta http-equiv=\"Content-Security-Policy\" content=\""u8;
        var at = page.IndexOf(mark);
        if (at < 0)
        {
            return null;
        }

        var policy = page[(at + mark.Length)..];
        return Encoding.ASCII.GetString(policy[..policy.IndexOf((byte)'"')]);
    }

    /// <summary>Best first. Only what is clearly smaller.</summary>
    private static IEnumerable<WebBytes> Compress(string type, byte[] bytes, string hash)
    {
        if (bytes.Length < WorthCompressing || type == Unknown || (type.StartsWith("image/", StringComparison.Ordinal) && type != Types[".svg"]) || type == Types[".woff2"])
        {
            yield break;
        }

        foreach (var (encoding, open) in ((string, Func<Stream, Stream>)[])[
            ("br", to => new BrotliStream(to, CompressionLevel.Optimal, leaveOpen: true)), ("gzip", to => new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))])
        {
            using var small = new MemoryStream();
            using (var packer = open(small))
            {
                packer.Write(bytes);
            }

            if (small.Length < bytes.Length * 9 / 10)
            {
                yield return new WebBytes(small.ToArray(), $"\"{hash}-{encoding}\"", encoding);
            }
        }
    }

    /// <summary>Vite writes the hash of the content into the names of its assets, as in <c>assets/index-B3k9_xQz.js</c>: under such a name nothing ever changes.</summary>
    private static bool IsHashed(string name)
    {
        const int hash = 8;
        var stem = Path.GetFileNameWithoutExtension(name);
        return name.StartsWith("assets/", StringComparison.Ordinal) && stem.Length > hash + 1 && stem[^(hash + 1)] == '-'
            && stem[^hash..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
    }
}
