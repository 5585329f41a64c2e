using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>Scratch stores as files in a folder of their own. A lock file tells a live one from what a dead process left.</summary>
/// <param name="folder">Made when it is missing.</param>
/// <param name="time">For the stores.</param>
internal sealed class SqliteScratchStores(string folder, TimeProvider time) : IScratchStores
{
    public async Task<IScratchStore> OpenAsync(string name, CancellationToken ct) => await OpenFileAsync(name, ct);

    /// <inheritdoc cref="OpenAsync"/>
    public async Task<Scratch> OpenFileAsync(string name, CancellationToken ct)
    {
        ScratchName.Check(name);

        ct.ThrowIfCancellationRequested();
        var turn = TakeTurn(name);
        try
        {
            var file = Path.Combine(folder, $"{name}.db");
            Drop(file);
            var scratch = new Scratch(file, SqliteStore.Open(file, Collections.All, time), turn);
            await scratch.Store.EnsureSchemaAsync(ct);
            return scratch;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    private FileStream TakeTurn(string name)
    {
        try
        {
            DataFolder.Make(folder);
            return new FileStream(
                Path.Combine(folder, $"{name}.lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
        }
        catch (IOException busy) when (busy is not (DirectoryNotFoundException or PathTooLongException) && busy.HResult is not (28 or 30))
        {
            throw new StoreException(StoreFault.Busy, $"The scratch store '{name}' in {folder} is in use by another process.", busy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Unavailable, $"No scratch store can be made in {folder}: {failure.Message}", failure);
        }
    }

    private static void Drop(string file)
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
        {
            File.Delete(file + ending);
        }
    }

    /// <summary>A scratch store that may be kept after all.</summary>
    internal sealed class Scratch(string file, SqliteStore store, FileStream turn) : IScratchStore
    {
        public IStore Store => store;

        /// <summary>Closes the store and gives its file a name for good, if nobody has that name.</summary>
        /// <exception cref="StoreException">The name is taken, or the file cannot be moved; the store is thrown away.</exception>
        public async Task KeepAsync(string name)
        {
            await store.DisposeAsync();
            try
            {
                // The last connection copies the log into the database and removes it.
                if (File.Exists(file + "-wal") || !Posix.MoveToFreeName(file, name))
                {
                    throw new StoreException(StoreFault.Busy, $"'{name}' came into being in the meantime, or somebody has '{file}' open.");
                }

                Posix.SyncFolder(Path.GetDirectoryName(name)!);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new StoreException(StoreFault.Unavailable, $"'{name}' cannot be made: {failure.Message}", failure);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await store.DisposeAsync();
            Drop(file);
            await turn.DisposeAsync();
        }
    }
}
