using System.Buffers;
using System.Text;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Core.Tests.Backups;

/// <summary>Real parts for tests of backups: SQLite on disk, a folder as archive, a clock that stands still. Parts are small, so a few players make many.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private const int PartLength = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-").FullName;
    private readonly List<SqliteStore> _stores = [];

    private Bench()
    {
        Source = NewStore("source");
        Archive = new FaultyArchive(new FolderArchive(ArchiveFolder, Entropy.System, TimeProvider.System));
        Place = new BackupPlace(Archive, new AesMasterKey(Key(1), Entropy.System), Entropy.System, Clock, "0.1.0") { PartLength = PartLength };
        Around = Source;
    }

    public TestClock Clock { get; } = new();

    public SqliteStore Source { get; }

    /// <summary>What backups are made of: the source, or something around it.</summary>
    public IStore Around { get; set; }

    public FaultyArchive Archive { get; }

    public BackupPlace Place { get; set; }

    public Safekeeping Keeping => new(Place, Around, Scratch);

    public IScratchStores Scratch => new SqliteScratchStores(Path.Combine(_folder, "scratch"), Clock);

    public string ArchiveFolder => Path.Combine(_folder, "archive");

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With players, unless there should be none.</summary>
    public static async Task<Bench> StartAsync(int players = 25)
    {
        var bench = new Bench();
        await bench.Source.EnsureSchemaAsync(Ct);
        if (players > 0)
        {
            await bench.People().SettleAsync(bench.Source, 0, players);
        }

        return bench;
    }

    public static byte[] Key(byte number) => [.. Enumerable.Repeat(number, DataKey.Length)];

    public Populace People(int seed = 1) => new(seed, mostRounds: 120);

    public async Task<SqliteStore> EmptyStoreAsync(string name)
    {
        var store = NewStore(name);
        await store.EnsureSchemaAsync(Ct);
        return store;
    }

    public Task<BackupMade> RunAsync() => Keeping.RunAsync(null, Ct);

    /// <summary>All documents of a store as NDJSON, collection after collection.</summary>
    public static async Task<string> TextAsync(IStore store)
    {
        var text = new StringBuilder();
        foreach (var collection in Collections.All.OrderBy(collection => collection.Name, StringComparer.Ordinal))
        {
            await foreach (var document in collection.ScanAsync(store, null, Ct))
            {
                var json = new ArrayBufferWriter<byte>();
                collection.Write(document, json);
                text.Append(collection.Name).Append(' ').Append(Encoding.UTF8.GetString(json.WrittenSpan)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Every player proved from the store itself.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(IStore store)
    {
        var pages = new List<LedgerPage>();
        await foreach (var page in store.ScanAsync<LedgerPage>(null, Ct))
        {
            pages.Add(page);
        }

        var differences = new List<string>();
        await foreach (var player in store.ScanAsync<Player>(null, Ct))
        {
            differences.AddRange(Reconciliation.Differences(player, [.. pages.Where(page => page.Player == player.Id)]));
        }

        return differences;
    }

    /// <summary>The backup's files on disk, by their names behind the backup's own.</summary>
    public string[] Files(string id) => [.. Directory.GetFiles(Path.Combine(ArchiveFolder, id)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public string FileOf(string id, string name) => Path.Combine(ArchiveFolder, id, name);

    public string[] Parts(string id) => [.. Files(id).Where(name => name.EndsWith(".part", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private SqliteStore NewStore(string name)
    {
        var store = SqliteStore.Open(Path.Combine(_folder, $"{name}.db"), Collections.All, Clock);
        _stores.Add(store);
        return store;
    }
}

/// <summary>An archive that does what a test says before it writes.</summary>
internal sealed class FaultyArchive(IArchive inner) : IArchive
{
    /// <summary>Told the name before a write. May throw, or do something else first.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Put around the stream of a write.</summary>
    public Func<string, Stream, Stream> Around { get; set; } = (_, stream) => stream;

    public string Place => inner.Place;

    public async Task<ArchiveWrite> WriteAsync(string name, Func<Stream, CancellationToken, Task> content, CancellationToken ct)
    {
        await Before(name);
        return await inner.WriteAsync(name, (stream, token) => content(Around(name, stream), token), ct);
    }

    public Task<Stream?> ReadAsync(string name, CancellationToken ct) => inner.ReadAsync(name, ct);

    public Task<ArchiveItem?> FindAsync(string name, CancellationToken ct) => inner.FindAsync(name, ct);

    public IAsyncEnumerable<ArchiveItem> ListAsync(string prefix, CancellationToken ct) => inner.ListAsync(prefix, ct);

    public Task<bool> DeleteAsync(string name, CancellationToken ct) => inner.DeleteAsync(name, ct);
}
