using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>
/// The one thread that writes to a database. What waits when it looks becomes one transaction and one sync of the disk, which is what
/// lets many callers share the price of durability.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    public const int MostWaiting = 10_000;

    /// <summary>Bounds how long the first of a batch waits for the last.</summary>
    private const int MostInBatch = 256;

    private readonly SqliteDatabase _database;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly Thread _thread;
    private readonly Queue<SqliteWork> _waiting = new();
    private bool _isClosing;

    /// <param name="database">Owned by the writer from here on.</param>
    public SqliteWriter(SqliteDatabase database)
    {
        _database = database;
        _checkpoints = new SqliteCheckpoints(database.File);
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
    }

    /// <summary>Transactions on disk since the start: fewer than works, since they share.</summary>
    public long Transactions { get; private set; }

    /// <exception cref="StoreException">Too much waits already.</exception>
    public Task<TResult> RunAsync<TResult>(SqliteWork<TResult> work, CancellationToken ct)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            if (_waiting.Count >= MostWaiting)
            {
                throw SqliteFaults.Overloaded(_database.File);
            }

            _waiting.Enqueue(work);
            if (_waiting.Count == 1)
            {
                _arrivals.Release();
            }
        }

        return ct.CanBeCanceled ? CancellableAsync(work, ct) : work.Done;
    }

    public Task<TResult> RunAsync<TResult>(Func<SqliteDatabase, TResult> action, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return RunAsync(new SqliteAction<TResult>(action), ct);
    }

    /// <summary>Finishes what waits, then closes the database.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosing)
            {
                return;
            }

            _isClosing = true;
            _arrivals.Release();
        }

        _thread.Join();
        _checkpoints.Dispose();
        _database.Dispose();
        _arrivals.Dispose();
    }

    private static async Task<TResult> CancellableAsync<TResult>(SqliteWork<TResult> work, CancellationToken ct)
    {
        await using (ct.UnsafeRegister(static (state, token) => ((SqliteWork<TResult>)state!).Cancel(token), work))
        {
            return await work.Done;
        }
    }

    private void Run()
    {
        var batch = new List<SqliteWork>(MostInBatch);
        while (Take(batch))
        {
            try
            {
                RunBatch(batch);
            }
            catch (Exception problem)
            {
                RollBack();
                FailAll(batch, problem);
            }

            foreach (var work in batch)
            {
                work.Release();
            }

            batch.Clear();
            _checkpoints.AfterBatch(_database);
        }
    }

    private bool Take(List<SqliteWork> batch)
    {
        while (true)
        {
            lock (_gate)
            {
                while (batch.Count < MostInBatch && _waiting.TryDequeue(out var work))
                {
                    if (work.TryTake())
                    {
                        batch.Add(work);
                    }
                    else
                    {
                        work.Release();
                    }
                }

                if (batch.Count > 0 || _isClosing)
                {
                    return batch.Count > 0;
                }
            }

            _arrivals.Wait();
        }
    }

    private void RunBatch(List<SqliteWork> batch)
    {
        var alive = new List<SqliteWork>(batch);
        while (alive.Count > 0 && !TryCommit(alive))
        {
            // Whoever took the transaction down has left the list; the others go again.
        }
    }

    /// <returns>False: the transaction was lost to a work that has since failed; the rest of the list has not happened.</returns>
    private bool TryCommit(List<SqliteWork> works)
    {
        _database.Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < works.Count; i++)
        {
            var work = works[i];
            try
            {
                Apply(work);
            }
            catch (Exception problem)
            {
                work.Fail(problem);
                works.RemoveAt(i--);
                if (!_database.IsInTransaction)
                {
                    return false;
                }
            }
        }

        try
        {
            _database.Execute("COMMIT");
        }
        catch (StoreException problem) when (problem.Fault == StoreFault.Full && works.Count > 1)
        {
            // Together they do not fit; some of them may.
            RollBack();
            foreach (var work in works)
            {
                CommitAlone(work);
            }

            return true;
        }

        Transactions++;
        foreach (var work in works)
        {
            work.Acknowledge();
        }

        return true;
    }

    private void CommitAlone(SqliteWork work)
    {
        try
        {
            _database.Execute("BEGIN IMMEDIATE");
            Apply(work);
            _database.Execute("COMMIT");
            work.Acknowledge();
        }
        catch (Exception problem)
        {
            RollBack();
            work.Fail(problem);
        }
    }

    private void Apply(SqliteWork work)
    {
        if (work.IsOneStatement)
        {
            _ = work.Apply(_database);
            return;
        }

        _database.Execute("SAVEPOINT work");
        var isKept = false;
        try
        {
            isKept = work.Apply(_database);
        }
        finally
        {
            if (!isKept && _database.IsInTransaction)
            {
                _database.Execute("ROLLBACK TO work");
            }

            if (_database.IsInTransaction)
            {
                _database.Execute("RELEASE work");
            }
        }
    }

    private void RollBack()
    {
        try
        {
            if (_database.IsInTransaction)
            {
                _database.Execute("ROLLBACK");
            }
        }
        catch (StoreException)
        {
            // The next BEGIN says so again, to someone who waits for an answer.
        }
    }

    private static void FailAll(List<SqliteWork> works, Exception problem)
    {
        foreach (var work in works)
        {
            work.Fail(problem);
        }
    }
}
