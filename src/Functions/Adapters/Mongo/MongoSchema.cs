using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// Collections and indexes follow from the declarations; what those cannot say is a numbered migration. An index that is no longer declared stays
/// until a migration drops it: during an update the older version is still at work, and would be taken its indexes.
/// </summary>
internal sealed class MongoSchema(IMongoDatabase database, IReadOnlyList<Collection> collections, MongoPatience patience, TimeProvider time)
{
    private const string StateId = "schema";

    /// <summary>Only ever appended to. Each runs once per database, before collections and indexes are brought up to date, and must bear being run again.
    /// <c>Least</c> is the oldest number whose version may still run afterwards: one that only adds keeps that of the one before, so that a deployment can be taken back.</summary>
    private static readonly (int Number, int Least, string Name, Func<IMongoDatabase, CancellationToken, Task>? Run)[] Migrations =
    [
        (1, 1, "Documents are BSON with a version, an expiry and the tokens of their last commits", null),
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IMongoCollection<BsonDocument> _state = database.GetCollection<BsonDocument>("flippy_schema");

    public static int Newest => Migrations[^1].Number;

    /// <exception cref="StoreException"><see cref="StoreFault.TooNew"/>: the database is a newer version's. Or the engine failed.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        var fingerprint = Fingerprint();
        var lease = new MongoLease(_state, patience, time);
        while (!(await FoundAsync(fingerprint, ct)).IsCurrent)
        {
            if (!await lease.TakeAsync(ct))
            {
                await Task.Delay(Pause, ct);
                continue;
            }

            try
            {
                // Whoever had the lease before may have done it all.
                var (isCurrent, number) = await FoundAsync(fingerprint, ct);
                await (isCurrent ? Task.CompletedTask : lease.HoldAsync(end => BringUpToDateAsync(number, fingerprint, end), ct));
            }
            catch (Exception problem) when (problem is MongoException or TimeoutException or IOException)
            {
                throw MongoFaults.From(problem);
            }
            finally
            {
                await lease.LetGoAsync();
            }
        }
    }

    /// <summary>One round trip when nothing is to be done, which is every start but the first of a version.</summary>
    private async Task<(bool IsCurrent, int Number)> FoundAsync(string fingerprint, CancellationToken ct)
    {
        var state = await patience.RunAsync<List<BsonDocument>>(
            async (_, end) =>
            {
                using var cursor = await _state.FindAsync(new BsonDocument("_id", StateId), cancellationToken: end);
                return await cursor.ToListAsync(end);
            },
            ct);
        var found = state.FirstOrDefault() ?? [];
        var number = found.GetValue("number", 0).ToInt32();
        return found.GetValue("least", number).ToInt32() > Newest ? throw MongoFaults.TooNew(database.DatabaseNamespace.DatabaseName, number, Newest)
            // What a newer version has added is left as it is.
            : (number > Newest || (number == Newest && found.GetValue("fingerprint", "") == fingerprint), number);
    }

    private async Task BringUpToDateAsync(int number, string fingerprint, CancellationToken ct)
    {
        foreach (var (next, least, _, run) in Migrations.Where(migration => migration.Number > number))
        {
            await (run?.Invoke(database, ct) ?? Task.CompletedTask);
            await RememberAsync(new BsonDocument { { "number", next }, { "least", least }, { $"applied.{next}", "$$NOW" } }, ct);
        }

        foreach (var collection in collections)
        {
            await EnsureIndexesAsync(collection, ct);
        }

        await RememberAsync(new BsonDocument("fingerprint", fingerprint), ct);
    }

    private Task<UpdateResult> RememberAsync(BsonDocument fields, CancellationToken ct) =>
        patience.RunAsync(
            async (_, end) => await _state.UpdateOneAsync(new BsonDocument("_id", StateId), MongoLease.Pipeline(fields), new UpdateOptions { IsUpsert = true }, end), ct);

    private async Task EnsureIndexesAsync(Collection collection, CancellationToken ct)
    {
        var target = database.GetCollection<BsonDocument>(collection.Name);
        var wanted = Indexes(collection).ToList();
        using var cursor = await target.Indexes.ListAsync(ct);
        foreach (var found in await cursor.ToListAsync(ct))
        {
            if (wanted.Find(index => index["name"] == found["name"]) is not { } same)
            {
                continue;
            }

            if (IsSame(found, same))
            {
                wanted.Remove(same);
            }
            else
            {
                await target.Indexes.DropOneAsync(found["name"].AsString, ct);
            }
        }

        if (wanted.Count > 0)
        {
            var create = new BsonDocument { { "createIndexes", collection.Name }, { "indexes", new BsonArray(wanted) } };
            await database.RunCommandAsync<BsonDocument>(create, cancellationToken: ct);
        }
    }

    /// <summary>The id comes last and gives equal values an order; a unique index must do without it.</summary>
    private static IEnumerable<BsonDocument> Indexes(Collection collection)
    {
        foreach (var index in collection.Indexes)
        {
            var fields = index.Range is null ? index.Leading : index.Leading.Append(index.Range);
            var key = new BsonDocument(fields.Select(field => new BsonElement(BsonMapping.Element(field.Property), 1)));
            var spec = new BsonDocument { { "key", index.IsUnique ? key : key.Add("_id", 1) }, { "name", index.Name } };
            yield return index.IsUnique ? spec.Add("unique", true) : spec;
        }

        yield return new BsonDocument { { "key", new BsonDocument("expiresAt", 1) }, { "name", $"{collection.Name}_expires_at" }, { "expireAfterSeconds", 0 } };
    }

    /// <summary>Engines give the numbers back in types of their own.</summary>
    private static bool IsSame(BsonDocument found, BsonDocument wanted) =>
        Key(found).SequenceEqual(Key(wanted))
        && found.GetValue("unique", false).ToBoolean() == wanted.GetValue("unique", false).ToBoolean()
        && found.Contains("expireAfterSeconds") == wanted.Contains("expireAfterSeconds");

    private static IEnumerable<(string, int)> Key(BsonDocument index) => index["key"].AsBsonDocument.Select(field => (field.Name, field.Value.ToInt32()));

    private string Fingerprint()
    {
        var declared = string.Join('\n', collections.Select(collection => collection.Name + new BsonArray(Indexes(collection))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(declared)));
    }
}
