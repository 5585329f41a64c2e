namespace FlippyFlip.Core.Storage;

/// <summary>
/// Durable documents with versions. Each call is one round trip. <c>tests/Contracts/StoreContract.cs</c> specifies every operation;
/// an adapter is done when it passes. All calls throw <see cref="StoreException"/> when the engine fails and
/// <see cref="OperationCanceledException"/> when cancelled; a cancelled commit may still happen, whole.
/// </summary>
public interface IStore
{
    /// <summary>The document as of the last commit that was acknowledged before the call, or a later one. Null: there is none.</summary>
    Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T>;

    /// <summary>The documents that exist, in any order, at most 1000 ids a call.</summary>
    Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T>;

    Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T>;

    /// <summary>All or nothing, durable when it returns <see cref="CommitOutcome.Committed"/>.</summary>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct);

    /// <summary>Every document of a collection in the order of ids, resumable behind any id. Null: from the first.</summary>
    IAsyncEnumerable<T> ScanAsync<T>(string? after, CancellationToken ct)
        where T : Document, IDocument<T>;

    /// <summary>Brings the store to this version's schema: collections, indexes, numbered migrations; one process at a time; safe to repeat.</summary>
    Task EnsureSchemaAsync(CancellationToken ct);
}
