using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Telemetry;

namespace FlippyFlip.Hosting.Composition;

/// <summary>Times each round trip to a store. While nobody listens it only hands on, and allocates nothing.</summary>
public sealed class MeasuredStore(IStore store, TimeProvider time) : IStore
{
    public Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Instruments.Store.Enabled ? MeasuredFindAsync<T>(id, ct) : store.FindAsync<T>(id, ct);

    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Instruments.Store.Enabled ? MeasuredFindManyAsync<T>(ids, ct) : store.FindManyAsync<T>(ids, ct);

    public Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Instruments.Store.Enabled ? MeasuredQueryAsync(query, ct) : store.QueryAsync(query, ct);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct) =>
        Instruments.Store.Enabled ? MeasuredCommitAsync(commit, ct) : store.CommitAsync(commit, ct);

    /// <summary>A scan lasts as long as whoever reads it: what is measured is the way to its first document.</summary>
    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        var start = time.GetTimestamp();
        var isFirst = true;
        await foreach (var document in store.ScanAsync<T>(after, ct))
        {
            if (isFirst)
            {
                Record("scan", "done", start);
                isFirst = false;
            }

            yield return document;
        }
    }

    public Task EnsureSchemaAsync(CancellationToken ct) => store.EnsureSchemaAsync(ct);

    // Methods of their own: what a lambda captures is allocated where its method begins, and nobody may be listening.
    private Task<T?> MeasuredFindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> => MeasureAsync("find", () => store.FindAsync<T>(id, ct));

    private Task<IReadOnlyList<T>> MeasuredFindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T> => MeasureAsync("find", () => store.FindManyAsync<T>(ids, ct));

    private Task<QueryPage<T>> MeasuredQueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T> => MeasureAsync("query", () => store.QueryAsync(query, ct));

    private Task<CommitOutcome> MeasuredCommitAsync(Commit commit, CancellationToken ct) => MeasureAsync("commit", () => store.CommitAsync(commit, ct));

    private async Task<TResult> MeasureAsync<TResult>(string operation, Func<Task<TResult>> call)
    {
        var start = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await call();
            outcome = result is CommitOutcome.Conflict ? "conflict" : "done";
            return result;
        }
        finally
        {
            Record(operation, outcome, start);
        }
    }

    private void Record(string operation, string outcome, long start) =>
        Instruments.Store.Record(time.GetElapsedTime(start).TotalMilliseconds, new("operation", operation), new("outcome", outcome));
}
