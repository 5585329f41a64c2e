using System.Runtime.CompilerServices;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Local;

/// <summary>
/// An archive in a folder. A file is written under a name that lists do not show, synced, and then linked to its own name, which fails when that is taken.
/// Several processes may share the folder. What a dead process left is removed by the next that writes.
/// </summary>
/// <param name="path">Made at the first write when it is missing, for its owner only.</param>
/// <param name="entropy">For the names of unfinished files.</param>
/// <param name="time">Tells how old a leftover is.</param>
internal sealed class FolderArchive(string path, Entropy entropy, TimeProvider time) : IArchive
{
    /// <summary>No archive name starts with a dot, so these are never mistaken for files.</summary>
    private const string Unfinished = ".unfinished-";

    private const int BufferLength = 128 * 1024;

    /// <summary>A writer holds a lock on its file; the age only bridges the moment between making the file and locking it.</summary>
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromMinutes(10);

    private readonly string _root = Path.GetFullPath(path);
    private int _isSwept;

    public string Place => _root;

    public async Task<ArchiveWrite> WriteAsync(string name, Func<Stream, CancellationToken, Task> content, CancellationToken ct)
    {
        var target = PathOf(name);
        ct.ThrowIfCancellationRequested();
        try
        {
            if (File.Exists(target))
            {
                return ArchiveWrite.NameTaken.Instance;
            }

            DataFolder.Make(_root);
            SweepOnce();
            var unfinished = Path.Combine(_root, $"{Unfinished}{entropy.ClientSeed()}");
            try
            {
                return await WriteAsync(name, unfinished, target, content, ct);
            }
            finally
            {
                File.Delete(unfinished);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault(failure, "written");
        }
    }

    public Task<Stream?> ReadAsync(string name, CancellationToken ct) => AttemptAsync<Stream?>(name, "read", target =>
        File.Exists(target)
            ? new FileStream(target, new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, BufferSize = BufferLength, Options = FileOptions.Asynchronous | FileOptions.SequentialScan })
            : null, ct);

    public Task<ArchiveItem?> FindAsync(string name, CancellationToken ct) => AttemptAsync(name, "read", target => Item(name, new FileInfo(target)), ct);

    public async IAsyncEnumerable<ArchiveItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var name in await Task.Run(() => Names(prefix), ct))
        {
            if (await FindAsync(name, ct) is { } item)
            {
                yield return item;
            }
        }
    }

    public Task<bool> DeleteAsync(string name, CancellationToken ct) => AttemptAsync(name, "changed", target =>
    {
        if (!File.Exists(target))
        {
            return false;
        }

        File.Delete(target);
        RemoveEmptyFolders(target);
        return true;
    }, ct);

    private async Task<ArchiveWrite> WriteAsync(string name, string unfinished, string target, Func<Stream, CancellationToken, Task> content, CancellationToken ct)
    {
        // Closed before it is named, since the lock that tells a live writer would keep readers out.
        await using (var file = new FileStream(unfinished, Private()))
        {
            await content(file, ct);
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }

        ct.ThrowIfCancellationRequested();
        if (!TryName(unfinished, target))
        {
            return ArchiveWrite.NameTaken.Instance;
        }

        Posix.SyncFolder(Path.GetDirectoryName(target)!);
        return new ArchiveWrite.Written(Item(name, new FileInfo(target)) ?? throw new IOException($"'{target}' was removed at once."));
    }

    /// <summary>Whoever deletes the last file of a folder removes the folder as well, perhaps just after it was made here.</summary>
    private bool TryName(string unfinished, string target)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                MakeFolderOf(target);
                return Posix.MoveToFreeName(unfinished, target);
            }
            catch (IOException gone) when (attempt < 100 && IsAboutFolder(gone, target))
            {
                // Once more, with the folder made anew.
            }
        }
    }

    /// <summary>The folder went away: before the file was moved there, or while it was being made, where it was found to be there and then was not.</summary>
    private static bool IsAboutFolder(IOException gone, string target)
    {
        const int noSuchFolder = 2;
        const int exists = 17;
        return gone is DirectoryNotFoundException || gone.HResult == noSuchFolder || (gone.HResult == exists && !File.Exists(Path.GetDirectoryName(target)));
    }

    private void MakeFolderOf(string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        if (Directory.Exists(folder))
        {
            return;
        }

        DataFolder.Make(folder);
        // New folders are names in their parents, up to the archive itself.
        for (var above = Path.GetDirectoryName(folder); above is not null && above.Length >= _root.Length; above = Path.GetDirectoryName(above))
        {
            Posix.SyncFolder(above);
        }
    }

    private void RemoveEmptyFolders(string target)
    {
        for (var folder = Path.GetDirectoryName(target)!; folder.Length > _root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                return; // something else is in it
            }
        }
    }

    private List<string> Names(string prefix)
    {
        try
        {
            if (!Directory.Exists(_root))
            {
                return [];
            }

            var folder = Path.Combine(_root, prefix[..(prefix.LastIndexOf('/') + 1)]);
            var files = ArchiveName.IsValid(prefix.TrimEnd('/') is { Length: > 0 } name ? name : "x") && Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                : [];
            return [.. files.Select(file => Path.GetRelativePath(_root, file).Replace('\\', '/')).Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && ArchiveName.IsValid(name))
                .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // removed while it was read, with all that was in it
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault(failure, "read");
        }
    }

    /// <summary>Once per process: the remains of processes that died while writing.</summary>
    private void SweepOnce()
    {
        if (Interlocked.Exchange(ref _isSwept, 1) != 0)
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(_root, $"{Unfinished}*").Where(file => time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > LeftoverAge))
        {
            try
            {
                using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                File.Delete(file);
            }
            catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
            {
                // Its writer lives.
            }
        }
    }

    private Task<T> AttemptAsync<T>(string name, string verb, Func<string, T> act, CancellationToken ct)
    {
        try
        {
            var target = PathOf(name);
            return ct.IsCancellationRequested ? Task.FromCanceled<T>(ct) : Task.FromResult(act(target));
        }
        catch (ArgumentException odd)
        {
            return Task.FromException<T>(odd);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(Fault(failure, verb));
        }
    }

    private string PathOf(string name)
    {
        ArchiveName.Check(name);
        return Path.Combine(_root, name);
    }

    private static ArchiveItem? Item(string name, FileInfo file) =>
        file.Exists ? new ArchiveItem(name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)) : null;

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete, BufferSize = BufferLength, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.Share = FileShare.None;
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private ArchiveException Fault(Exception failure, string verb) => failure switch
    {
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) } => new ArchiveException(ArchiveFault.Full, $"There is no room left on the disk for the archive {_root}.", failure),
        UnauthorizedAccessException or IOException { HResult: 30 or 13 or 1 } => new ArchiveException(ArchiveFault.Denied, $"The archive {_root} may not be {verb}: {failure.Message}", failure),
        _ => new ArchiveException(ArchiveFault.Unavailable, $"The archive {_root} could not be {verb}: {failure.Message}", failure),
    };
}
