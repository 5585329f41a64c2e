using System.Runtime.CompilerServices;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>The storage port over one database of a MongoDB replica set or an Azure DocumentDB cluster.</summary>
internal sealed class MongoStore : IStore
{
    private const int ScanPage = 200;
    private const int MostIds = 1000;

    private readonly IMongoDatabase _database;
    private readonly IReadOnlyList<Collection> _collections;
    private readonly TimeProvider _time;
    private readonly MongoPatience _patience;
    private readonly MongoWriter _writer;

    private MongoStore(IMongoDatabase database, IReadOnlyList<Collection> collections, TimeProvider time, TimeSpan patience)
    {
        _database = database;
        _collections = collections;
        _time = time;
        _patience = new MongoPatience(Entropy.System, patience);
        _writer = new MongoWriter(database, _patience, Entropy.System, time);
    }

    /// <summary>Speaks to nobody yet, so it cannot fail. Several stores may share the client, such as the real one and a scratch one for a drill.</summary>
    /// <param name="client">The process's own, from <see cref="MongoConnection"/>; not owned.</param>
    /// <param name="database">1..63 letters, digits, '-' and '_'.</param>
    /// <param name="collections">Every collection the store is asked for.</param>
    /// <param name="time">Decides what has expired.</param>
    /// <param name="patience">How long a call without a deadline tries. Null: half a minute.</param>
    public static MongoStore Open(IMongoClient client, string database, IReadOnlyList<Collection> collections, TimeProvider time, TimeSpan? patience = null)
    {
        BsonMapping.Register();
        return new MongoStore(client.GetDatabase(database), collections, time, patience ?? MongoPatience.Usual);
    }

    public async Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T> =>
        await ReadAsync<T>(new BsonDocument("_id", id), sort: null, 1, ct) is [var found, ..] ? found : null;

    public async Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        if (ids.Count > MostIds)
        {
            throw new ArgumentException($"{ids.Count} ids; a call takes at most {MostIds}.", nameof(ids));
        }

        return await ReadAsync<T>(new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids))), sort: null, MostIds, ct);
    }

    public async Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        var asked = new MongoQuery<T>(query);
        return asked.Page(await ReadAsync<T>(asked.Filter, asked.Sort, asked.Limit + 1, ct));
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (commit.Changes.Count == 0)
        {
            return CommitOutcome.Committed.Instance;
        }

        var outcome = await _writer.CommitAsync(commit, ct);
        if (outcome is CommitOutcome.Committed)
        {
            commit.Done();
        }

        return outcome;
    }

    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        var behind = after ?? "";
        for (var isFull = true; isFull;)
        {
            var filter = new BsonDocument("_id", new BsonDocument("$gt", behind));
            var page = await ReadAsync<T>(filter, new BsonDocument("_id", 1), ScanPage, ct);
            foreach (var document in page)
            {
                ct.ThrowIfCancellationRequested();
                yield return document;
            }

            isFull = page.Count == ScanPage;
            behind = isFull ? page[^1].Id : behind;
        }
    }

    public Task EnsureSchemaAsync(CancellationToken ct) => new MongoSchema(_database, _collections, _patience, _time).EnsureAsync(ct);

    /// <summary>Removes the whole database: for a scratch store that has served.</summary>
    public Task DropAsync(CancellationToken ct) =>
        _patience.RunAsync<object>(
            async (_, end) =>
            {
                await _database.Client.DropDatabaseAsync(_database.DatabaseNamespace.DatabaseName, end);
                return _database;
            },
            ct);

    /// <summary>One round trip: all that is asked for comes in the first batch, unless it is more than 16 MB.</summary>
    private Task<List<T>> ReadAsync<T>(BsonDocument filter, BsonDocument? sort, int limit, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        var alive = new BsonDocument(filter).AddRange(MongoCommit.Alive(_time.GetUtcNow().UtcDateTime));
        var options = new FindOptions<T> { Limit = limit, BatchSize = limit, Sort = sort, MaxTime = MongoPatience.Command };
        return _patience.RunAsync<List<T>>(
            async (_, end) =>
            {
                using var cursor = await Of<T>().FindAsync(alive, options, end);
                return await cursor.ToListAsync(end);
            },
            ct);
    }

    private IMongoCollection<T> Of<T>()
        where T : Document, IDocument<T> =>
        _collections.Contains(T.Collection)
            ? _database.GetCollection<T>(T.Collection.Name)
            : throw new InvalidOperationException($"The store was opened without the collection '{T.Collection.Name}'.");
}
