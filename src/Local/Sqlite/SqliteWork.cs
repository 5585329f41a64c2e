namespace FlippyFlip.Local.Sqlite;

/// <summary>Something the writer does within a shared transaction: wholly or not at all, whatever becomes of its neighbours.</summary>
internal abstract class SqliteWork
{
    private int _isTaken;

    /// <summary>True when a single statement does all of it: SQLite undoes a failed statement by itself, so no savepoint is needed.</summary>
    public virtual bool IsOneStatement => false;

    /// <summary>Either the writer takes it, or its caller takes it back.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <returns>False: undo what this work did.</returns>
    public abstract bool Apply(SqliteDatabase database);

    /// <summary>Called once the shared transaction is on disk.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception problem);

    /// <summary>Called by the writer when it will not touch the work again.</summary>
    public virtual void Release()
    {
    }
}

/// <inheritdoc cref="SqliteWork"/>
internal abstract class SqliteWork<TResult> : SqliteWork
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Done => _done.Task;

    protected TResult? Result { get; set; }

    public override void Acknowledge() => _done.TrySetResult(Result!);

    public override void Fail(Exception problem) => _done.TrySetException(problem);

    /// <summary>The caller stops waiting at once; work that the writer has taken may still happen, whole.</summary>
    public void Cancel(CancellationToken ct)
    {
        _ = TryTake();
        _done.TrySetCanceled(ct);
    }
}

/// <summary>Work written where it is asked for.</summary>
internal sealed class SqliteAction<TResult>(Func<SqliteDatabase, TResult> action) : SqliteWork<TResult>
{
    public override bool Apply(SqliteDatabase database)
    {
        Result = action(database);
        return true;
    }
}
