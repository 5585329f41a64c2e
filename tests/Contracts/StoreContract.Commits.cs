using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

public abstract partial class StoreContract
{
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
}
