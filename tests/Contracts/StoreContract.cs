using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

/// <summary>What an adapter of <see cref="IStore"/> must do, sentence by sentence. Each test runs on a store of its own.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private IStore? _store;

    /// <summary>What the store under test must be opened with.</summary>
    public static IReadOnlyList<Collection> Collections { get; } = [Card.Collection, Badge.Collection, Tally.Collection];

    protected TestClock Clock { get; } = new();

    protected IStore Store => _store ?? throw new InvalidOperationException("The store is closed.");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens the test's store, without making its schema: empty at first, with all that was committed when it is opened again.</summary>
    protected abstract Task<IStore> OpenAsync(TimeProvider time);

    /// <summary>Lets go of the store as a process that ends does.</summary>
    protected virtual async Task CloseAsync(IStore store)
    {
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>Removes the place where the store was.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _store = await OpenAsync(Clock);
        await _store.EnsureSchemaAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_store is not null)
        {
            await CloseAsync(_store);
        }

        await RemoveAsync();
    }

    protected async Task ReopenAsync()
    {
        await CloseAsync(Store);
        _store = await OpenAsync(Clock);
    }

    protected static Card NewCard(string id, string owner = "ann", long points = 0) => new() { Id = id, Owner = owner, Points = points };

    protected async Task<T> SavedAsync<T>(T document)
        where T : Document, IDocument<T>
    {
        await CommittedAsync(new Commit().Insert(document));
        return document;
    }

    protected async Task CommittedAsync(Commit commit) => Assert.IsType<CommitOutcome.Committed>(await Store.CommitAsync(commit, Ct));

    protected async Task<T> FoundAsync<T>(string id)
        where T : Document, IDocument<T>
    {
        var found = await Store.FindAsync<T>(id, Ct);
        Assert.NotNull(found);
        return found;
    }

    /// <summary>The ids of the changes that did not fit, in order.</summary>
    protected async Task<string[]> ConflictsAsync(Commit commit)
    {
        var conflict = Assert.IsType<CommitOutcome.Conflict>(await Store.CommitAsync(commit, Ct));
        Assert.All(conflict.Changes, change => Assert.Contains(change, commit.Changes));
        return [.. conflict.Changes.Select(change => change.Id).Order(StringComparer.Ordinal)];
    }

    protected async Task<List<T>> ScannedAsync<T>(string? after = null)
        where T : Document, IDocument<T>
    {
        var all = new List<T>();
        await foreach (var document in Store.ScanAsync<T>(after, Ct))
        {
            all.Add(document);
        }

        return all;
    }

    [Fact]
    public async Task Finds_nothing_where_nothing_is() => Assert.Null(await Store.FindAsync<Card>("nobody", Ct));

    [Fact]
    public async Task Finds_what_was_inserted()
    {
        await SavedAsync(new Card { Id = "a", Owner = "ann", Points = long.MinValue, Note = "hi", Tags = ["x", "", "y"] });

        var found = await FoundAsync<Card>("a");

        Assert.Equal(("a", 1, "ann", long.MinValue, "hi"), (found.Id, found.Version, found.Owner, found.Points, found.Note));
        Assert.Equal(["x", "", "y"], found.Tags);
        Assert.Null(found.ExpiresAt);
    }

    [Fact]
    public async Task Collections_do_not_mix()
    {
        await SavedAsync(NewCard("same"));
        await SavedAsync(new Tally { Id = "same", Count = 3 });

        Assert.Equal(3, (await FoundAsync<Tally>("same")).Count);
        Assert.Null(await Store.FindAsync<Badge>("same", Ct));
    }

    [Fact]
    public async Task Finds_many_and_leaves_out_the_missing()
    {
        await CommittedAsync(new Commit().Insert(NewCard("a")).Insert(NewCard("b")).Insert(NewCard("c")));

        var found = await Store.FindManyAsync<Card>(["c", "nobody", "a", "c"], Ct);

        Assert.Equal(["a", "c"], found.Select(card => card.Id).Order(StringComparer.Ordinal));
        Assert.All(found, card => Assert.Equal(1, card.Version));
        Assert.Empty(await Store.FindManyAsync<Card>([], Ct));
    }

    [Fact]
    public async Task Finds_a_thousand_at_once_but_no_more()
    {
        string[] ids = [.. Enumerable.Range(0, 1001).Select(i => $"card/{i:d4}")];
        foreach (var chunk in ids.Chunk(100))
        {
            await CommittedAsync(chunk.Aggregate(new Commit(), (commit, id) => commit.Insert(NewCard(id))));
        }

        Assert.Equal(1000, (await Store.FindManyAsync<Card>(ids[..1000], Ct)).Count);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindManyAsync<Card>(ids, Ct));
    }

    [Fact]
    public async Task A_cancelled_token_stops_every_call_before_it_begins()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var cancelled = source.Token;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync(new Commit().Insert(NewCard("a")), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync<Card>("a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindManyAsync<Card>(["a"], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.QueryAsync(Card.ByOwner.Where("ann"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.EnsureSchemaAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ScanAsync<Card>(null, cancelled).GetAsyncEnumerator(cancelled).MoveNextAsync());

        Assert.Null(await Store.FindAsync<Card>("a", Ct));
    }

    [Fact]
    public async Task The_schema_may_be_ensured_again_and_by_many_at_once()
    {
        await SavedAsync(NewCard("a"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.EnsureSchemaAsync(Ct))));
        Assert.Single((await Store.QueryAsync(Card.ByOwner.Where("ann"), Ct)).Items);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var card = await SavedAsync(NewCard("a"));
        card.Points = 3;
        await CommittedAsync(new Commit().Replace(card).Insert(new Badge { Id = "b", Code = "c" }).Increment<Tally>("t", nameof(Tally.Count), 2));

        await ReopenAsync();
        await Store.EnsureSchemaAsync(Ct);

        Assert.Equal((3, 2), ((await FoundAsync<Card>("a")).Points, (await FoundAsync<Card>("a")).Version));
        Assert.Equal(2, (await FoundAsync<Tally>("t")).Count);
        Assert.Equal(["x"], await ConflictsAsync(new Commit().Insert(new Badge { Id = "x", Code = "c" })));
        await CommittedAsync(new Commit().Replace(card));
    }
}
