using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Telemetry;

namespace FlippyFlip.Hosting.Composition;

/// <summary>Times each round trip to a store. While nobody listens it only hands on.</summary>
public sealed class MeasuredStore(IStore store, TimeProvider time) : IStore
{
    public Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Instruments.Store.Enabled ? MeasureAsync("find", store.FindAsync<T>(id, ct)) : store.FindAsync<T>(id, ct);

    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Instruments.Store.Enabled ? MeasureAsync("find", store.FindManyAsync<T>(ids, ct)) : store.FindManyAsync<T>(ids, ct);

    public Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T> =>
        Instruments.Store.Enabled ? MeasureAsync("query", store.QueryAsync(query, ct)) : store.QueryAsync(query, ct);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct) =>
        Instruments.Store.Enabled ? MeasureAsync("commit", store.CommitAsync(commit, ct)) : store.CommitAsync(commit, ct);

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

    private async Task<TResult> MeasureAsync<TResult>(string operation, Task<TResult> call)
    {
        var start = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await call;
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
