using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>The storage port over one SQLite file, which several processes may share. Reads run on the caller's thread; commits on the writer's.</summary>
internal sealed class SqliteStore : IStore, IAsyncDisposable
{
    /// <summary>One page of a scan, after which the read lock is let go.</summary>
    private const int ScanPage = 200;

    /// <summary>Rows a sweep removes in one go, so that commits are not held up.</summary>
    private const int SweepPage = 500;

    private const int MostIds = 1000;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);

    private readonly FrozenDictionary<Collection, SqliteTable> _tables;
    private readonly TimeProvider _time;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly ITimer _sweep;
    private int _isDisposed;

    private SqliteStore(SqliteDatabase database, IReadOnlyList<Collection> collections, TimeProvider time)
    {
        _tables = collections.ToFrozenDictionary(collection => collection, collection => new SqliteTable(collection));
        _time = time;
        _readers = new SqliteReaders(database.File);
        _writer = new SqliteWriter(database);
        _sweep = time.CreateTimer(_ => _ = SweepQuietlyAsync(), null, SweepEvery, SweepEvery);
    }

    internal SqliteWriter Writer => _writer;

    /// <summary>Opens or makes a database. Its header and schema number are checked, not its every page.</summary>
    /// <param name="databaseFile">In a directory that exists and may be written, since the log lies beside the file.</param>
    /// <param name="collections">Every collection the store is asked for.</param>
    /// <param name="time">Decides what has expired.</param>
    /// <exception cref="StoreException">The file cannot be used; the message says why.</exception>
    public static SqliteStore Open(string databaseFile, IReadOnlyList<Collection> collections, TimeProvider time)
    {
        var database = SqliteDatabase.OpenWriter(databaseFile);
        try
        {
            SqliteSchema.Check(database);
            return new SqliteStore(database, collections, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> =>
        ReadAsync(database => Find<T>(database, TableOf(T.Collection), id, Now()), ct);

    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        if (ids.Count > MostIds)
        {
            throw new ArgumentException($"{ids.Count} ids; a call takes at most {MostIds}.", nameof(ids));
        }

        return ReadAsync<IReadOnlyList<T>>(database => FindMany<T>(database, ids), ct);
    }

    /// <summary>Gives the caller's thread back first: who asks page after page must be stoppable in between, which a read that is done at once never is.</summary>
    public async Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await Task.Yield();
        return await ReadAsync(database => SqliteQuery.Run(database, TableOf(T.Collection), query, Now()), ct);
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (commit.Changes.Count == 0)
        {
            return CommitOutcome.Committed.Instance;
        }

        var outcome = await _writer.RunAsync(new SqliteCommit(commit, TableOf, _time), ct);
        if (outcome is CommitOutcome.Committed)
        {
            commit.Done();
        }

        return outcome;
    }

    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        for (var page = await NextPageAsync(after ?? ""); page.Count > 0; page = await NextPageAsync(page[^1].Id))
        {
            foreach (var document in page)
            {
                ct.ThrowIfCancellationRequested();
                yield return document;
            }
        }

        async Task<List<T>> NextPageAsync(string behind)
        {
            await Task.Yield();
            return await ReadAsync(database => Scan<T>(database, behind), ct);
        }
    }

    public Task EnsureSchemaAsync(CancellationToken ct) =>
        _writer.RunAsync(
            database =>
            {
                SqliteSchema.Ensure(database, _tables.Values, _time.GetUtcNow());
                return true;
            },
            ct);

    /// <summary>Removes what has expired; readers do not see it any more in any case.</summary>
    /// <returns>How many documents it removed.</returns>
    public async Task<int> SweepExpiredAsync(CancellationToken ct)
    {
        var total = 0;
        foreach (var table in _tables.Values)
        {
            int removed;
            do
            {
                removed = await _writer.RunAsync(database => DeleteExpired(database, table), ct);
                total += removed;
            }
            while (removed == SweepPage);
        }

        return total;
    }

    /// <summary>Finishes the commits that wait, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _sweep.DisposeAsync();
        _readers.Dispose();
        _writer.Dispose();
    }

    /// <summary>Reads the document of a row that starts with version and body.</summary>
    internal static T Read<T>(SqliteDatabase database, SqliteStatement row)
        where T : Document, IDocument<T>
    {
        try
        {
            var document = T.Collection.Read(row.Bytes(1));
            document.Version = row.Long(0);
            return document;
        }
        catch (JsonException problem)
        {
            throw SqliteFaults.Damaged(database.File, T.Collection.Name, problem);
        }
    }

    private static T? Find<T>(SqliteDatabase database, SqliteTable table, string id, long now)
        where T : Document, IDocument<T>
    {
        using var row = database.Rent(table.Find);
        return row.Bind(1, id).Bind(2, now).Step() ? Read<T>(database, row) : null;
    }

    private List<T> FindMany<T>(SqliteDatabase database, IReadOnlyCollection<string> ids)
        where T : Document, IDocument<T>
    {
        var (table, now, found) = (TableOf(T.Collection), Now(), new List<T>(ids.Count));
        database.Execute("BEGIN");
        try
        {
            foreach (var id in ids.Distinct(StringComparer.Ordinal))
            {
                if (Find<T>(database, table, id, now) is { } document)
                {
                    found.Add(document);
                }
            }
        }
        finally
        {
            if (database.IsInTransaction)
            {
                database.Execute("COMMIT");
            }
        }

        return found;
    }

    private List<T> Scan<T>(SqliteDatabase database, string behind)
        where T : Document, IDocument<T>
    {
        var page = new List<T>(ScanPage);
        using var row = database.Rent(TableOf(T.Collection).Scan);
        row.Bind(1, behind).Bind(2, Now()).Bind(3, (long)ScanPage);
        while (row.Step())
        {
            page.Add(Read<T>(database, row));
        }

        return page;
    }

    private int DeleteExpired(SqliteDatabase database, SqliteTable table)
    {
        using var statement = database.Rent(table.DeleteExpired);
        return statement.Bind(1, Now()).Bind(2, (long)SweepPage).Change() ?? 0;
    }

    /// <summary>A read takes microseconds and no lock, so it runs where it is asked for and answers with a completed task.</summary>
    private Task<TResult> ReadAsync<TResult>(Func<SqliteDatabase, TResult> read, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(ct);
        }

        try
        {
            using var lease = _readers.Rent();
            return Task.FromResult(read(lease.Database));
        }
        catch (Exception problem)
        {
            return Task.FromException<TResult>(problem);
        }
    }

    private async Task SweepQuietlyAsync()
    {
        try
        {
            _ = await SweepExpiredAsync(CancellationToken.None);
        }
        catch (Exception problem) when (problem is StoreException or ObjectDisposedException)
        {
            // The next sweep tries again, and whoever commits meanwhile is told.
        }
    }

    private SqliteTable TableOf(Collection collection) =>
        _tables.TryGetValue(collection, out var table)
            ? table
            : throw new InvalidOperationException($"The store was opened without the collection '{collection.Name}'.");

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
