using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// Collections and indexes follow from the declarations; what those cannot say is a numbered migration. An index that is no longer declared stays
/// until a migration drops it: during an update the older version is still at work, and would be taken its indexes. For the same reason an index that is
/// declared in another way takes a new name: under the old one, two versions would make it anew in turn, on a collection that is in use.
/// </summary>
/// <param name="database">Whose.</param>
/// <param name="collections">What is to be there.</param>
/// <param name="patience">Tries again what may pass.</param>
/// <param name="time">Paces the lease's renewals.</param>
/// <param name="migrations">Null: the product's.</param>
internal sealed class MongoSchema(
    IMongoDatabase database, IReadOnlyList<Collection> collections, MongoPatience patience, TimeProvider time, IReadOnlyList<MongoMigration>? migrations = null)
{
    private const string StateId = "schema";

    /// <summary>Only ever appended to; see <see cref="MongoMigration"/> for what <c>Least</c> promises.</summary>
    private static readonly MongoMigration[] Migrations =
    [
        new(1, 1, "Documents are BSON with a version, an expiry and the tokens of their last commits"),
        new(2, 2, "Players may have open rounds, which a version before would forget with their stakes"),
    ];

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(1);

    private readonly IMongoCollection<BsonDocument> _state = database.GetCollection<BsonDocument>("flippy_schema");
    private readonly IReadOnlyList<MongoMigration> _migrations = MongoMigration.Check(migrations ?? Migrations);

    public static int Newest => Migrations[^1].Number;

    private int Known => _migrations[^1].Number;

    /// <exception cref="StoreException"><see cref="StoreFault.TooNew"/>: the database is a newer version's. Or the engine failed.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        var fingerprint = Fingerprint();
        var lease = new MongoLease(_state, patience, time);
        for (var looks = 0; await FoundAsync(fingerprint, ct) is { IsCurrent: false } found; looks++)
        {
            // Most who wait only read; who took the lease in between is found out by taking it.
            if (found.IsHeld || !await lease.TakeAsync(ct))
            {
                await Task.Delay(PauseAfter(looks, Entropy.System), ct);
                continue;
            }

            try
            {
                // Whoever had the lease before may have done it all.
                var (isCurrent, number, _) = await FoundAsync(fingerprint, ct);
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

    /// <summary>An index may take an hour to build, and hundreds of processes may wait for it: after some looks, each looks every one or two seconds, and not in step.</summary>
    internal static TimeSpan PauseAfter(int looks, Entropy entropy)
    {
        var pause = looks < 5 ? FirstPause * (1 << looks) : LastPause;
        return pause + entropy.Jitter(pause);
    }

    /// <summary>What a collection's indexes are to be. The id comes last and gives equal values an order; a unique index must do without it.</summary>
    internal static IEnumerable<BsonDocument> Indexes(Collection collection)
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

    /// <summary>One round trip when nothing is to be done, which is every start but the first of a version.</summary>
    private async Task<(bool IsCurrent, int Number, bool IsHeld)> FoundAsync(string fingerprint, CancellationToken ct)
    {
        var filter = new BsonDocument("$or", new BsonArray { new BsonDocument("_id", StateId), MongoLease.Held });
        var state = await patience.RunAsync<List<BsonDocument>>(
            async (_, end) =>
            {
                using var cursor = await _state.FindAsync(filter, cancellationToken: end);
                return await cursor.ToListAsync(end);
            },
            ct);
        var found = state.Find(document => document["_id"] == StateId) ?? [];
        var number = found.GetValue("number", 0).ToInt32();
        var least = found.GetValue("least", number).ToInt32();
        // While a migration runs, its least is there before its number.
        return least > Known ? throw MongoFaults.TooNew(database.DatabaseNamespace.DatabaseName, Math.Max(number, least), Known)
            // What a newer version has added is left as it is.
            : (number > Known || (number == Known && found.GetValue("fingerprint", "") == fingerprint), number, state.Exists(document => document["_id"] != StateId));
    }

    private async Task BringUpToDateAsync(int number, string fingerprint, CancellationToken ct)
    {
        foreach (var next in _migrations.Where(migration => migration.Number > number))
        {
            // First: a migration that ends half-way must keep those out who would not bear what it has done so far.
            await RememberAsync(new BsonDocument("least", next.Least), ct);
            await (next.Run?.Invoke(database, ct) ?? Task.CompletedTask);
            await RememberAsync(new BsonDocument { { "number", next.Number }, { $"applied.{next.Number}", "$$NOW" } }, ct);
        }

        var missing = new List<(Collection Collection, List<BsonDocument> Indexes)>();
        foreach (var collection in collections)
        {
            missing.Add((collection, await MissingAsync(collection, ct)));
        }

        foreach (var (collection, indexes) in missing.Where(each => each.Indexes.Count > 0))
        {
            var create = new BsonDocument { { "createIndexes", collection.Name }, { "indexes", new BsonArray(indexes) } };
            await database.RunCommandAsync<BsonDocument>(create, cancellationToken: ct);
        }

        await RememberAsync(new BsonDocument("fingerprint", fingerprint), ct);
    }

    private Task<UpdateResult> RememberAsync(BsonDocument fields, CancellationToken ct) =>
        patience.RunAsync(
            async (_, end) => await _state.UpdateOneAsync(new BsonDocument("_id", StateId), MongoLease.Pipeline(fields), new UpdateOptions { IsUpsert = true }, end), ct);

    /// <exception cref="StoreException">There is another index under the name of one that is declared.</exception>
    private async Task<List<BsonDocument>> MissingAsync(Collection collection, CancellationToken ct)
    {
        var wanted = Indexes(collection).ToList();
        using var cursor = await database.GetCollection<BsonDocument>(collection.Name).Indexes.ListAsync(ct);
        foreach (var found in await cursor.ToListAsync(ct))
        {
            if (wanted.Find(index => index["name"] == found["name"]) is not { } same)
            {
                continue;
            }

            _ = IsSame(found, same) ? wanted.Remove(same) : throw MongoFaults.OtherIndex(collection.Name, found["name"].AsString);
        }

        return wanted;
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
