using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

/// <summary>What a call does while the store hangs.</summary>
public enum Hang
{
    /// <summary>Calls go through.</summary>
    None,

    /// <summary>Calls wait for <see cref="HangingStore.Release"/> or their cancellation, like a driver that cares.</summary>
    UntilCancelled,

    /// <summary>Calls wait for <see cref="HangingStore.Release"/> whatever their token says, like a driver stuck in the kernel.</summary>
    IgnoringCancellation,
}

/// <summary>A store that can be made to hang before it does anything; what hung goes on when it is released.</summary>
public sealed class HangingStore(IStore inner) : IStore
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _released = NewGate();
    private Hang _mode;
    private int _hanging;

    /// <summary>Calls that hang at this moment.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    /// <summary>Makes every later call hang.</summary>
    public void Start(Hang mode)
    {
        lock (_gate)
        {
            _mode = mode;
        }
    }

    /// <summary>Lets go of every call that hangs, and of later ones.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _mode = Hang.None;
            _released.SetResult();
            _released = NewGate();
        }
    }

    public async Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await PassAsync(ct);
        return await inner.FindAsync<T>(id, ct);
    }

    public async Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await PassAsync(ct);
        return await inner.FindManyAsync<T>(ids, ct);
    }

    public async Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await PassAsync(ct);
        return await inner.QueryAsync(query, ct);
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct)
    {
        await PassAsync(ct);
        return await inner.CommitAsync(commit, ct);
    }

    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await PassAsync(ct);
        await foreach (var document in inner.ScanAsync<T>(after, ct))
        {
            yield return document;
        }
    }

    public async Task EnsureSchemaAsync(CancellationToken ct)
    {
        await PassAsync(ct);
        await inner.EnsureSchemaAsync(ct);
    }

    private async Task PassAsync(CancellationToken ct)
    {
        Hang mode;
        Task released;
        lock (_gate)
        {
            (mode, released) = (_mode, _released.Task);
        }

        if (mode is Hang.None)
        {
            return;
        }

        Interlocked.Increment(ref _hanging);
        try
        {
            await released.WaitAsync(mode is Hang.UntilCancelled ? ct : CancellationToken.None);
        }
        finally
        {
            Interlocked.Decrement(ref _hanging);
        }
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
