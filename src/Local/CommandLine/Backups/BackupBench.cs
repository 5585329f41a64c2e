using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Local.Sqlite;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>What the backup commands work with. The database is opened only by the command that copies it.</summary>
internal sealed class BackupBench : IAsyncDisposable
{
    private readonly OpeningStore _store;
    private SqliteStore? _opened;

    private BackupBench(DataFolder data, FolderArchive archive, byte[]? masterKey, TimeProvider time)
    {
        _store = new OpeningStore(() => _opened = SqliteStore.Open(data.Database, Collections.All, time));
        Data = data;
        Place = archive.Place;
        Keeping = new Safekeeping(
            new BackupPlace(archive, new MasterKeyFile(data.Path, masterKey, Entropy.System), Entropy.System, time, Body.Version), _store, new SqliteScratchStores(data.Scratch, time));
    }

    public DataFolder Data { get; }

    /// <summary>Where the backups are.</summary>
    public string Place { get; }

    public Safekeeping Keeping { get; }

    /// <param name="data">The data folder; it must be there.</param>
    /// <param name="archive">Null: as configured.</param>
    /// <param name="time">The clock.</param>
    public static BackupBench Open(string data, string? archive, TimeProvider time)
    {
        if (!Directory.Exists(data))
        {
            throw CommandLineException.Failed($"There is no data folder {data}. Name it with --data.");
        }

        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var folder = DataFolder.Open(data);
        return new BackupBench(
            folder, archive is null ? LocalHead.OpenArchive(configuration, folder, Entropy.System, time) : new FolderArchive(archive, Entropy.System, time), Settings.ReadMasterKey(configuration), time);
    }

    /// <summary>Opens the database, beside a server that may have it open as well.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public async Task OpenStoreAsync(CancellationToken ct)
    {
        if (!File.Exists(Data.Database))
        {
            throw CommandLineException.Failed($"There is no database {Data.Database} to copy.");
        }

        await _store.EnsureSchemaAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened is not null)
        {
            await _opened.DisposeAsync();
        }
    }
}
