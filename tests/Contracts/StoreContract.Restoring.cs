using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

/// <summary>A restored document is the one that was copied, version and all.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_restored_document_keeps_its_version()
    {
        var card = new Card { Id = "a", Owner = "ann", Points = 7, Version = 41, ExpiresAt = TestClock.Start.AddSeconds(1) };
        await CommittedAsync(new Commit().Restore(Card.Collection, card).Restore(Tally.Collection, new Tally { Id = "t", Count = 3, Version = 1 }));
        Assert.Equal(41, card.Version);

        await ReopenAsync();
        var found = await FoundAsync<Card>("a");

        Assert.Equal((41, 7, TestClock.Start.AddSeconds(1)), (found.Version, found.Points, found.ExpiresAt));
        Assert.Equal(41, Assert.Single(await ScannedAsync<Card>()).Version);
        Assert.Equal(41, Assert.Single((await Store.QueryAsync(Card.ByOwner.Where("ann"), Ct)).Items).Version);
        await CommittedAsync(new Commit().Replace(found));
        Assert.Equal(42, (await FoundAsync<Card>("a")).Version);
    }

    [Fact]
    public async Task Restoring_replaces_nothing_but_what_has_expired()
    {
        await SavedAsync(new Card { Id = "a", Owner = "ann", ExpiresAt = TestClock.Start.AddSeconds(1) });
        var copy = new Card { Id = "a", Owner = "bob", Version = 9 };

        Assert.Equal(["a"], await ConflictsAsync(new Commit().Restore(Card.Collection, copy).Restore(Badge.Collection, new Badge { Id = "b", Code = "c", Version = 2 })));
        Assert.Null(await Store.FindAsync<Badge>("b", Ct));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await CommittedAsync(new Commit().Restore(Card.Collection, copy));

        Assert.Equal(("bob", 9), ((await FoundAsync<Card>("a")).Owner, (await FoundAsync<Card>("a")).Version));
    }

    [Fact]
    public void What_was_never_committed_cannot_be_restored() =>
        Assert.Throws<ArgumentException>(() => new Commit().Restore(Card.Collection, NewCard("a")));
}
