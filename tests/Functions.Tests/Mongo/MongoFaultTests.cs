using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>A network and a server that fail, and what the store makes of it.</summary>
public sealed class MongoFaultTests(MongoServers servers) : IAsyncLifetime
{
    private readonly string _database = MongoServers.NewName();
    private readonly TestClock _clock = new();
    private Cable _cable = null!;
    private MongoClient _client = null!;
    private MongoStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cable = new Cable(await servers.UrlAsync());
        _client = MongoConnection.Open(_cable.Url);
        _store = Store();
        await _store.EnsureSchemaAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            _client.Dispose();
            await _cable.DisposeAsync();
            await (await servers.ClientAsync()).DropDatabaseAsync(_database, CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("update", false)]
    [InlineData("update", true)]
    [InlineData("commitTransaction", true)]
    public async Task A_commit_whose_answer_was_lost_has_happened_once(string command, bool isTogether)
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann" });
        card.Points = 7;
        _cable.Once(command, new Fate.Lose());

        var commit = new Commit().Replace(card);
        await CommittedAsync(isTogether ? commit.Increment<Tally>("t", nameof(Tally.Count), 5) : commit);

        var found = await _store.FindAsync<Card>("a", Ct);
        Assert.Equal((7, 2, 2), (found!.Points, found.Version, card.Version));
        Assert.Equal(isTogether ? (5, 1) : null, await TallyAsync());
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("unique insert")]
    [InlineData("increment")]
    [InlineData("next increment")]
    public async Task A_new_document_whose_answer_was_lost_is_no_conflict(string kind)
    {
        if (kind == "next increment")
        {
            await CommittedAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 5));
        }

        _cable.Once("update", new Fate.Lose());
        await CommittedAsync(kind switch
        {
            "insert" => new Commit().Insert(new Card { Id = "a", Owner = "ann" }),
            "unique insert" => new Commit().Insert(new Badge { Id = "a", Code = "gold" }),
            _ => new Commit().Increment<Tally>("t", nameof(Tally.Count), 5),
        });

        Assert.Equal(kind switch { "increment" => (5, 1), "next increment" => (10, 2), _ => null }, await TallyAsync());
    }

    [Fact]
    public async Task A_lost_answer_does_not_hide_a_conflict()
    {
        var mine = await SavedAsync(new Card { Id = "a", Owner = "ann" });
        var theirs = (await _store.FindAsync<Card>("a", Ct))!;
        await CommittedAsync(new Commit().Replace(theirs));
        _cable.Once("update", new Fate.Lose());

        Assert.IsType<CommitOutcome.Conflict>(await _store.CommitAsync(new Commit().Replace(mine), Ct));
        Assert.Equal(1, mine.Version);
    }

    [Theory]
    [InlineData(10107, "find")]
    [InlineData(13435, "find")]
    [InlineData(11600, "update")]
    [InlineData(189, "update")]
    [InlineData(91, "commitTransaction", "UnknownTransactionCommitResult")]
    [InlineData(11602, "commitTransaction", "UnknownTransactionCommitResult")]
    [InlineData(251, "commitTransaction", "TransientTransactionError")]
    [InlineData(112, "update", "TransientTransactionError")]
    [InlineData(16500, "update")]
    public async Task A_primary_that_steps_down_goes_unnoticed(int code, string command, params string[] labels)
    {
        await SavedAsync(new Card { Id = "a", Owner = "ann" });
        _cable.Once(command, new Fate.Fail(code, labels));

        var card = (await _store.FindAsync<Card>("a", Ct))!;
        await CommittedAsync(new Commit().Replace(card).Increment<Tally>("t", nameof(Tally.Count), 5));

        Assert.Equal(((int, int)?)(5, 1), await TallyAsync());
    }

    [Theory]
    [InlineData("find")]
    [InlineData("update")]
    [InlineData("commitTransaction")]
    public async Task A_connection_that_breaks_goes_unnoticed(string command)
    {
        await SavedAsync(new Card { Id = "a", Owner = "ann" });
        _cable.Once(command, new Fate.Cut());

        var card = (await _store.FindAsync<Card>("a", Ct))!;
        await CommittedAsync(new Commit().Replace(card).Increment<Tally>("t", nameof(Tally.Count), 5));

        Assert.Equal(((int, int)?)(5, 1), await TallyAsync());
    }

    [Theory]
    [InlineData(16500, true)]
    [InlineData(16500, false)]
    [InlineData(112, true)]
    [InlineData(112, false)]
    [InlineData(64, false)]
    public async Task A_write_that_is_put_off_or_not_confirmed_is_tried_again_and_is_no_conflict(int code, bool isTogether)
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann" });
        _cable.Once("update", code == 64 ? new Fate.Unconfirmed() : new Fate.Refuse(code));

        var commit = new Commit().Replace(card);
        await CommittedAsync(isTogether ? commit.Increment<Tally>("t", nameof(Tally.Count), 5) : commit);

        Assert.Equal(2, (await _store.FindAsync<Card>("a", Ct))!.Version);
    }

    [Fact]
    public async Task An_answer_that_hangs_is_asked_for_again()
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann" });
        var never = new TaskCompletionSource();
        _cable.Once("update", new Fate.Hold(never.Task));

        await CommittedAsync(new Commit().Replace(card));

        Assert.Equal(2, (await _store.FindAsync<Card>("a", Ct))!.Version);
    }

    [Fact]
    public async Task A_deadline_ends_every_call_to_a_server_that_hangs()
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann" });
        var asked = new SemaphoreSlim(0);
        var never = new TaskCompletionSource();
        _cable.Decide = _ =>
        {
            asked.Release();
            return new Fate.Hold(never.Task);
        };

        foreach (var call in (Func<CancellationToken, Task>[])
        [
            ct => _store.FindAsync<Card>("a", ct),
            ct => _store.QueryAsync(Card.ByOwner.Where("ann"), ct),
            ct => _store.CommitAsync(new Commit().Replace(card), ct),
            ct => _store.CommitAsync(new Commit().Replace(card).Increment<Tally>("t", nameof(Tally.Count), 1), ct),
        ])
        {
            using var deadline = new CancellationTokenSource();
            var task = call(deadline.Token);
            await asked.WaitAsync(Ct);
            await deadline.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }
    }

    [Theory]
    [InlineData(13, StoreFault.Unavailable)]
    [InlineData(18, StoreFault.Unavailable)]
    [InlineData(8000, StoreFault.Unavailable)]
    [InlineData(14031, StoreFault.Full)]
    [InlineData(10334, StoreFault.TooLarge)]
    [InlineData(20, StoreFault.ReadOnly)]
    [InlineData(2, StoreFault.Unavailable)]
    public async Task What_will_not_pass_is_said_at_once(int code, StoreFault fault)
    {
        _cable.Decide = _ => new Fate.Fail(code);

        var read = await Assert.ThrowsAsync<StoreException>(() => _store.FindAsync<Card>("a", Ct));
        var written = await Assert.ThrowsAsync<StoreException>(() => _store.CommitAsync(new Commit().Insert(new Card { Id = "a", Owner = "ann" }), Ct));

        Assert.Equal((fault, fault), (read.Fault, written.Fault));
        Assert.DoesNotContain("as the test wants it", read.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, StoreFault.Busy)]
    [InlineData(16500, StoreFault.Busy)]
    [InlineData(10107, StoreFault.Unavailable)]
    public async Task What_does_not_pass_in_time_is_said_in_the_end(int code, StoreFault fault)
    {
        _cable.Decide = _ => new Fate.Fail(code);
        var store = Store(TimeSpan.FromMilliseconds(100));

        Assert.Equal(fault, (await Assert.ThrowsAsync<StoreException>(() => store.FindAsync<Card>("a", Ct))).Fault);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        await _cable.DisposeAsync();
        var store = Store(TimeSpan.FromMilliseconds(100));

        var problem = await Assert.ThrowsAsync<StoreException>(() => store.FindAsync<Card>("a", Ct));

        Assert.Equal((StoreFault.Unavailable, "MongoDB cannot be reached; check its state, and the network between it and us."), (problem.Fault, problem.Message));
        _cable = new Cable(await servers.UrlAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_document_of_16_megabytes_is_too_large_and_nothing_of_its_commit_happens(bool isTogether)
    {
        var large = new Commit().Insert(new Card { Id = "a", Owner = "ann", Note = new string('x', 16 * 1024 * 1024) });

        var problem = await Assert.ThrowsAsync<StoreException>(() => _store.CommitAsync(isTogether ? large.Insert(new Badge { Id = "b", Code = "c" }) : large, Ct));

        Assert.Equal(StoreFault.TooLarge, problem.Fault);
        Assert.StartsWith("A document of 'cards' has 16,777,", problem.Message, StringComparison.Ordinal);
        Assert.Null(await _store.FindAsync<Card>("a", Ct));
        Assert.Null(await _store.FindAsync<Badge>("b", Ct));
    }

    [Fact]
    public async Task A_commit_of_several_large_documents_is_kept_whole()
    {
        var commit = new Commit();
        for (var i = 0; i < 5; i++)
        {
            commit.Insert(new Card { Id = $"{i}", Owner = "ann", Note = new string('x', 5 * 1024 * 1024) });
        }

        await CommittedAsync(commit);

        Assert.Equal(5, (await _store.FindManyAsync<Card>(["0", "1", "2", "3", "4"], Ct)).Count);
    }

    [Fact]
    public async Task A_transaction_under_way_is_waited_for_and_then_wins()
    {
        var card = await SavedAsync(new Card { Id = "a", Owner = "ann" });
        var (seen, other) = (new TaskCompletionSource(), await servers.ClientAsync());
        using var session = await other.StartSessionAsync(cancellationToken: Ct);
        session.StartTransaction();
        var cards = other.GetDatabase(_database).GetCollection<BsonDocument>("cards");
        await cards.UpdateOneAsync(session, new BsonDocument("_id", "a"), new BsonDocument("$inc", new BsonDocument("version", 1L)), cancellationToken: Ct);

        _cable.Decide = name =>
        {
            _ = name == "find" && seen.TrySetResult();
            return new Fate.Pass();
        };
        var commit = _store.CommitAsync(new Commit().Replace(card).Increment<Tally>("t", nameof(Tally.Count), 5), Ct);
        await seen.Task;
        await session.CommitTransactionAsync(Ct);

        Assert.Equal(["a"], Assert.IsType<CommitOutcome.Conflict>(await commit).Changes.Select(change => change.Id));
        Assert.Null(await TallyAsync());
    }

    [Fact]
    public async Task Many_writers_on_two_documents_keep_the_total_though_every_thirtieth_command_fails()
    {
        await CommittedAsync(new Commit().Insert(new Card { Id = "0", Owner = "ann", Points = 500 }).Insert(new Card { Id = "1", Owner = "bob", Points = 500 }));
        var random = new Random(20260105);
        _cable.Decide = name =>
        {
            lock (random)
            {
                // An abort that never arrives leaves its documents held until the engine's own limit, which is longer than a test should be.
                var chance = name == "abortTransaction" ? -1 : random.Next(90);
                return chance switch { 0 => new Fate.Cut(), 1 => new Fate.Lose(), 2 => new Fate.Fail(10107), _ => new Fate.Pass() };
            }
        };
        const int writers = 6, each = 5;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                for (var done = 0; done < each;)
                {
                    var (from, to) = ((await _store.FindAsync<Card>($"{writer % 2}", Ct))!, (await _store.FindAsync<Card>($"{(writer + 1) % 2}", Ct))!);
                    (from.Points, to.Points) = (from.Points - 3, to.Points + 3);
                    var commit = new Commit().Replace(from).Replace(to).Increment<Tally>("t", nameof(Tally.Count), 1);
                    done += await _store.CommitAsync(commit, Ct) is CommitOutcome.Committed ? 1 : 0;
                }
            },
            Ct)));

        _cable.Decide = _ => new Fate.Pass();
        var cards = await _store.FindManyAsync<Card>(["0", "1"], Ct);
        var (count, version) = (await TallyAsync())!.Value;
        Assert.Equal(1000, cards.Sum(card => card.Points));
        Assert.All(cards, card => Assert.Equal(1 + count, card.Version));
        Assert.Equal(count, version);
        Assert.True(count >= writers * each);
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_not_repeated()
    {
        var problem = Assert.Throws<StoreException>(() => MongoConnection.Open("mongodb://user:hunter2@host:port:port/?x"));
        Assert.Equal("The connection string of MongoDB cannot be read; copy it again from the engine's portal.", problem.Message);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    private MongoStore Store(TimeSpan? patience = null) => MongoStore.Open(_client, _database, StoreContract.Collections, _clock, patience);

    private async Task<T> SavedAsync<T>(T document)
        where T : Document, IDocument<T>
    {
        await CommittedAsync(new Commit().Insert(document));
        return document;
    }

    private async Task CommittedAsync(Commit commit) => Assert.IsType<CommitOutcome.Committed>(await _store.CommitAsync(commit, Ct));

    private async Task<(int Count, int Version)?> TallyAsync() => await _store.FindAsync<Tally>("t", Ct) is { } tally ? ((int)tally.Count, (int)tally.Version) : null;
}
