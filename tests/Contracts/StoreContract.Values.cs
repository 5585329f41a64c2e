using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

public abstract partial class StoreContract
{
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
        {
            await SavedAsync(NewCard(id));
        }

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
    public async Task A_unique_value_is_free_once_its_holder_has_expired()
    {
        await SavedAsync(new Badge { Id = "a", Code = "gold", ExpiresAt = TestClock.Start.AddSeconds(1) });
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SavedAsync(new Badge { Id = "b", Code = "gold" });
        Assert.Null(await Store.FindAsync<Badge>("a", Ct));
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
