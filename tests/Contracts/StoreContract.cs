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
            await disposable.DisposeAsync();
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
            await CloseAsync(_store);
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
            all.Add(document);
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
            await CommittedAsync(chunk.Aggregate(new Commit(), (commit, id) => commit.Insert(NewCard(id))));

        Assert.Equal(1000, (await Store.FindManyAsync<Card>(ids[..1000], Ct)).Count);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindManyAsync<Card>(ids, Ct));
    }

    [Fact]
    public async Task An_empty_commit_is_committed() => await CommittedAsync(new Commit());

    [Fact]
    public async Task Inserting_twice_conflicts()
    {
        await SavedAsync(NewCard("a", points: 1));

        Assert.Equal(["a"], await ConflictsAsync(new Commit().Insert(NewCard("a", points: 2))));
        Assert.Equal(1, (await FoundAsync<Card>("a")).Points);
    }

    [Fact]
    public async Task Replacing_adds_one_to_the_version()
    {
        var card = await SavedAsync(NewCard("a"));
        Assert.Equal(1, card.Version);

        card.Points = 7;
        await CommittedAsync(new Commit().Replace(card));

        Assert.Equal(2, card.Version);
        Assert.Equal((7, 2), ((await FoundAsync<Card>("a")).Points, (await FoundAsync<Card>("a")).Version));
    }

    [Fact]
    public async Task Replacing_a_stale_document_conflicts_and_leaves_its_version()
    {
        var stale = await SavedAsync(NewCard("a"));
        var fresh = await FoundAsync<Card>("a");
        fresh.Points = 1;
        await CommittedAsync(new Commit().Replace(fresh));

        stale.Points = 2;
        Assert.Equal(["a"], await ConflictsAsync(new Commit().Replace(stale)));

        Assert.Equal((1, 2), (stale.Version, fresh.Version));
        Assert.Equal(1, (await FoundAsync<Card>("a")).Points);
    }

    [Fact]
    public async Task Replacing_what_is_not_there_conflicts()
    {
        var card = NewCard("a");
        Assert.Equal(["a"], await ConflictsAsync(new Commit().Replace(card)));
        Assert.Null(await Store.FindAsync<Card>("a", Ct));
        Assert.Equal(0, card.Version);
    }

    [Fact]
    public async Task Deletes_the_version_it_was_shown()
    {
        var stale = await SavedAsync(NewCard("a"));
        var fresh = await FoundAsync<Card>("a");
        await CommittedAsync(new Commit().Replace(fresh));

        Assert.Equal(["a"], await ConflictsAsync(new Commit().Delete(stale)));
        Assert.NotNull(await Store.FindAsync<Card>("a", Ct));

        await CommittedAsync(new Commit().Delete(fresh));
        Assert.Null(await Store.FindAsync<Card>("a", Ct));
        Assert.Equal(["a"], await ConflictsAsync(new Commit().Delete(fresh)));
    }

    [Fact]
    public async Task A_deleted_document_may_be_inserted_again()
    {
        var card = await SavedAsync(NewCard("a"));
        await CommittedAsync(new Commit().Delete(card));
        await SavedAsync(NewCard("a", points: 5));

        Assert.Equal((5, 1), ((await FoundAsync<Card>("a")).Points, (await FoundAsync<Card>("a")).Version));
    }

    [Fact]
    public async Task Several_changes_over_collections_happen_together()
    {
        var (kept, gone) = (await SavedAsync(NewCard("kept")), await SavedAsync(NewCard("gone")));
        kept.Points = 9;

        await CommittedAsync(new Commit().Replace(kept).Delete(gone).Insert(new Badge { Id = "b", Code = "c" }).Increment<Tally>("t", nameof(Tally.Count), 4));

        Assert.Equal((9, 2), ((await FoundAsync<Card>("kept")).Points, kept.Version));
        Assert.Null(await Store.FindAsync<Card>("gone", Ct));
        Assert.Equal("c", (await FoundAsync<Badge>("b")).Code);
        Assert.Equal(4, (await FoundAsync<Tally>("t")).Count);
    }

    [Fact]
    public async Task One_misfit_undoes_all_and_every_misfit_is_named()
    {
        var (good, stale, doomed) = (await SavedAsync(NewCard("good")), await SavedAsync(NewCard("stale")), await SavedAsync(NewCard("doomed")));
        await CommittedAsync(new Commit().Replace(await FoundAsync<Card>("stale")));
        await SavedAsync(new Badge { Id = "taken", Code = "1" });

        good.Points = 1;
        var badge = new Badge { Id = "taken", Code = "2" };
        var conflicts = await ConflictsAsync(new Commit()
            .Replace(good).Replace(stale).Delete(doomed).Insert(badge).Insert(NewCard("new")).Replace(NewCard("missing")).Increment<Tally>("t", nameof(Tally.Count), 1));

        Assert.Equal(["missing", "stale", "taken"], conflicts);
        Assert.Equal((1, 1, 1, 0), (good.Version, stale.Version, doomed.Version, badge.Version));
        Assert.Equal(0, (await FoundAsync<Card>("good")).Points);
        Assert.NotNull(await Store.FindAsync<Card>("doomed", Ct));
        Assert.Null(await Store.FindAsync<Card>("new", Ct));
        Assert.Null(await Store.FindAsync<Tally>("t", Ct));
        Assert.Equal("1", (await FoundAsync<Badge>("taken")).Code);
    }

    [Fact]
    public void A_commit_takes_each_document_once() =>
        Assert.Throws<ArgumentException>(() => new Commit().Insert(NewCard("a")).Increment<Card>("a", nameof(Card.Points), 1));

    [Fact]
    public async Task An_increment_makes_what_is_missing_and_adds_to_what_is_there()
    {
        await CommittedAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), -2));
        await CommittedAsync(new Commit().Increment<Tally>("t", nameof(Tally.OtherCount), 5));
        await CommittedAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 10));

        var tally = await FoundAsync<Tally>("t");

        Assert.Equal(("t", 8, 5, null, 3), (tally.Id, tally.Count, tally.OtherCount, tally.Label, tally.Version));
    }

    [Fact]
    public async Task An_increment_keeps_the_other_fields()
    {
        await SavedAsync(new Card { Id = "a", Owner = "zoë \"z\"", Points = 1L << 60, SeenAt = TestClock.Start.AddMilliseconds(1), Tags = ["<&>", "\u0001", "😀"] });
        await CommittedAsync(new Commit().Increment<Card>("a", nameof(Card.Points), 1));

        var card = await FoundAsync<Card>("a");

        Assert.Equal(("zoë \"z\"", (1L << 60) + 1, TestClock.Start.AddMilliseconds(1)), (card.Owner, card.Points, card.SeenAt));
        Assert.Equal(["<&>", "\u0001", "😀"], card.Tags);
    }

    [Fact]
    public async Task An_increment_makes_a_stale_replacement_conflict()
    {
        var tally = await SavedAsync(new Tally { Id = "t", Label = "mine" });
        await CommittedAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 1));

        Assert.Equal(["t"], await ConflictsAsync(new Commit().Replace(tally)));
        Assert.Equal((1, "mine"), ((await FoundAsync<Tally>("t")).Count, (await FoundAsync<Tally>("t")).Label));
    }

    [Fact]
    public async Task Parallel_increments_all_count()
    {
        await Task.WhenAll(Enumerable.Range(1, 100).Select(by => Task.Run(() => CommittedAsync(new Commit()
            .Increment<Tally>("t", nameof(Tally.Count), by).Increment<Tally>($"t/{by % 3}", nameof(Tally.Count), 1)))));

        var tally = await FoundAsync<Tally>("t");

        Assert.Equal((5050, 100), (tally.Count, tally.Version));
        Assert.Equal(100, (await ScannedAsync<Tally>("t")).Sum(part => part.Count));
    }

    [Fact]
    public async Task Of_racing_writers_each_success_survives()
    {
        const int writers = 8, each = 10;
        await SavedAsync(NewCard("a"));

        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < each;)
            {
                var card = await FoundAsync<Card>("a");
                card.Points++;
                if (await Store.CommitAsync(new Commit().Replace(card), Ct) is CommitOutcome.Committed)
                    done++;
            }
        })));

        var final = await FoundAsync<Card>("a");
        Assert.Equal((writers * each, 1 + (writers * each)), (final.Points, final.Version));
    }

    [Fact]
    public async Task Of_racing_inserts_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.CommitAsync(new Commit().Insert(NewCard("a", points: i)), Ct))));
        Assert.Single(outcomes, outcome => outcome is CommitOutcome.Committed);
    }

    [Fact]
    public async Task Racing_transfers_keep_the_sum()
    {
        await CommittedAsync(new Commit().Insert(NewCard("0", points: 100)).Insert(NewCard("1", points: 100)).Insert(NewCard("2", points: 100)));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            for (var done = 0; done < 5;)
            {
                var (from, to) = (await FoundAsync<Card>($"{i % 3}"), await FoundAsync<Card>($"{(i + 1) % 3}"));
                (from.Points, to.Points) = (from.Points - 7, to.Points + 7);
                if (await Store.CommitAsync(new Commit().Replace(from).Replace(to), Ct) is CommitOutcome.Committed)
                    done++;
            }
        })));

        Assert.Equal(300, (await ScannedAsync<Card>()).Sum(card => card.Points));
        Assert.Equal(63, (await ScannedAsync<Card>()).Sum(card => card.Version));
    }

    [Fact]
    public async Task A_reader_sees_each_acknowledged_commit()
    {
        var card = await SavedAsync(NewCard("a"));
        for (var i = 1; i <= 50; i++)
        {
            card.Points = i;
            await CommittedAsync(new Commit().Replace(card));
            var seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => FoundAsync<Card>("a"))));
            Assert.All(seen, found => Assert.Equal(i, found.Points));
        }
    }

    [Fact]
    public async Task Two_documents_with_one_unique_value_conflict()
    {
        await SavedAsync(new Badge { Id = "a", Code = "gold" });
        var other = await SavedAsync(new Badge { Id = "b", Code = "tin" });

        Assert.Equal(["c"], await ConflictsAsync(new Commit().Insert(new Badge { Id = "c", Code = "gold" })));
        other.Code = "gold";
        Assert.Equal(["b"], await ConflictsAsync(new Commit().Replace(other).Insert(NewCard("beside"))));

        Assert.Equal(1, other.Version);
        Assert.Equal("tin", (await FoundAsync<Badge>("b")).Code);
        Assert.Null(await Store.FindAsync<Card>("beside", Ct));
    }

    [Fact]
    public async Task A_unique_value_is_free_once_its_holder_is_gone()
    {
        var holder = await SavedAsync(new Badge { Id = "a", Code = "gold" });
        await CommittedAsync(new Commit().Insert(new Badge { Id = "b", Code = "gold" }).Delete(holder));
        Assert.Equal("b", Assert.Single((await Store.QueryAsync(Badge.ByCode.Where("gold"), Ct)).Items).Id);
    }

    [Fact]
    public async Task A_unique_value_is_free_once_its_holder_has_expired()
    {
        await SavedAsync(new Badge { Id = "a", Code = "gold", ExpiresAt = TestClock.Start.AddSeconds(1) });
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SavedAsync(new Badge { Id = "b", Code = "gold" });
        Assert.Null(await Store.FindAsync<Badge>("a", Ct));
    }

    [Theory]
    [InlineData("o'brien \"the\" \\ `tick` $.x [0]")]
    [InlineData("日本語/Ωμέγα/😀👩‍👩‍👧/é")]
    [InlineData("%_*?{}<>&;-- DROP TABLE cards")]
    [InlineData(" leading, trailing, \t and \n ")]
    [InlineData("\u202Eright\u200B\uFFFD\uE000")]
    public async Task Odd_text_is_kept_in_ids_and_values(string text)
    {
        await SavedAsync(new Card { Id = text, Owner = text, Note = text });
        await CommittedAsync(new Commit().Increment<Tally>(text, nameof(Tally.Count), 1));

        Assert.Equal((text, text, text), ((await FoundAsync<Card>(text)).Id, (await FoundAsync<Card>(text)).Owner, (await FoundAsync<Card>(text)).Note));
        Assert.Equal(text, (await FoundAsync<Tally>(text)).Id);
        Assert.Equal(text, Assert.Single((await Store.QueryAsync(Card.ByNote.Where(text).Between(text, text), Ct)).Items).Id);
        Assert.Equal(text, Assert.Single(await ScannedAsync<Card>()).Id);
    }

    [Fact]
    public async Task An_id_may_have_200_characters()
    {
        string[] ids = [new string('x', 200), new string('界', 200), new string('x', 199)];
        foreach (var id in ids)
            await SavedAsync(NewCard(id));
        Assert.Equal(3, (await Store.FindManyAsync<Card>(ids, Ct)).Count);
    }

    [Fact]
    public async Task Ids_differ_by_case_and_by_composition()
    {
        await CommittedAsync(new Commit().Insert(NewCard("a")).Insert(NewCard("A")).Insert(NewCard("\u00E9")).Insert(NewCard("e\u0301")));
        Assert.Equal(4, (await ScannedAsync<Card>()).Count);
    }

    [Fact]
    public async Task Moments_are_kept_to_the_millisecond()
    {
        var moment = new DateTimeOffset(2026, 2, 28, 23, 59, 59, 987, TimeSpan.FromHours(9));
        await SavedAsync(new Card { Id = "a", Owner = "ann", SeenAt = moment, ExpiresAt = moment });
        await SavedAsync(new Card { Id = "b", Owner = "ann", SeenAt = DateTimeOffset.UnixEpoch.AddMilliseconds(-1) });

        Assert.Equal((moment, (DateTimeOffset?)moment), ((await FoundAsync<Card>("a")).SeenAt, (await FoundAsync<Card>("a")).ExpiresAt));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(-1), (await FoundAsync<Card>("b")).SeenAt);
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

    [Fact]
    public async Task What_has_expired_does_not_exist_for_any_reader()
    {
        await SavedAsync(new Card { Id = "a", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(10) });
        await SavedAsync(new Card { Id = "b", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(20) });
        await SavedAsync(NewCard("c"));

        Clock.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.Equal(["a", "b", "c"], await SeenAsync());
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["b", "c"], await SeenAsync());

        async Task<string[]> SeenAsync()
        {
            string[] scanned = [.. (await ScannedAsync<Card>()).Select(card => card.Id)];
            var queried = await Store.QueryAsync(Card.ByOwner.Where("ann"), Ct);
            var many = await Store.FindManyAsync<Card>(["a", "b", "c"], Ct);
            Assert.Equal(scanned, queried.Items.Select(card => card.Id));
            Assert.Equal(scanned, many.Select(card => card.Id).Order(StringComparer.Ordinal));
            Assert.Equal(scanned.Contains("a"), await Store.FindAsync<Card>("a", Ct) is not null);
            return scanned;
        }
    }

    [Fact]
    public async Task What_has_expired_cannot_be_changed_but_made_anew()
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(1) });
        await CommittedAsync(new Commit().Replace(card));
        await SavedAsync(new Tally { Id = "t", Count = 40, ExpiresAt = TestClock.Start.AddSeconds(1) });
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a"], await ConflictsAsync(new Commit().Replace(card)));
        Assert.Equal(["a"], await ConflictsAsync(new Commit().Delete(card)));
        await SavedAsync(NewCard("a", owner: "bob"));
        await CommittedAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 2));

        Assert.Equal(("bob", 1), ((await FoundAsync<Card>("a")).Owner, (await FoundAsync<Card>("a")).Version));
        Assert.Equal((2, 1), ((await FoundAsync<Tally>("t")).Count, (await FoundAsync<Tally>("t")).Version));
    }

    [Fact]
    public async Task An_expiry_may_be_moved_and_taken_away()
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(1) });
        card.ExpiresAt = null;
        await CommittedAsync(new Commit().Replace(card));
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null((await FoundAsync<Card>("a")).ExpiresAt);
    }
}
