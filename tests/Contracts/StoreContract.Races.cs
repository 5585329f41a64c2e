using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

public abstract partial class StoreContract
{
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
                {
                    done++;
                }
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
                {
                    done++;
                }
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
}
