namespace FlippyFlip.Core.Archive;

/// <summary>
/// A place for large files that are written once and never changed: backups, exports. A name appears when its file is whole, never before, whatever
/// becomes of the writer. <c>tests/Contracts/ArchiveContract.cs</c> specifies every operation; an adapter is done when it passes. All calls
/// throw <see cref="ArchiveException"/> when the place fails, <see cref="OperationCanceledException"/> when cancelled and
/// <see cref="ArgumentException"/> for a name that <see cref="ArchiveName"/> refuses.
/// </summary>
public interface IArchive
{
    /// <summary>Where it is, for an operator to read: a folder's path, a container's address without secrets.</summary>
    string Place { get; }

    /// <summary>
    /// Writes a file of any size in one stream, with flat memory. It is durable and visible to every reader once this returns
    /// <see cref="ArchiveWrite.Written"/>. When the content throws, the call is cancelled or the process dies, the name does not exist and the
    /// remains cost nothing lasting. Of two that race for a name exactly one is told that it was written.
    /// </summary>
    /// <param name="name">See <see cref="ArchiveName"/>.</param>
    /// <param name="content">
    /// Writes into the stream it is given, which can neither seek nor be read; called at most once. What it throws comes out unchanged, except an
    /// <see cref="IOException"/>, which is taken to be the place's.
    /// </param>
    /// <param name="ct">Ends it with nothing left behind.</param>
    Task<ArchiveWrite> WriteAsync(string name, Func<Stream, CancellationToken, Task> content, CancellationToken ct);

    /// <summary>The file's bytes from the first on; the caller disposes the stream. Null: there is no such file.</summary>
    Task<Stream?> ReadAsync(string name, CancellationToken ct);

    /// <summary>What is known of a file without reading it. Null: there is no such file.</summary>
    Task<ArchiveItem?> FindAsync(string name, CancellationToken ct);

    /// <summary>Every whole file whose name starts with the prefix, in the ordinal order of names. One that is written or deleted meanwhile may be in it or not.</summary>
    /// <param name="prefix">The beginning of names, not necessarily a whole part of one. Empty: all.</param>
    /// <param name="ct">Ends it.</param>
    IAsyncEnumerable<ArchiveItem> ListAsync(string prefix, CancellationToken ct);

    /// <summary>Removes a file for good, as far as the place keeps no older versions of its own.</summary>
    /// <returns>False: there was none.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken ct);
}

/// <summary>A file in an archive.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Length">Bytes.</param>
/// <param name="WrittenAt">When it was finished, by the place's own clock; to the second at least.</param>
public sealed record ArchiveItem(string Name, long Length, DateTimeOffset WrittenAt);

/// <summary>What became of a write.</summary>
public abstract record ArchiveWrite
{
    private ArchiveWrite()
    {
    }

    /// <summary>The file is whole, durable and visible.</summary>
    public sealed record Written(ArchiveItem Item) : ArchiveWrite;

    /// <summary>A file of that name was there already, or somebody else was faster; it is untouched. The content may or may not have been called.</summary>
    public sealed record NameTaken : ArchiveWrite
    {
        public static readonly NameTaken Instance = new();
    }
}

/// <summary>Why a place could not do what it was asked.</summary>
public enum ArchiveFault
{
    /// <summary>It cannot be reached or fails.</summary>
    Unavailable,

    /// <summary>No room on the disk or in the quota.</summary>
    Full,

    /// <summary>It may not be written, read or deleted by us: rights, a write-protected disk, a file kept by a retention policy.</summary>
    Denied,
}

/// <summary>The place failed. The message is one sentence for an operator, without secrets.</summary>
public sealed class ArchiveException(ArchiveFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public ArchiveFault Fault { get; } = fault;
}
