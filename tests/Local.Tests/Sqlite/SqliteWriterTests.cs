using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private SqliteStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = SqliteStore.Open(_folder.File("flippy.db"), StoreContract.Collections, _clock);
        await _store.EnsureSchemaAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Commits_that_wait_share_a_transaction()
    {
        var before = _store.Writer.Transactions;
        Task<CommitOutcome>[] waiting;
        using (await HeldAsync())
        {
            waiting = [.. Enumerable.Range(0, 100).Select(i => _store.CommitAsync(new Commit().Insert(NewCard($"{i}")), Ct))];
        }

        Assert.All(await Task.WhenAll(waiting), outcome => Assert.IsType<CommitOutcome.Committed>(outcome));
        Assert.Equal(before + 2, _store.Writer.Transactions);
        Assert.NotNull(await _store.FindAsync<Card>("99", Ct));
    }

    [Fact]
    public async Task A_batch_is_bounded()
    {
        var before = _store.Writer.Transactions;
        Task<CommitOutcome>[] waiting;
        using (await HeldAsync())
        {
            waiting = [.. Enumerable.Range(0, 600).Select(_ => _store.CommitAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 1), Ct))];
        }

        await Task.WhenAll(waiting);
        Assert.Equal(before + 1 + 3, _store.Writer.Transactions);
        Assert.Equal(600, (await _store.FindAsync<Tally>("t", Ct))!.Count);
    }

    [Fact]
    public async Task Later_commits_of_a_batch_see_earlier_ones_and_a_conflict_is_nobody_elses()
    {
        Task<CommitOutcome> insert, replace, again, both, last;
        using (await HeldAsync())
        {
            insert = _store.CommitAsync(new Commit().Insert(NewCard("a")), Ct);
            replace = _store.CommitAsync(new Commit().Replace(new Card { Id = "a", Owner = "ann", Points = 2, Version = 1 }), Ct);
            again = _store.CommitAsync(new Commit().Replace(new Card { Id = "a", Owner = "ann", Points = 3, Version = 1 }), Ct);
            both = _store.CommitAsync(new Commit().Insert(NewCard("beside")).Insert(NewCard("a")), Ct);
            last = _store.CommitAsync(new Commit().Insert(NewCard("b")), Ct);
        }

        await Task.WhenAll(insert, replace, again, both, last);
        Assert.IsType<CommitOutcome.Committed>(await insert);
        Assert.IsType<CommitOutcome.Committed>(await replace);
        Assert.IsType<CommitOutcome.Conflict>(await again);
        Assert.IsType<CommitOutcome.Conflict>(await both);
        Assert.IsType<CommitOutcome.Committed>(await last);
        Assert.Equal((2, 2), ((await _store.FindAsync<Card>("a", Ct))!.Points, (await _store.FindAsync<Card>("a", Ct))!.Version));
        Assert.Null(await _store.FindAsync<Card>("beside", Ct));
    }

    [Fact]
    public async Task An_engine_error_hurts_only_its_own_work()
    {
        Task<CommitOutcome> first, last;
        Task<bool> broken, lost;
        using (await HeldAsync())
        {
            first = _store.CommitAsync(new Commit().Insert(NewCard("a")), Ct);
            broken = _store.Writer.RunAsync(
                database =>
                {
                    database.Execute("DELETE FROM cards");
                    database.Execute("DELETE FROM nowhere");
                    return true;
                },
                Ct);
            // What SQLite does by itself when the disk is full: the whole transaction is gone.
            lost = _store.Writer.RunAsync<bool>(
                database =>
                {
                    database.Execute("ROLLBACK");
                    throw new InvalidOperationException("lost");
                },
                Ct);
            last = _store.CommitAsync(new Commit().Insert(NewCard("b")), Ct);
        }

        await Assert.ThrowsAsync<StoreException>(() => broken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => lost);
        Assert.IsType<CommitOutcome.Committed>(await first);
        Assert.IsType<CommitOutcome.Committed>(await last);
        Assert.Equal(2, (await _store.FindManyAsync<Card>(["a", "b"], Ct)).Count);
    }

    [Fact]
    public async Task A_commit_cancelled_while_it_waits_is_not_written()
    {
        using var source = new CancellationTokenSource();
        Task<CommitOutcome> cancelled, other;
        using (await HeldAsync())
        {
            cancelled = _store.CommitAsync(new Commit().Insert(NewCard("a")), source.Token);
            other = _store.CommitAsync(new Commit().Insert(NewCard("b")), Ct);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        }

        await other;
        Assert.Null(await _store.FindAsync<Card>("a", Ct));
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await _store.CommitAsync(new Commit().Insert(NewCard("a")), Ct);
        using (await HeldAsync())
        {
            var find = _store.FindAsync<Card>("a", Ct);
            Assert.True(find.IsCompletedSuccessfully);
            Assert.NotNull(await find);
        }
    }

    [Fact]
    public async Task Too_many_waiting_commits_are_turned_away_as_busy()
    {
        var waiting = new List<Task>();
        using (await HeldAsync())
        {
            for (var i = 0; i < SqliteWriter.MostWaiting; i++)
            {
                waiting.Add(_store.CommitAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 1), Ct));
            }

            var refused = await Assert.ThrowsAsync<StoreException>(() => _store.CommitAsync(new Commit().Insert(NewCard("a")), Ct));
            Assert.Equal(StoreFault.Busy, refused.Fault);
        }

        await Task.WhenAll(waiting);
        Assert.Equal(SqliteWriter.MostWaiting, (await _store.FindAsync<Tally>("t", Ct))!.Count);
    }

    [Fact]
    public async Task Closing_finishes_what_waits()
    {
        Task<CommitOutcome> commit;
        Task closing;
        using (await HeldAsync())
        {
            commit = _store.CommitAsync(new Commit().Insert(NewCard("a")), Ct);
            closing = Task.Run(async () => await _store.DisposeAsync());
        }

        Assert.IsType<CommitOutcome.Committed>(await commit);
        await closing;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.CommitAsync(new Commit().Insert(NewCard("b")), Ct));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.FindAsync<Card>("a", Ct));
    }

    [Fact]
    public async Task The_sweep_removes_what_has_expired_and_nothing_else()
    {
        foreach (var chunk in Enumerable.Range(0, 1200).Chunk(300))
        {
            await _store.CommitAsync(chunk.Aggregate(new Commit(), (commit, i) => commit.Insert(new Card { Id = $"{i}", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(i < 1100 ? 1 : 100) })), Ct);
        }

        await _store.CommitAsync(new Commit().Insert(NewCard("stays")), Ct);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1100, await _store.SweepExpiredAsync(Ct));
        Assert.Equal(0, await _store.SweepExpiredAsync(Ct));
        Assert.Equal(101, await RowsAsync());
    }

    [Fact]
    public async Task The_sweep_comes_by_itself()
    {
        await _store.CommitAsync(new Commit().Insert(new Card { Id = "a", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(1) }), Ct);
        _clock.Advance(TimeSpan.FromMinutes(5));
        while (await RowsAsync() > 0)
        {
            Ct.ThrowIfCancellationRequested();
        }
    }

    private static Card NewCard(string id) => new() { Id = id, Owner = "ann" };

    private Task<long> RowsAsync() => _store.Writer.RunAsync(
        database =>
        {
            using var row = database.Rent("SELECT count(*) FROM cards");
            _ = row.Step();
            return row.Long(0);
        },
        Ct);

    /// <summary>Keeps the writer inside a batch of its own until disposed, so that what comes meanwhile waits.</summary>
    private async Task<IDisposable> HeldAsync()
    {
        var hold = new Hold();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _store.Writer.RunAsync(
            _ =>
            {
                entered.SetResult();
                hold.Wait();
                return true;
            },
            CancellationToken.None);
        await entered.Task;
        return hold;
    }

    private sealed class Hold : IDisposable
    {
        private readonly ManualResetEventSlim _released = new();

        public void Wait() => _released.Wait(TimeSpan.FromSeconds(20));

        public void Dispose() => _released.Set();
    }
}
