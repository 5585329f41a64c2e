using FlippyFlip.Core.Discord;

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
