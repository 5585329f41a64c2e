using FlippyFlip.Contracts;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>Versions with migrations that the product does not have yet, one after another on one database.</summary>
public sealed class MongoMigrationTests(MongoServers servers) : IAsyncLifetime
{
    private readonly string _name = MongoServers.NewName();
    private MongoClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static MongoMigration First => new(1, 1, "The first");

    public async ValueTask InitializeAsync() => _client = await servers.ClientAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DropDatabaseAsync(_name, CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_migration_that_only_adds_lets_older_versions_go_on_and_one_that_breaks_them_keeps_them_out()
    {
        MongoMigration adds = new(2, 1, "Adds"), breaks = new(3, 3, "Breaks");

        await EnsureAsync(First, adds);
        await EnsureAsync(First);
        await EnsureAsync(First, adds, breaks);
        var problem = await Assert.ThrowsAsync<StoreException>(() => EnsureAsync(First, adds));

        Assert.Equal((StoreFault.TooNew, $"The database '{_name}' has schema 3, this version knows up to 2; run the newer version."), (problem.Fault, problem.Message));
        var state = await StateAsync();
        Assert.Equal((3, 3), (state["number"].ToInt32(), state["least"].ToInt32()));
        Assert.Equal(["1", "2", "3"], state["applied"].AsBsonDocument.Names);
    }

    [Fact]
    public async Task Older_versions_are_kept_out_from_the_moment_a_migration_begins_and_one_that_failed_runs_again()
    {
        await EnsureAsync(First);
        var runs = 0;
        MongoMigration breaks = new(2, 2, "Breaks", (_, _) => ++runs == 1 ? throw new TimeoutException() : Task.CompletedTask);

        await Assert.ThrowsAsync<StoreException>(() => EnsureAsync(First, breaks));
        var half = await StateAsync();
        var problem = await Assert.ThrowsAsync<StoreException>(() => EnsureAsync(First));
        await EnsureAsync(First, breaks);

        Assert.Equal((1, 2), (half["number"].ToInt32(), half["least"].ToInt32()));
        Assert.Equal((StoreFault.TooNew, $"The database '{_name}' has schema 2, this version knows up to 1; run the newer version."), (problem.Fault, problem.Message));
        Assert.Equal((2, 2), (runs, (await StateAsync())["number"].ToInt32()));
    }

    [Fact]
    public async Task A_migration_runs_once()
    {
        var runs = 0;
        MongoMigration counts = new(2, 1, "Counts", (_, _) => Task.FromResult(runs++));

        await EnsureAsync(First, counts);
        await EnsureAsync(First, counts, new(3, 1, "Adds"));

        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 2, 2, 2)]
    [InlineData(2, 2, 1, 1)]
    [InlineData(2, 2, 3, 1)]
    [InlineData(1, 1, 2, 3)]
    public void A_list_of_migrations_out_of_order_is_refused(params int[] pairs)
    {
        List<MongoMigration> migrations = [.. pairs.Chunk(2).Select(pair => new MongoMigration(pair[0], pair[1], ""))];
        Assert.Throws<ArgumentException>(() => MongoMigration.Check(migrations));
    }

    private Task EnsureAsync(params MongoMigration[] migrations) =>
        new MongoSchema(_client.GetDatabase(_name), StoreContract.Collections, new MongoPatience(Entropy.System, MongoPatience.Usual), new TestClock(), migrations).EnsureAsync(Ct);

    private async Task<BsonDocument> StateAsync() =>
        await _client.GetDatabase(_name).GetCollection<BsonDocument>("flippy_schema").Find(new BsonDocument("_id", "schema")).FirstAsync(Ct);
}
