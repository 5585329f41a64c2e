using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>A file of a message.</summary>
/// <param name="Id">A Discord id.</param>
/// <param name="Name">Without folders.</param>
/// <param name="ContentType">As it was sent.</param>
/// <param name="Content">Never changed.</param>
internal sealed record StoredFile(Snowflake Id, string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>Files that the bot sent, in memory. The oldest go when there are too many.</summary>
internal sealed class Attachments
{
    /// <summary>Bytes of one file.</summary>
    public const int MostOfOne = 10 * 1024 * 1024;

    /// <summary>Files of one message.</summary>
    public const int MostOfMessage = 10;

    /// <summary>Below the server's address.</summary>
    public const string Path = Sandbox.Path + "/attachments/";

    private const long MostOfAll = 64L * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<StoredFile> _files = [];
    private long _size;

    /// <summary>Null: there is none, or it went.</summary>
    public StoredFile? Find(Snowflake id)
    {
        lock (_lock)
        {
            return _files.FirstOrDefault(file => file.Id == id);
        }
    }

    /// <summary>Makes the addresses of our files relative: a page shows pictures of its own origin only, and it may have been opened by another name than the bot calls us.</summary>
    /// <param name="node">Changed.</param>
    public static void Shorten(JsonNode? node)
    {
        foreach (var (name, child) in node is JsonObject json ? json.ToList() : node is JsonArray list ? [.. list.Select(each => KeyValuePair.Create("", each))] : [])
        {
            if (name.EndsWith("url", StringComparison.Ordinal) && Uri.TryCreate(Reading.Text(child), UriKind.Absolute, out var url)
                && url.IsLoopback && url.AbsolutePath.StartsWith(Path, StringComparison.Ordinal))
            {
                node![name] = url.PathAndQuery;
            }
            else
            {
                Shorten(child);
            }
        }
    }

    public void Keep(IEnumerable<StoredFile> files)
    {
        lock (_lock)
        {
            foreach (var file in files)
            {
                _files.AddLast(file);
                _size += file.Content.Length;
            }

            while (_size > MostOfAll && _files.First is { } oldest)
            {
                _size -= oldest.Value.Content.Length;
                _files.RemoveFirst();
            }
        }
    }
}
