using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Hosting.Composition;

/// <summary>
/// A store that is being opened while the process already listens: a ping needs none, and Discord asks for one early. Calls made sooner wait
/// here, so an early command meets the deadline like any command on a slow store and is deferred.
/// </summary>
/// <param name="open">Opens the real store; called once, by <see cref="EnsureSchemaAsync"/>.</param>
public sealed class OpeningStore(Func<IStore> open) : IStore
{
    private readonly TaskCompletionSource<IStore> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IStore? _store;

    /// <summary>Ends when calls go through.</summary>
    public Task Opened => _opened.Task;

    public Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> =>
        _store is { } store ? store.FindAsync<T>(id, ct) : WaitAsync(opened => opened.FindAsync<T>(id, ct), ct);

    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T> =>
        _store is { } store ? store.FindManyAsync<T>(ids, ct) : WaitAsync(opened => opened.FindManyAsync<T>(ids, ct), ct);

    public Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T> =>
        _store is { } store ? store.QueryAsync(query, ct) : WaitAsync(opened => opened.QueryAsync(query, ct), ct);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct) =>
        _store is { } store ? store.CommitAsync(commit, ct) : WaitAsync(opened => opened.CommitAsync(commit, ct), ct);

    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        var store = _store ?? await _opened.Task.WaitAsync(ct);
        await foreach (var document in store.ScanAsync<T>(after, ct))
        {
            yield return document;
        }
    }

    /// <summary>Opens the store, brings it up to date and lets the waiting calls go on.</summary>
    public async Task EnsureSchemaAsync(CancellationToken ct)
    {
        var store = _store ?? open();
        await store.EnsureSchemaAsync(ct);
        _store = store;
        _opened.TrySetResult(store);
    }

    private async Task<TResult> WaitAsync<TResult>(Func<IStore, Task<TResult>> call, CancellationToken ct) =>
        await call(await _opened.Task.WaitAsync(ct));
}
