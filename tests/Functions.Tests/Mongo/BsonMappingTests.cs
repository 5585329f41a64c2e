using System.Buffers;
using System.Text;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

public sealed class BsonMappingTests(MongoServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Collections.All.Select(collection => collection.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_document_reads_back_as_it_was_written(string name)
    {
        BsonMapping.Register();
        var (collection, type) = Find(name);
        var random = new RandomDocument(new Random(20260105));
        for (var i = 0; i < 300; i++)
        {
            var document = random.Of(type);

            var read = (Document)BsonSerializer.Deserialize(document.ToBson(type), type);

            Assert.Equal(Json(collection, document), Json(collection, read));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_document_comes_back_from_the_engine_as_it_went(string name)
    {
        var (client, database) = (await servers.ClientAsync(), MongoServers.NewName());
        try
        {
            var store = MongoStore.Open(client, database, Collections.All, new TestClock());
            await store.EnsureSchemaAsync(Ct);
            var (collection, type) = Find(name);
            var test = GetType().GetMethod(nameof(ThroughAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type);
            await (Task)test.Invoke(null, [store, collection])!;
        }
        finally
        {
            await client.DropDatabaseAsync(database, CancellationToken.None);
        }
    }

    [Fact]
    public void What_an_operator_looks_for_has_its_natural_type()
    {
        BsonMapping.Register();
        var stored = new RandomDocument(new Random(7)).Of(typeof(Player)).ToBsonDocument(typeof(Player));
        var entry = new LedgerEntry(1, TestClock.Start, Reason.StarterBonus, new Balances(1, 2, 3), new Core.Discord.Snowflake(42)).ToBsonDocument();

        Assert.Equal(
            (BsonType.String, BsonType.DateTime, BsonType.Int64, BsonType.Int64, BsonType.Boolean),
            (stored["_id"].BsonType, stored["createdAt"].BsonType, stored["balances"]["purse"].BsonType, stored["version"].BsonType, stored["preferences"]["sharesBank"].BsonType));
        Assert.Equal(
            """{ "number" : 1, "at" : { "$date" : "2026-01-05T12:00:00Z" }, "reason" : "StarterBonus","""
            + """ "change" : { "purse" : 1, "bank" : 2, "escrow" : 3 }, "interaction" : "42" }""",
            entry.ToJson());
        Assert.DoesNotContain("isChanged", stored.Names);
        Assert.DoesNotContain("_t", stored.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_other_versions_wrote_is_read_as_far_as_it_is_known()
    {
        BsonMapping.Register();

        var read = BsonSerializer.Deserialize<Player>("""{ "_id" : "p", "version" : 3, "daily" : { "days" : 2, "future" : true }, "later" : [1] }""");

        Assert.Equal(("p", 3, new DailyStreak(2, 0, null)), (read.Id, read.Version, read.Daily));
    }

    private static async Task ThroughAsync<T>(MongoStore store, Collection collection)
        where T : Document, IDocument<T>
    {
        var random = new RandomDocument(new Random(20260105));
        for (var i = 0; i < 20; i++)
        {
            var document = (T)random.Of(typeof(T));
            document.ExpiresAt = i % 2 == 0 ? null : TestClock.Start.AddDays(i);
            Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(new Commit().Insert(document), Ct));

            Assert.Equal(Json(collection, document), Json(collection, (await store.FindAsync<T>(document.Id, Ct))!));
        }
    }

    private static (Collection Collection, Type Type) Find(string name)
    {
        var collection = Collections.All.Single(collection => collection.Name == name);
        return (collection, collection.GetType().GenericTypeArguments[0]);
    }

    private static string Json(Collection collection, Document document)
    {
        var output = new ArrayBufferWriter<byte>();
        collection.Write(document, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
