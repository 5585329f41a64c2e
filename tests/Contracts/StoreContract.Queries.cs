using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_query_returns_equal_values_only()
    {
        await CommittedAsync(new Commit().Insert(NewCard("a")).Insert(NewCard("b", "ANN")).Insert(NewCard("c", "anna")).Insert(NewCard("d")));

        Assert.Equal(["a", "d"], await IdsAsync(Card.ByOwner.Where("ann")));
        Assert.Equal(["d", "a"], await IdsAsync(Card.ByOwner.Where("ann").Descending()));
        Assert.Empty(await IdsAsync(Card.ByOwner.Where("bob")));
    }

    [Fact]
    public async Task A_query_may_fix_several_fields_of_any_kind()
    {
        var later = TestClock.Start.AddMilliseconds(1);
        await CommittedAsync(new Commit().Insert(NewCard("a", points: 5)).Insert(NewCard("b", points: 6)).Insert(new Card { Id = "c", Owner = "x", Points = 5, SeenAt = later }));

        Assert.Equal(["a"], await IdsAsync(Card.ByPointsAndSeenAt.Where(5L, TestClock.Start)));
        Assert.Equal(["c"], await IdsAsync(Card.ByPointsAndSeenAt.Where(5L, later)));
        Assert.Throws<ArgumentException>(() => Card.ByPointsAndSeenAt.Where(5L));
    }

    [Fact]
    public async Task A_range_includes_both_ends_and_gives_the_order()
    {
        long[] points = [10, -5, 0, 20, 9, 100, long.MaxValue, long.MinValue];
        await CommittedAsync(points.Aggregate(new Commit(), (commit, value) => commit.Insert(NewCard($"p{value}", points: value))));
        var mine = Card.ByPoints.Where("ann");

        Assert.Equal(["p-9223372036854775808", "p-5", "p0", "p9", "p10", "p20", "p100", "p9223372036854775807"], await IdsAsync(mine));
        Assert.Equal(["p0", "p9", "p10"], await IdsAsync(mine.Between(0L, 10L)));
        Assert.Equal(["p10", "p9", "p0"], await IdsAsync(mine.Between(0L, 10L).Descending()));
        Assert.Equal(["p100", "p9223372036854775807"], await IdsAsync(mine.Between(100L, null)));
        Assert.Equal(["p-5", "p-9223372036854775808"], await IdsAsync(mine.Between(null, -5L).Descending()));
        Assert.Equal(["p9223372036854775807", "p100"], await IdsAsync(mine.Descending().Take(2)));
        Assert.Empty(await IdsAsync(mine.Between(11L, 19L)));
    }

    [Fact]
    public async Task An_index_may_begin_with_its_range_and_leaves_out_what_has_no_value_there()
    {
        var commit = new Commit();
        for (var i = 0; i < 4; i++)
        {
            commit.Insert(new Card { Id = $"{i}", Owner = "ann", DueAt = i % 2 == 0 ? null : TestClock.Start.AddMinutes(i) });
        }

        await CommittedAsync(commit);

        Assert.Equal(["1", "3"], await IdsAsync(Card.ByDueAt.Where().Between(null, TestClock.Start.AddHours(1))));
        Assert.Equal(["1"], await IdsAsync(Card.ByDueAt.Where().Between(null, TestClock.Start.AddMinutes(2))));
        Assert.Equal(["3"], await IdsAsync(Card.ByDueAt.Where().Between(TestClock.Start.AddMinutes(2), null)));
        Assert.Empty(await IdsAsync(Card.ByDueAt.Where().Between(null, TestClock.Start)));
    }

    [Fact]
    public async Task Moments_sort_by_time_and_texts_by_ordinal()
    {
        var commit = new Commit();
        string[] notes = ["b", "B", "a", "", "é", "z", "10", "9", "😀"];
        for (var i = 0; i < notes.Length; i++)
        {
            commit.Insert(new Card { Id = $"{i}", Owner = "ann", Note = notes[i], SeenAt = TestClock.Start.AddMilliseconds(-i).ToOffset(TimeSpan.FromHours(i)) });
        }

        await CommittedAsync(commit);

        Assert.Equal(["3", "6", "7", "1", "2", "0", "5", "4", "8"], await IdsAsync(Card.ByNote.Where("ann")));
        Assert.Equal(["2", "0"], await IdsAsync(Card.ByNote.Where("ann").Between("a", "b")));
        Assert.Equal(["8", "7", "6", "5", "4", "3", "2", "1", "0"], await IdsAsync(Card.BySeenAt.Where("ann")));
        Assert.Equal(["1", "2", "3"], await IdsAsync(Card.BySeenAt.Where("ann").Between(TestClock.Start.AddMilliseconds(-3), TestClock.Start.AddMilliseconds(-1)).Descending()));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 4)]
    [InlineData(true, 3)]
    [InlineData(true, 30)]
    public async Task Pages_go_on_over_equal_values_without_loss_or_repeat(bool isDescending, int limit)
    {
        var cards = Enumerable.Range(0, 30).Select(i => new Card { Id = $"c{i:d2}", Owner = "ann", Points = i / 8, Note = $"n{i % 2}" }).ToList();
        await CommittedAsync(cards.Aggregate(new Commit(), (commit, card) => commit.Insert(card)).Insert(NewCard("other", "bob")));

        await PagesAsync(Card.ByPoints.Where("ann"), cards.OrderBy(card => card.Points).ThenBy(card => card.Id, StringComparer.Ordinal));
        await PagesAsync(Card.BySeenAt.Where("ann"), cards);
        await PagesAsync(Card.ByOwner.Where("ann"), cards);
        await PagesAsync(Card.ByNote.Where("ann"), cards.OrderBy(card => card.Note, StringComparer.Ordinal).ThenBy(card => card.Id, StringComparer.Ordinal));
        await PagesAsync(Card.ByPoints.Where("ann").Between(1L, 2L), cards.Where(card => card.Points is 1 or 2));

        async Task PagesAsync(IndexQuery<Card> query, IEnumerable<Card> expected)
        {
            query = (isDescending ? query.Descending() : query).Take(limit);
            var seen = new List<string>();
            string? continuation = null;
            do
            {
                var page = await Store.QueryAsync(query.After(continuation), Ct);
                Assert.InRange(page.Items.Count, 1, limit);
                seen.AddRange(page.Items.Select(card => card.Id));
                continuation = page.Continuation;
            }
            while (continuation is not null);

            var ids = expected.Select(card => card.Id);
            Assert.Equal(isDescending ? ids.Reverse() : ids, seen);
        }
    }

    [Fact]
    public async Task A_continuation_stays_good_while_its_document_goes()
    {
        await CommittedAsync(new Commit().Insert(NewCard("a")).Insert(NewCard("b")).Insert(NewCard("c")));
        var first = await Store.QueryAsync(Card.ByPoints.Where("ann").Take(2), Ct);
        await CommittedAsync(new Commit().Delete(first.Items[1]).Insert(NewCard("bb")));

        Assert.Equal(["bb", "c"], await IdsAsync(Card.ByPoints.Where("ann").After(first.Continuation)));
    }

    [Fact]
    public async Task A_query_sees_the_value_as_it_is_now()
    {
        var card = await SavedAsync(NewCard("a", points: 1));
        card.Points = 2;
        await CommittedAsync(new Commit().Replace(card));
        await CommittedAsync(new Commit().Increment<Card>("a", nameof(Card.Points), 5));

        Assert.Empty(await IdsAsync(Card.ByPoints.Where("ann").Between(1L, 2L)));
        Assert.Equal(3, Assert.Single((await Store.QueryAsync(Card.ByPoints.Where("ann").Between(7L, 7L), Ct)).Items).Version);
    }

    [Fact]
    public async Task A_scan_goes_by_ids_and_goes_on_behind_any()
    {
        string[] ids = ["a", "a/1", "a/10", "a/2", "b", "é", "😀"];
        await CommittedAsync(ids.Reverse().Aggregate(new Commit(), (commit, id) => commit.Insert(NewCard(id))));

        Assert.Equal(ids, (await ScannedAsync<Card>()).Select(card => card.Id));
        Assert.Equal(ids[3..], (await ScannedAsync<Card>("a/10")).Select(card => card.Id));
        Assert.Equal(ids[4..], (await ScannedAsync<Card>("a/zzz")).Select(card => card.Id));
        Assert.Empty(await ScannedAsync<Card>("😀"));
    }

    [Fact]
    public async Task A_scan_misses_nothing_that_stays_while_others_write()
    {
        foreach (var chunk in Enumerable.Range(0, 1500).Chunk(250))
        {
            await CommittedAsync(chunk.Aggregate(new Commit(), (commit, i) => commit.Insert(NewCard($"{i:d4}"))));
        }

        var seen = new List<string>();
        await foreach (var card in Store.ScanAsync<Card>(null, Ct))
        {
            seen.Add(card.Id);
            if (seen.Count % 100 == 0)
            {
                await CommittedAsync(new Commit().Replace(card).Insert(NewCard($"{card.Id}/new")).Increment<Card>("0000", nameof(Card.Points), 1));
            }
        }

        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(1500, seen.Count(id => id.Length == 4));
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Long_reads_give_the_thread_back_so_that_a_deadline_can_end_them()
    {
        foreach (var chunk in Enumerable.Range(0, 500).Chunk(250))
        {
            await CommittedAsync(chunk.Aggregate(new Commit(), (commit, i) => commit.Insert(NewCard($"{i:d4}"))));
        }

        // A store that keeps the thread is done each time it returns; one that gives it back may be done by then when the machine is busy, but not each time.
        var (isGivenBack, waits) = (false, 0);
        for (var attempt = 0; attempt < 20 && !(isGivenBack && waits >= 2); attempt++)
        {
            var query = Store.QueryAsync(Card.ByPoints.Where("ann"), Ct);
            isGivenBack |= !query.IsCompleted;
            await query;
            waits = Math.Max(waits, await WaitsOfScanAsync());
        }

        Assert.True(isGivenBack);
        Assert.InRange(waits, 2, 500);

        async Task<int> WaitsOfScanAsync()
        {
            var count = 0;
            await using var scan = Store.ScanAsync<Card>(null, Ct).GetAsyncEnumerator(Ct);
            for (var more = true; more;)
            {
                var next = scan.MoveNextAsync();
                count += next.IsCompleted ? 0 : 1;
                more = await next;
            }

            return count;
        }
    }

    private async Task<string[]> IdsAsync(IndexQuery<Card> query)
    {
        var page = await Store.QueryAsync(query, Ct);
        return [.. page.Items.Select(card => card.Id)];
    }
}
