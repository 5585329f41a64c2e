using FlippyFlip.Core.Storage;
using MongoDB.Bson;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>One command that writes.</summary>
/// <param name="Command">As the engine takes it.</param>
/// <param name="Count">How many documents it must have touched when all its parts fit.</param>
internal sealed record MongoWrite(BsonDocument Command, int Count)
{
    /// <summary>Looks at the engine's answer.</summary>
    /// <returns>False: a part did not fit, or its document's id or unique value is taken.</returns>
    /// <exception cref="MongoRefusal">The engine refused a part for another reason.</exception>
    public bool Fits(BsonDocument answer) => MongoFaults.CodeOf(answer) switch
    {
        null => answer["n"].ToInt32() == Count,
        MongoFaults.DuplicateKey => false,
        { } code => throw new MongoRefusal(code),
    };
}

/// <summary>
/// A commit as conditional writes: each names the version it expects, and leaves the commit's token in what it wrote. By the token an attempt whose
/// answer was lost is recognised, so trying again neither happens twice nor looks like a conflict.
/// </summary>
internal sealed class MongoCommit
{
    public const string Tokens = "commits";

    /// <summary>A document larger than this is refused by the engine; a command may be a little larger.</summary>
    private const int LargestDocument = 16 * 1024 * 1024;

    private const int LargestCommand = 12 * 1024 * 1024;

    /// <summary>Increments do not wait for each other, so a document remembers several.</summary>
    private const int TokensKept = 16;

    private readonly Commit _commit;
    private readonly Dictionary<Change, RawBsonDocument> _bodies = [];

    /// <exception cref="StoreException"><see cref="StoreFault.TooLarge"/>: the engine cannot keep one of the documents.</exception>
    public MongoCommit(Commit commit)
    {
        _commit = commit;
        foreach (var change in commit.Changes)
        {
            if (Body(change) is { } body)
            {
                _bodies.Add(change, body);
            }
        }
    }

    public ObjectId Token { get; } = ObjectId.GenerateNewId();

    public IReadOnlyList<Change> Changes => _commit.Changes;

    /// <summary>One conditional write needs no transaction.</summary>
    public bool IsSingle => Changes.Count == 1;

    /// <summary>Increments whose document has expired: they begin anew.</summary>
    public HashSet<Change> Afresh { get; } = [];

    /// <summary>What an insert or replacement writes. Null: the change is of another kind.</summary>
    public BsonDocument? BodyOf(Change change) => _bodies.GetValueOrDefault(change);

    /// <summary>
    /// Removals first, so that a commit may hand a unique value from one document to another; increments last, since many wait for the same documents.
    /// Within that the order is the same for everybody, so that two commits do not each hold what the other wants.
    /// </summary>
    public IEnumerable<MongoWrite> Writes(DateTime now) => Changes
        .GroupBy(change => (Rank: change switch { Change.Delete => 0, Change.Increment => 2, _ => 1 }, change.Collection))
        .OrderBy(group => group.Key.Rank).ThenBy(group => group.Key.Collection.Name, StringComparer.Ordinal)
        .SelectMany(group => Chunks(group.OrderBy(change => change.Id, StringComparer.Ordinal)).Select(chunk => Write(group.Key.Collection, chunk, now)));

    /// <summary>The condition that a document exists at a moment; the engine removes what has expired a minute late.</summary>
    public static BsonDocument Alive(DateTime now) =>
        new("$or", new BsonArray { new BsonDocument("expiresAt", BsonNull.Value), new BsonDocument("expiresAt", new BsonDocument("$gt", now)) });

    private RawBsonDocument? Body(Change change)
    {
        var (document, version) = change switch
        {
            Change.Insert insert => (insert.Document, insert.Version),
            Change.Replace replace => (replace.Document, replace.ExpectedVersion + 1),
            _ => (null, 0L),
        };
        if (document is null)
        {
            return null;
        }

        var body = document.ToBsonDocument(document.GetType());
        body["version"] = version;
        body[Tokens] = new BsonArray { Token };
        var bytes = body.ToBson();
        return bytes.Length <= LargestDocument
            ? new RawBsonDocument(bytes)
            : throw new StoreException(StoreFault.TooLarge, $"A document of '{change.Collection.Name}' has {bytes.Length:N0} bytes; MongoDB takes {LargestDocument:N0}.");
    }

    private IEnumerable<List<Change>> Chunks(IEnumerable<Change> changes)
    {
        var (chunk, size) = (new List<Change>(), 0);
        foreach (var change in changes)
        {
            var length = _bodies.GetValueOrDefault(change)?.Slice.Length ?? 0;
            if (chunk.Count > 0 && size + length > LargestCommand)
            {
                yield return chunk;
                (chunk, size) = ([], 0);
            }

            chunk.Add(change);
            size += length;
        }

        yield return chunk;
    }

    private MongoWrite Write(Collection collection, List<Change> changes, DateTime now)
    {
        var (verb, parts) = changes[0] is Change.Delete ? ("delete", "deletes") : ("update", "updates");
        return new MongoWrite(
            new BsonDocument
            {
                { verb, collection.Name },
                { parts, new BsonArray(changes.Select(change => Part(change, now))) },
                { "maxTimeMS", (int)MongoPatience.Command.TotalMilliseconds },
            },
            changes.Count);
    }

    private BsonDocument Part(Change change, DateTime now) => change switch
    {
        Change.Insert => Anew(change.Id, _bodies[change], now),
        Change.Replace replace => new() { { "q", Expected(replace.Id, replace.ExpectedVersion, now) }, { "u", _bodies[change] } },
        Change.Delete delete => new() { { "q", Expected(delete.Id, delete.ExpectedVersion, now) }, { "limit", 1 } },
        Change.Increment increment when Afresh.Contains(change) => Anew(increment.Id, First(increment), now),
        Change.Increment increment => Increase(increment, now),
        _ => throw new NotSupportedException($"A change of type {change.GetType().Name}."),
    };

    private static BsonDocument Expected(string id, long version, DateTime now) => new(Alive(now)) { { "_id", id }, { "version", version } };

    /// <summary>Takes the place of an expired document or of none. One that lives does not match, and then its id is taken: a duplicate key.</summary>
    private static BsonDocument Anew(string id, BsonDocument body, DateTime now) => new()
    {
        { "q", new BsonDocument { { "_id", id }, { "expiresAt", new BsonDocument("$lte", now) } } }, { "u", body }, { "upsert", true },
    };

    /// <summary>An increment that has happened does not match again; its id is then taken, which tells the two apart from a missing document.</summary>
    private BsonDocument Increase(Change.Increment increment, DateTime now) => new()
    {
        { "q", new BsonDocument(Alive(now)) { { "_id", increment.Id }, { Tokens, new BsonDocument("$ne", Token) } } },
        {
            "u", new BsonDocument
            {
                { "$inc", new BsonDocument { { "version", 1L }, { BsonMapping.Element(increment.Property), increment.By } } },
                { "$push", new BsonDocument(Tokens, new BsonDocument { { "$each", new BsonArray { Token } }, { "$slice", -TokensKept } }) },
            }
        },
        { "upsert", true },
    };

    private BsonDocument First(Change.Increment increment) => new()
    {
        { "_id", increment.Id }, { "version", 1L }, { BsonMapping.Element(increment.Property), increment.By }, { Tokens, new BsonArray { Token } },
    };
}
