using System.Runtime.Versioning;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local;

/// <summary>Where the local head keeps everything: database, queue, keys, backups.</summary>
internal sealed record DataFolder
{
    /// <summary>Less room than this on its disk wants a look, bytes.</summary>
    public const long LittleRoom = 256L * 1024 * 1024;

    /// <summary>The folder holds unrevealed seeds, tokens and keys: it is nobody else's to look into.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "flippy.db");

    /// <summary>SQLite's own files beside the database, by name: it would replay them over whatever has the database's name.</summary>
    public IReadOnlyList<string> DatabaseRemains =>
        [.. ((string[])["-wal", "-shm", "-journal"]).Select(ending => $"{System.IO.Path.GetFileName(Database)}{ending}").Where(name => File.Exists(System.IO.Path.Combine(Path, name)))];

    public string Queue => System.IO.Path.Combine(Path, "queue.db");

    /// <summary>Where backups are kept unless the configuration says otherwise.</summary>
    public string Backups => System.IO.Path.Combine(Path, "backups");

    /// <summary>Where restore drills take place.</summary>
    public string Scratch => System.IO.Path.Combine(Path, "scratch");

    /// <summary>Bytes; 0 before there is a database.</summary>
    public long DatabaseSize => new FileInfo(Database) is { Exists: true } file ? file.Length : 0;

    /// <summary>Bytes free on the disk it lies on.</summary>
    public long Room => new DriveInfo(Path).AvailableFreeSpace;

    private string Keys => System.IO.Path.Combine(Path, DevelopmentKeys.FileName);

    public bool HasKeys => File.Exists(Keys);

    /// <summary>Makes the folder when it is missing; one that is there keeps its mode.</summary>
    /// <exception cref="StoreException">It cannot be made or written, or is a file.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Make(full);
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

    /// <summary>A folder only its owner may look into, with the folders above it. Does nothing to one that is there.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    /// <summary>The folder itself and those of its secrets that somebody other than the owner may read; none on Windows, where the profile's rights hold.</summary>
    public IReadOnlyList<string> ReadableByOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        string[] secrets = [Database, Database + "-wal", Queue, Queue + "-wal", Keys, System.IO.Path.Combine(Path, MasterKeyFile.FileName)];
        return [.. secrets.Where(File.Exists).Prepend(Path).Where(IsReadableByOthers)];
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsReadableByOthers(string path) =>
        (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None;
}
