using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local;

/// <summary>Where the local head keeps everything: database, queue, development keys.</summary>
internal sealed record DataFolder
{
    private DataFolder(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "flippy.db");

    public string Queue => System.IO.Path.Combine(Path, "queue.db");

    /// <summary>Bytes; 0 before there is a database.</summary>
    public long DatabaseSize => new FileInfo(Database) is { Exists: true } file ? file.Length : 0;

    /// <summary>Makes the folder when it is missing.</summary>
    /// <exception cref="StoreException">It cannot be made or written, or is a file.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Unavailable, $"The data folder {full} cannot be made: {exception.Message}", exception);
        }

        try
        {
            var probe = System.IO.Path.Combine(full, $".probe-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
            return new DataFolder(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"The data folder {full} cannot be written: {exception.Message}", exception);
        }
    }
}
