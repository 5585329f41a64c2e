using System.Runtime.CompilerServices;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.FrontDoor;

/// <summary>A store that does what a test says before it acts, and after it acted but before it answers. Put in place with <see cref="BotOptions.Around"/>.</summary>
public sealed class FaultyStore
{
    /// <summary>May throw, or hang until it is cancelled.</summary>
    public Func<StoreOperation, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What was asked has happened.</summary>
    public Func<StoreOperation, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Again after every restart, with the same faults.</summary>
    public IStore Around(IStore inner) => new Store(this, inner);

    private sealed class Store(FaultyStore faults, IStore inner) : IStore
    {
        public Task<T?> FindAsync<T>(string id, CancellationToken ct)
            where T : Document, IDocument<T> => AroundAsync(StoreOperation.Find, () => inner.FindAsync<T>(id, ct), ct);

        public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
            where T : Document, IDocument<T> => AroundAsync(StoreOperation.FindMany, () => inner.FindManyAsync<T>(ids, ct), ct);

        public Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
            where T : Document, IDocument<T> => AroundAsync(StoreOperation.Query, () => inner.QueryAsync(query, ct), ct);

        public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct) => AroundAsync(StoreOperation.Commit, () => inner.CommitAsync(commit, ct), ct);

        public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
            where T : Document, IDocument<T>
        {
            await faults.Before(StoreOperation.Scan).WaitAsync(ct);
            await foreach (var document in inner.ScanAsync<T>(after, ct))
            {
                yield return document;
            }
        }

        public Task EnsureSchemaAsync(CancellationToken ct) => inner.EnsureSchemaAsync(ct);

        private async Task<T> AroundAsync<T>(StoreOperation operation, Func<Task<T>> act, CancellationToken ct)
        {
            await faults.Before(operation).WaitAsync(ct);
            var result = await act();
            await faults.After(operation).WaitAsync(ct);
            return result;
        }
    }
}
