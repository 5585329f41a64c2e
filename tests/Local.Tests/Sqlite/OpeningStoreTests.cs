using FlippyFlip.Contracts;
using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

/// <summary>A store that was opened late is a store like any other.</summary>
public sealed class OpeningStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore? _store;

    [Fact]
    public async Task Calls_made_before_it_is_open_wait_and_then_go_through()
    {
        await using var real = SqliteStore.Open(_folder.File("early.db"), Core.Storage.Collections.All, TimeProvider.System);
        var store = new OpeningStore(() => real);
        var day = new AuditDay { Id = "1/2026-01-05" };

        var commit = store.CommitAsync(new Commit().Insert(day), CancellationToken.None);
        var find = store.FindAsync<AuditDay>("nothing", CancellationToken.None);
        Assert.Equal((false, false, false), (commit.IsCompleted, find.IsCompleted, store.Opened.IsCompleted));
        await store.EnsureSchemaAsync(CancellationToken.None);

        Assert.Equal((CommitOutcome.Committed.Instance, (AuditDay?)null, 1L), ((CommitOutcome.Committed)await commit, await find, day.Version));
        Assert.True(store.Opened.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_caller_may_stop_waiting()
    {
        var store = new OpeningStore(() => throw new InvalidOperationException("Never asked for."));
        using var impatience = new CancellationTokenSource();

        var find = store.FindAsync<AuditDay>("nothing", impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
    }

    [Fact]
    public async Task What_keeps_it_from_opening_is_told_to_who_opens_it()
    {
        var store = new OpeningStore(() => throw new StoreException(StoreFault.Corrupt, "The file is not a database."));

        var fault = await Assert.ThrowsAsync<StoreException>(() => store.EnsureSchemaAsync(CancellationToken.None));

        Assert.Equal((StoreFault.Corrupt, false), (fault.Fault, store.Opened.IsCompleted));
    }

    protected override async Task<IStore> OpenAsync(TimeProvider time)
    {
        _store = SqliteStore.Open(_folder.File("flippy.db"), Collections, time);
        var store = new OpeningStore(() => _store);
        await store.EnsureSchemaAsync(CancellationToken.None);
        return store;
    }

    protected override async Task CloseAsync(IStore store) => await _store!.DisposeAsync();

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
