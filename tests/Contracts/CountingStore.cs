using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

/// <summary>The operations of the port that are round trips.</summary>
public enum StoreOperation
{
    Find,
    FindMany,
    Query,
    Commit,
    Scan,
    EnsureSchema,
}

/// <summary>Counts round trips, so that a test can say what a command costs. A scan counts once, however many pages it takes.</summary>
public sealed class CountingStore(IStore inner) : IStore
{
    private readonly ConcurrentDictionary<StoreOperation, int> _counts = new();

    public int RoundTrips => _counts.Values.Sum();

    public int this[StoreOperation operation] => _counts.GetValueOrDefault(operation);

    public void Reset() => _counts.Clear();

    public Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Counted(StoreOperation.Find).FindAsync<T>(id, ct);

    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Counted(StoreOperation.FindMany).FindManyAsync<T>(ids, ct);

    public Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Counted(StoreOperation.Query).QueryAsync(query, ct);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct) =>
        Counted(StoreOperation.Commit).CommitAsync(commit, ct);

    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await foreach (var document in Counted(StoreOperation.Scan).ScanAsync<T>(after, ct))
        {
            yield return document;
        }
    }

    public Task EnsureSchemaAsync(CancellationToken ct) => Counted(StoreOperation.EnsureSchema).EnsureSchemaAsync(ct);

    private IStore Counted(StoreOperation operation)
    {
        _counts.AddOrUpdate(operation, 1, static (_, count) => count + 1);
        return inner;
    }
}
