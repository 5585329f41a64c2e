using FlippyFlip.Contracts;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

public sealed class MongoSchemaTests(MongoServers servers) : IAsyncLifetime
{
    private readonly string _name = MongoServers.NewName();
    private MongoClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IMongoDatabase Database => _client.GetDatabase(_name);

    private IMongoCollection<BsonDocument> State => Database.GetCollection<BsonDocument>("flippy_schema");

    private MongoStore Store => MongoStore.Open(_client, _name, StoreContract.Collections, new TestClock());

    public async ValueTask InitializeAsync() => _client = await servers.ClientAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DropDatabaseAsync(_name, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Indexes_follow_from_the_declarations_and_every_collection_forgets_what_has_expired()
    {
        await Store.EnsureSchemaAsync(Ct);

        Assert.Equal(
            """
            _id_ {"_id":1}
            card_by_due_at {"dueAt":1,"_id":1}
            card_by_note {"owner":1,"note":1,"_id":1}
            card_by_owner {"owner":1,"_id":1}
            card_by_points {"owner":1,"points":1,"_id":1}
            card_by_points_and_seen_at {"points":1,"seenAt":1,"_id":1}
            card_by_seen_at {"owner":1,"seenAt":1,"_id":1}
            cards_expires_at {"expiresAt":1} after 0
            """,
            await IndexesAsync("cards"));
        Assert.Equal(
            """
            _id_ {"_id":1}
            badge_by_code {"code":1} unique
            badges_expires_at {"expiresAt":1} after 0
            """,
            await IndexesAsync("badges"));
    }

    [Theory]
    [InlineData("badge_by_code", "{ other: 1 }", "unique: true")]
    [InlineData("badge_by_code", "{ code: 1, other: 1 }", "unique: true")]
    [InlineData("badge_by_code", "{ code: -1 }", "unique: true")]
    [InlineData("badge_by_code", "{ code: 1 }", "sparse: false")]
    [InlineData("badges_expires_at", "{ expiresAt: 1 }", "sparse: false")]
    public async Task Another_index_under_the_name_of_a_declared_one_is_refused_and_left_alone(string name, string key, string rest)
    {
        await Database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse($$"""{ createIndexes: "badges", indexes: [{ name: "{{name}}", key: {{key}}, {{rest}} }] }"""), cancellationToken: Ct);
        var before = await IndexesAsync("badges");

        var problem = await Assert.ThrowsAsync<StoreException>(() => Store.EnsureSchemaAsync(Ct));

        var sentence = $"The index '{name}' of 'badges' in MongoDB is not the one that this version declares. A changed index takes a new name; if it was changed by hand, drop it.";
        Assert.Equal((StoreFault.Unavailable, sentence), (problem.Fault, problem.Message));
        Assert.Equal((before, ""), (await IndexesAsync("badges"), await IndexesAsync("cards")));
    }

    [Fact]
    public async Task An_index_that_an_operator_made_stays()
    {
        await Database.GetCollection<BsonDocument>("badges").Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(new BsonDocument("mine", 1), new CreateIndexOptions { Name = "by_an_operator" }), cancellationToken: Ct);

        await Store.EnsureSchemaAsync(Ct);

