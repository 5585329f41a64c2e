using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

public sealed class SqliteFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string DatabaseFile => _folder.File("flippy.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_no_database_is_corrupt()
    {
        File.WriteAllText(DatabaseFile, new string('x', 8192));
        Refuses(StoreFault.Corrupt, DatabaseFile, $"'{DatabaseFile}' is damaged or not a database; restore it from a backup.");
    }

    [Fact]
    public async Task Damaged_pages_are_corrupt_when_they_are_read()
    {
        await FillAsync(DatabaseFile, 500);
        var bytes = await File.ReadAllBytesAsync(DatabaseFile, Ct);
        bytes.AsSpan(4096 * 20).Fill(0xA5);
        await File.WriteAllBytesAsync(DatabaseFile, bytes, Ct);

        await using var store = Open(DatabaseFile);
        var problem = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await foreach (var _ in store.ScanAsync<Card>(null, Ct))
            {
                // Somewhere in here.
            }
        });
        Assert.Equal(StoreFault.Corrupt, problem.Fault);
    }

    [Fact]
    public async Task A_damaged_document_is_corrupt()
    {
        await FillAsync(DatabaseFile, 1);
        var bytes = await File.ReadAllBytesAsync(DatabaseFile, Ct);
        bytes[bytes.AsSpan().IndexOf("\"points\":"u8) + 8] = (byte)'~';
        await File.WriteAllBytesAsync(DatabaseFile, bytes, Ct);

        await using var store = Open(DatabaseFile);
        var problem = await Assert.ThrowsAsync<StoreException>(() => store.FindAsync<Card>("0000", Ct));
        Assert.Equal((StoreFault.Corrupt, $"'{DatabaseFile}' holds a damaged document of 'cards'; restore it from a backup."), (problem.Fault, problem.Message));
        problem = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(new Commit().Increment<Card>("0000", nameof(Card.Points), 1), Ct));
        Assert.Equal(StoreFault.Corrupt, problem.Fault);
    }

    [Fact]
    public void A_directory_is_no_database() =>
        Refuses(StoreFault.Unavailable, _folder.Path, $"'{_folder.Path}' is a directory, not a database file.");

    [Fact]
    public void A_missing_directory_is_named()
    {
        var file = Path.Combine(_folder.Path, "nowhere", "flippy.db");
        Refuses(StoreFault.Unavailable, file, $"The directory of '{file}' does not exist.");
    }

    [Fact]
    public async Task A_schema_that_was_never_made_is_unavailable()
    {
        await using var store = Open(DatabaseFile);
        var problem = await Assert.ThrowsAsync<StoreException>(() => store.FindAsync<Card>("a", Ct));
        Assert.Equal(
            (StoreFault.Unavailable, $"The schema of '{DatabaseFile}' is not in place; start the product once so that it is made."),
            (problem.Fault, problem.Message));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_too_new()
    {
        await FillAsync(DatabaseFile, 1);
        using (var database = SqliteDatabase.OpenWriter(DatabaseFile))
        {
            database.Execute("INSERT INTO flippy_migrations (number, name, applied_at) VALUES (999, 'later', 0)");
        }

        Refuses(StoreFault.TooNew, DatabaseFile, $"'{DatabaseFile}' has schema 999, this version knows up to {SqliteSchema.Newest}; run the newer version.");
    }

    [Fact]
    public async Task Another_process_that_writes_for_too_long_makes_it_busy()
    {
        await FillAsync(DatabaseFile, 1);
        await using var store = Open(DatabaseFile);
        using var other = SqliteDatabase.OpenWriter(DatabaseFile);
        other.Execute("BEGIN IMMEDIATE");

        var problem = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(new Commit().Insert(NewCard(7)), Ct));
        Assert.Equal((StoreFault.Busy, $"'{DatabaseFile}' is locked by another process."), (problem.Fault, problem.Message));
        Assert.NotNull(await store.FindAsync<Card>("0000", Ct));

        other.Execute("COMMIT");
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(new Commit().Insert(NewCard(7)), Ct));
    }

    [Fact]
    public void The_waits_for_another_process_add_up_to_the_budget()
    {
        var pauses = Enumerable.Range(0, 1_000).Select(SqliteWaits.PauseBefore).TakeWhile(pause => pause is not null).ToList();
        Assert.Equal(SqliteWaits.BusyBudgetMilliseconds, pauses.Sum());
        Assert.All(pauses, pause => Assert.InRange(pause!.Value, 1, 20));
    }

    [Fact]
    public async Task Files_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights on Windows are those of the profile.");
        await FillAsync(DatabaseFile, 1);
        await using var store = Open(DatabaseFile);
        await store.CommitAsync(new Commit().Insert(NewCard(7)), Ct);
        await using var queue = SqliteDeferredQueue.Open(_folder.File("queue.db"), _clock);
        string[] names = [.. Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(["flippy.db", "flippy.db-shm", "flippy.db-wal", "queue.db", "queue.db-shm", "queue.db-wal"], names);
#pragma warning disable CA1416 // Skipped there.
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_short_lock_of_another_process_is_waited_out()
    {
        await FillAsync(DatabaseFile, 1);
        await using var store = Open(DatabaseFile);
        using var other = SqliteDatabase.OpenWriter(DatabaseFile);
        other.Execute("BEGIN IMMEDIATE");
        var commit = store.CommitAsync(new Commit().Insert(NewCard(7)), Ct);
        other.Execute("COMMIT");
        Assert.IsType<CommitOutcome.Committed>(await commit);
    }

    [Fact]
    public async Task A_full_quota_is_full_and_what_fits_still_goes_in()
    {
        await FillAsync(DatabaseFile, 10);
        await using var store = Open(DatabaseFile);
        await store.Writer.RunAsync(
            database =>
            {
                database.Execute("PRAGMA max_page_count = 1");
                return true;
            },
            Ct);

        var problem = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(Many(200), Ct));
        Assert.Equal((StoreFault.Full, $"There is no room left on the disk for '{DatabaseFile}'."), (problem.Fault, problem.Message));
        var card = await store.FindAsync<Card>("0003", Ct);
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(new Commit().Replace(card!), Ct));
        Assert.Null(await store.FindAsync<Card>("1000", Ct));
    }

    [Fact]
    public async Task A_full_disk_is_full_and_loses_nothing()
    {
        await using var disk = await TemporaryDisk.MountAsync(_folder.File("disk"), "1m");
        Assert.SkipWhen(disk is null, "Only root may mount a small disk.");
        var file = Path.Combine(disk.Path, "flippy.db");
        await FillAsync(file, 10);

        await using var store = Open(file);
        var problem = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(Many(900), Ct));
        Assert.Equal(StoreFault.Full, problem.Fault);
        Assert.Equal(10, await CountAsync(store));
        var card = await store.FindAsync<Card>("0003", Ct);
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(new Commit().Replace(card!), Ct));
    }

    [Fact]
    public async Task A_write_protected_disk_is_read_only()
    {
        await using var disk = await TemporaryDisk.MountAsync(_folder.File("disk"), "4m");
        Assert.SkipWhen(disk is null, "Only root may mount a small disk.");
        var (old, fresh) = (Path.Combine(disk.Path, "flippy.db"), Path.Combine(disk.Path, "new.db"));
        await FillAsync(old, 1);
        await disk.RemountReadOnlyAsync();

        Refuses(StoreFault.ReadOnly, old, $"'{old}' may be read but not written.");
        Refuses(StoreFault.ReadOnly, fresh, $"'{fresh}' cannot be written; check the permissions of the file and its directory.");
    }

    [Fact]
    public async Task Two_stores_share_a_file()
    {
        await FillAsync(DatabaseFile, 1);
        await using var one = Open(DatabaseFile);
        await using var two = Open(DatabaseFile);
        await Task.WhenAll(one.EnsureSchemaAsync(Ct), two.EnsureSchemaAsync(Ct));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var store = i % 2 == 0 ? one : two;
            for (var done = 0; done < 10;)
            {
                var card = await store.FindAsync<Card>("0000", Ct);
                card!.Points++;
                var commit = new Commit().Replace(card).Increment<Tally>("t", nameof(Tally.Count), 1);
                if (await store.CommitAsync(commit, Ct) is CommitOutcome.Committed)
                {
                    done++;
                }
            }
        })));

        Assert.Equal((80, 81), ((await one.FindAsync<Card>("0000", Ct))!.Points, (await two.FindAsync<Card>("0000", Ct))!.Version));
        Assert.Equal(80, (await two.FindAsync<Tally>("t", Ct))!.Count);
    }

    [Fact]
    public async Task What_a_killed_process_leaves_holds_every_acknowledged_commit()
    {
        await FillAsync(DatabaseFile, 1);
        await using var killed = Open(DatabaseFile);
        await killed.CommitAsync(new Commit().Insert(NewCard(7)), Ct);
        var left = _folder.File("left.db");
        File.Copy(DatabaseFile, left);
        File.Copy(DatabaseFile + "-wal", left + "-wal");

        await using var store = Open(left);
        Assert.NotNull(await store.FindAsync<Card>("0007", Ct));
        Assert.Equal(2, await CountAsync(store));
    }

    [Fact]
    public async Task Every_query_seeks_in_its_index()
    {
        await FillAsync(DatabaseFile, 1);
        var table = new SqliteTable(Card.Collection);
        var query = Card.ByPoints.Where("ann");
        using var reader = SqliteDatabase.OpenReader(DatabaseFile);

        Assert.Equal("SEARCH TABLE cards USING INDEX card_by_points (<expr>=?)", Plan(query));
        Assert.Equal("SEARCH TABLE cards USING INDEX card_by_points (<expr>=? AND <expr>>? AND <expr><?)", Plan(query.Between(1L, 2L).Descending()));
        Assert.Equal("SEARCH TABLE cards USING INDEX card_by_points (<expr>=? AND <expr>>?)", Plan(query.Between(1L, null).After("[1,\"a\"]")));
        Assert.Equal("SEARCH TABLE cards USING INDEX card_by_points (<expr>=? AND <expr><?)", Plan(query.Between(null, 1L).Descending().After("[1,\"a\"]")));
        Assert.Equal("SEARCH TABLE cards USING INDEX card_by_owner (<expr>=? AND id>?)", Plan(Card.ByOwner.Where("ann").After("[null,\"a\"]")));

        string Plan(IndexQuery<Card> asked)
        {
            using var row = reader.Rent("EXPLAIN QUERY PLAN " + SqliteQuery.Sql(table, asked));
            Assert.True(row.Step());
            var plan = row.Text(3);
            Assert.False(row.Step(), "The order should come from the index, without a sort.");
            return plan;
        }
    }

    [Fact]
    public async Task An_index_that_is_declared_anew_is_filled_and_one_that_is_gone_is_dropped()
    {
        await FillAsync(DatabaseFile, 3);
        using (var database = SqliteDatabase.OpenWriter(DatabaseFile))
        {
            database.Execute("DROP INDEX card_by_owner");
            database.Execute("CREATE UNIQUE INDEX card_by_something ON cards (json_extract(body, '$.owner'), id)");
        }

        await using var store = Open(DatabaseFile);
        await store.EnsureSchemaAsync(Ct);
        Assert.Equal(3, (await store.QueryAsync(Card.ByOwner.Where("ann"), Ct)).Items.Count);
        using var reader = SqliteDatabase.OpenReader(DatabaseFile);
        using var row = reader.Rent("SELECT 1 FROM sqlite_master WHERE name = 'card_by_something'");
        Assert.False(row.Step());
    }

    private static Card NewCard(int number) => new() { Id = $"{number:d4}", Owner = "ann", Note = new string('n', 1500) };

    private static Commit Many(int count) => Enumerable.Range(1000, count).Aggregate(new Commit(), (commit, i) => commit.Insert(NewCard(i)));

    private static async Task<int> CountAsync(SqliteStore store)
    {
        var count = 0;
        await foreach (var _ in store.ScanAsync<Card>(null, Ct))
        {
            count++;
        }

        return count;
    }

    private SqliteStore Open(string file) => SqliteStore.Open(file, StoreContract.Collections, _clock);

    private void Refuses(StoreFault fault, string file, string sentence)
    {
        var problem = Assert.Throws<StoreException>(() => Open(file));
        Assert.Equal((fault, sentence), (problem.Fault, problem.Message));
    }

    private async Task FillAsync(string file, int cards)
    {
        await using var store = Open(file);
        await store.EnsureSchemaAsync(Ct);
        await store.CommitAsync(Enumerable.Range(0, cards).Aggregate(new Commit(), (commit, i) => commit.Insert(NewCard(i))), Ct);
    }
}
