using System.Collections.Concurrent;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Driver;
using MongoDB.Driver.Core.Events;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>What each operation says to the engine, counted by the driver's own events.</summary>
public sealed class RoundTripTests(MongoServers servers) : IAsyncLifetime
{
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "hello", "isMaster", "ping", "endSessions" };

    private readonly string _database = MongoServers.NewName();
    private readonly ConcurrentQueue<string> _said = new();
    private MongoClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = MongoConnection.Open(
        await servers.UrlAsync(),
        settings => settings.ClusterConfigurator = cluster => cluster.Subscribe<CommandStartedEvent>(said => _said.Enqueue(said.CommandName)));

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DropDatabaseAsync(_database, CancellationToken.None);
            _client.Dispose();
        }
    }

    [Fact]
    public async Task Every_operation_of_the_port_is_one_round_trip()
    {
        var store = MongoStore.Open(_client, _database, StoreContract.Collections, new TestClock());
        await store.EnsureSchemaAsync(Ct);
        var (card, badge) = (new Card { Id = "a", Owner = "ann" }, new Badge { Id = "b", Code = "gold" });
        await CommitAsync(Enumerable.Range(0, 999).Aggregate(new Commit(), (commit, i) => commit.Insert(new Card { Id = $"{i}", Owner = "ann" })));

        Assert.Equal("update", await SaidAsync(() => CommitAsync(new Commit().Insert(card))));
        Assert.Equal("update", await SaidAsync(() => CommitAsync(new Commit().Insert(badge))));
        Assert.Equal("update", await SaidAsync(() => CommitAsync(new Commit().Replace(card))));
        Assert.Equal("update", await SaidAsync(() => CommitAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 1))));
        Assert.Equal("update", await SaidAsync(() => store.CommitAsync(new Commit().Replace(new Card { Id = "a", Owner = "ann", Version = 9 }), Ct)));
        Assert.Equal("find", await SaidAsync(() => store.FindAsync<Card>("a", Ct)));
        Assert.Equal("find", await SaidAsync(() => store.FindManyAsync<Card>([.. Enumerable.Range(0, 999).Select(i => $"{i}"), "a"], Ct)));
        Assert.Equal("find", await SaidAsync(() => store.QueryAsync(Card.ByPoints.Where("ann").Take(1000), Ct)));
        Assert.Equal("find", await SaidAsync(() => store.EnsureSchemaAsync(Ct)));
        Assert.Equal("delete", await SaidAsync(() => CommitAsync(new Commit().Delete(card))));

        async Task CommitAsync(Commit commit) => Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(commit, Ct));
    }

    [Fact]
    public async Task Several_documents_cost_one_round_trip_for_each_collection_and_one_to_commit()
    {
        var store = MongoStore.Open(_client, _database, StoreContract.Collections, new TestClock());
        await store.EnsureSchemaAsync(Ct);

        var commit = new Commit().Insert(new Card { Id = "a", Owner = "ann" }).Insert(new Card { Id = "b", Owner = "bob" }).Increment<Tally>("t", nameof(Tally.Count), 1);

        Assert.Equal("update, update, commitTransaction", await SaidAsync(() => store.CommitAsync(commit, Ct)));
    }

    [Fact]
    public async Task A_money_command_costs_exactly_two_round_trips()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Around = _ => MongoStore.Open(_client, _database, Core.Storage.Collections.All, new TestClock()) });

        // Who was never seen also claims the place of a tombstone.
        Assert.Equal("find, update, update, commitTransaction", await SaidAsync(() => bot.Bob.SayAsync("/daily")));
        Assert.Equal("find, update, update, update, commitTransaction", await SaidAsync(() => bot.Ada.SayAsync("/start")));
        foreach (var line in (string[])["/daily", "/deposit amount:300", "/withdraw amount:100", "/bet amount:100 side:heads", "/flip"])
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(3));
            Assert.Equal("find, update", await SaidAsync(() => bot.Ada.SayAsync(line)));
        }

        Assert.Equal("find", await SaidAsync(() => bot.Ada.SayAsync("/balance")));
    }

    private async Task<string> SaidAsync(Func<Task> act)
    {
        _said.Clear();
        await act();
        return string.Join(", ", _said.Where(name => !Own.Contains(name)));
    }
}