        Assert.Equal(
            """
            _id_ {"_id":1}
            badge_by_code {"code":1} unique
            badges_expires_at {"expiresAt":1} after 0
            by_an_operator {"mine":1}
            """,
            await IndexesAsync("badges"));
    }

    /// <summary>A database in use has these. A line may be added; one that would change takes a new name, and the old line goes with a migration that drops it.</summary>
    [Fact]
    public void The_products_indexes_are_those_that_databases_have() =>
        Assert.Equal(
            """
            appeals_by_state { "bot" : 1, "state" : 1, "at" : 1, "_id" : 1 }
            audit_by_day { "day" : 1, "number" : 1, "_id" : 1 }
            audit_by_target { "target" : 1, "at" : 1, "_id" : 1 }
            entitlements_by_user { "user" : 1, "_id" : 1 }
            erasures_by_due { "dueAt" : 1, "_id" : 1 }
            ledger_by_player { "player" : 1, "number" : 1, "_id" : 1 }
            offers_by_addressee { "addressee" : 1, "closesAt" : 1, "_id" : 1 }
            offers_by_author { "author" : 1, "closesAt" : 1, "_id" : 1 }
            outbox_by_due { "state" : 1, "dueAt" : 1, "_id" : 1 }
            outbox_by_target { "target" : 1, "_id" : 1 }
            players_by_remind_at { "remindAt" : 1, "_id" : 1 }
            players_by_tables_due { "tablesDueAt" : 1, "_id" : 1 }
            reports_by_player { "player" : 1, "at" : 1, "_id" : 1 }
            rounds_by_player { "player" : 1, "first" : 1, "_id" : 1 }
            transfers_by_receiver { "receiver" : 1, "at" : 1, "_id" : 1 }
            transfers_by_sender { "sender" : 1, "at" : 1, "_id" : 1 }
            """,
            string.Join('\n', Collections.All.SelectMany(MongoSchema.Indexes).Where(index => !index.Contains("expireAfterSeconds")).Select(index => $"{index["name"]} {index["key"]}{(index.Contains("unique") ? " unique" : "")}").Order(StringComparer.Ordinal)));

    [Fact]
    public async Task A_newer_version_that_only_added_lets_this_one_go_on()
    {
        await Store.EnsureSchemaAsync(Ct);
        var newer = new BsonDocument { { "number", 1000 }, { "least", MongoSchema.Newest }, { "fingerprint", "of the newer" } };
        await State.UpdateOneAsync(new BsonDocument("_id", "schema"), new BsonDocument("$set", newer), cancellationToken: Ct);

        await Store.EnsureSchemaAsync(Ct);

        var state = await State.Find(new BsonDocument("_id", "schema")).FirstAsync(Ct);
        Assert.Equal((1000, "of the newer"), (state["number"].ToInt32(), state["fingerprint"].AsString));
    }

    [Fact]
    public async Task A_newer_version_that_changed_what_this_one_reads_keeps_it_out()
    {
        await Store.EnsureSchemaAsync(Ct);
        var newer = new BsonDocument { { "number", 1000 }, { "least", MongoSchema.Newest + 1 } };
        await State.UpdateOneAsync(new BsonDocument("_id", "schema"), new BsonDocument("$set", newer), cancellationToken: Ct);

        var problem = await Assert.ThrowsAsync<StoreException>(() => Store.EnsureSchemaAsync(Ct));

        var sentence = $"The database '{_name}' has schema 1000, this version knows up to {MongoSchema.Newest}; run the newer version.";
        Assert.Equal((StoreFault.TooNew, sentence), (problem.Fault, problem.Message));
    }

    [Fact]
    public async Task A_lease_holds_others_up_until_it_runs_out()
    {
        var (ahead, over) = (new BsonDateTime(DateTime.UtcNow.AddHours(1)), new BsonDateTime(DateTime.UtcNow.AddSeconds(-1)));
        await State.InsertOneAsync(new BsonDocument { { "_id", "lease" }, { "holder", ObjectId.GenerateNewId() }, { "until", ahead } }, cancellationToken: Ct);
        var (asked, looks) = (0, 0);
        await using var cable = new Cable(await servers.UrlAsync());
        cable.Decide = command =>
        {
            _ = command == "find" ? Interlocked.Increment(ref looks) : command == "findAndModify" ? Interlocked.Increment(ref asked) : 0;
            return new Fate.Pass();
        };
        using var waiting = MongoConnection.Open(cable.Url);
        var ensuring = MongoStore.Open(waiting, _name, StoreContract.Collections, new TestClock()).EnsureSchemaAsync(Ct);
        var other = Store.EnsureSchemaAsync(Ct);
        await Until.IsTrueAsync(() => Volatile.Read(ref looks) > 2);
        // Who waits only reads.
        Assert.Equal(0, Volatile.Read(ref asked));
        Assert.Equal("", await IndexesAsync("cards"));
        Assert.False(ensuring.IsCompleted || other.IsCompleted);

        await State.UpdateOneAsync(new BsonDocument("_id", "lease"), new BsonDocument("$set", new BsonDocument("until", over)), cancellationToken: Ct);
        await Task.WhenAll(ensuring, other);

        Assert.NotEqual("", await IndexesAsync("cards"));
        Assert.Equal(["schema"], (await State.Find(new BsonDocument()).ToListAsync(Ct)).Select(document => document["_id"].AsString));
    }

    [Fact]
    public void Who_waits_long_looks_every_one_or_two_seconds_and_not_in_step()
    {
        var (early, late) = (Enumerable.Range(0, 5).Select(Pause).ToList(), Enumerable.Range(5, 200).Select(Pause).ToList());

        Assert.InRange(early[0], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        Assert.InRange(early[4], TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1600));
        Assert.All(late, pause => Assert.InRange(pause, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        Assert.True(late.Distinct().Count() > 100);

        static TimeSpan Pause(int looks) => MongoSchema.PauseAfter(looks, Entropy.System);
    }

    [Fact]
    public async Task A_lease_is_for_two_minutes()
    {
        var before = DateTime.UtcNow.AddMilliseconds(-1);
        await using var build = await Build.StartAsync(await servers.UrlAsync(), _name, Ct);
        var until = (await LeaseAsync())["until"].ToUniversalTime();

        Assert.InRange(until, before.AddMinutes(2), DateTime.UtcNow.AddMinutes(2));
        build.End();
        await build.Ensuring;
    }

    [Fact]
    public async Task A_lease_lasts_as_long_as_an_index_is_being_built()
    {
        await using var build = await Build.StartAsync(await servers.UrlAsync(), _name, Ct);
        await SetLeaseAsync("until", new BsonDateTime(DateTime.UtcNow.AddSeconds(-1)));

        build.Clock.Advance(TimeSpan.FromSeconds(30));
        await Until.IsTrueAsync(async () => (await LeaseAsync())["until"].ToUniversalTime() > DateTime.UtcNow.AddMinutes(1));
        build.End();
        await build.Ensuring;

        Assert.NotEqual("", await IndexesAsync("cards"));
        Assert.NotEqual("", await IndexesAsync("badges"));
        Assert.Equal(["schema"], (await State.Find(new BsonDocument()).ToListAsync(Ct)).Select(document => document["_id"].AsString));
    }

    [Fact]
    public async Task Who_loses_the_lease_while_an_index_is_being_built_builds_no_other()
    {
        await using var build = await Build.StartAsync(await servers.UrlAsync(), _name, Ct);
        var other = ObjectId.GenerateNewId();
        await SetLeaseAsync("holder", other);

        build.Clock.Advance(TimeSpan.FromSeconds(30));
        var problem = await Assert.ThrowsAsync<StoreException>(() => build.Ensuring);

        const string sentence = "Another process has taken over bringing MongoDB's indexes up to date; this one stopped. Try again.";
        Assert.Equal((StoreFault.Busy, sentence), (problem.Fault, problem.Message));
        Assert.Equal((1, other), (build.Commands, (await LeaseAsync())["holder"].AsObjectId));
        Assert.False((await State.Find(new BsonDocument("_id", "schema")).FirstAsync(Ct)).Contains("fingerprint"));
    }

    [Fact]
    public async Task A_scratch_store_on_the_same_client_is_another_place_and_can_be_dropped()
    {
        var (real, scratch) = (Store, MongoStore.Open(_client, $"{_name}_drill", StoreContract.Collections, new TestClock()));
        await real.EnsureSchemaAsync(Ct);
        await scratch.EnsureSchemaAsync(Ct);
        await real.CommitAsync(new Commit().Insert(new Card { Id = "a", Owner = "ann" }), Ct);
        await scratch.CommitAsync(new Commit().Insert(new Card { Id = "a", Owner = "drill" }), Ct);

        await scratch.DropAsync(Ct);

        Assert.Equal("ann", (await real.FindAsync<Card>("a", Ct))?.Owner);
        Assert.DoesNotContain($"{_name}_drill", await (await _client.ListDatabaseNamesAsync(Ct)).ToListAsync(Ct));
    }

    private async Task<string> IndexesAsync(string collection)
    {
        using var cursor = await Database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(Ct);
        var lines = (await cursor.ToListAsync(Ct)).Select(index =>
            $"{index["name"]} {{{string.Join(',', index["key"].AsBsonDocument.Select(field => $"\"{field.Name}\":{field.Value.ToInt32()}"))}}}"
            + (index.GetValue("unique", false).ToBoolean() ? " unique" : "")
            + (index.TryGetValue("expireAfterSeconds", out var after) ? $" after {after.ToInt32()}" : ""));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private async Task<BsonDocument> LeaseAsync() => await State.Find(new BsonDocument("_id", "lease")).FirstAsync(Ct);

    private async Task SetLeaseAsync(string field, BsonValue value) =>
        await State.UpdateOneAsync(new BsonDocument("_id", "lease"), new BsonDocument("$set", new BsonDocument(field, value)), cancellationToken: Ct);

    /// <summary>A process that waits for its first index.</summary>
    private sealed class Build : IAsyncDisposable
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Cable _cable;
        private readonly MongoClient _client;
        private int _commands;

        private Build(string server)
        {
            _cable = new Cable(server) { Decide = Decide };
            _client = MongoConnection.Open(_cable.Url);
        }

        public TestClock Clock { get; } = new();

        /// <summary>How many times indexes were asked for.</summary>
        public int Commands => Volatile.Read(ref _commands);

        public Task Ensuring { get; private set; } = Task.CompletedTask;

        public static async Task<Build> StartAsync(string server, string database, CancellationToken ct)
        {
            var build = new Build(server);
            build.Ensuring = MongoStore.Open(build._client, database, StoreContract.Collections, build.Clock).EnsureSchemaAsync(ct);
            await Until.IsTrueAsync(() => build.Commands > 0);
            return build;
        }

        public void End() => _end.TrySetResult();

        public async ValueTask DisposeAsync()
        {
            End();
            _client.Dispose();
            await _cable.DisposeAsync();
        }

        private Fate Decide(string command)
        {
            if (command != "createIndexes")
            {
                return new Fate.Pass();
            }

            Interlocked.Increment(ref _commands);
            return new Fate.Hold(_end.Task);
        }
    }
}
