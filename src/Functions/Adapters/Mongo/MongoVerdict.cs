using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>Why a commit did not go through, read from the documents as they are now.</summary>
internal sealed class MongoVerdict(IMongoDatabase database, MongoCommit commit, DateTime now, CancellationToken ct)
{
    private readonly Dictionary<Change, BsonDocument> _stored = [];

    /// <returns>Committed: an earlier attempt did it. Conflict: these changes do not fit. Null: all would fit now; try again.</returns>
    public async Task<CommitOutcome?> GiveAsync()
    {
        foreach (var group in commit.Changes.GroupBy(change => change.Collection))
        {
            await ReadAsync(group.Key, [.. group]);
        }

        if (_stored.Values.Any(stored => stored.TryGetValue(MongoCommit.Tokens, out var tokens) && tokens.AsBsonArray.Contains(commit.Token)))
        {
            // The commit is one: where a part of it is, all of it was.
            return CommitOutcome.Committed.Instance;
        }

        List<Change> misfits = [];
        foreach (var change in commit.Changes)
        {
            if (!Fits(change) || await IsTakenAsync(change))
            {
                misfits.Add(change);
            }
        }

        return misfits.Count > 0 ? new CommitOutcome.Conflict(misfits) : null;
    }

    private async Task ReadAsync(Collection collection, IReadOnlyList<Change> changes)
    {
        var ids = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(changes.Select(change => change.Id))));
        var found = await FindAsync(collection, ids, changes.Count);
        foreach (var change in changes)
        {
            if (found.Find(document => document["_id"] == change.Id) is { } stored)
            {
                _stored.Add(change, stored);
            }
        }
    }

    private bool Fits(Change change)
    {
        var stored = _stored.GetValueOrDefault(change);
        var isAlive = stored is not null && IsAlive(stored);
        switch (change)
        {
            case Change.Insert:
                return !isAlive;
            case Change.Replace replace:
                return isAlive && stored!["version"].ToInt64() == replace.ExpectedVersion;
            case Change.Delete delete:
                return isAlive && stored!["version"].ToInt64() == delete.ExpectedVersion;
            default:
                _ = isAlive ? commit.Afresh.Remove(change) : commit.Afresh.Add(change);
                return true;
        }
    }

    /// <summary>Whether another document has one of its unique values. One that has expired does not exist, and makes room.</summary>
    private async Task<bool> IsTakenAsync(Change change)
    {
        if (commit.BodyOf(change) is not { } body)
        {
            return false;
        }

        foreach (var index in change.Collection.Indexes.Where(index => index.IsUnique))
        {
            var fields = index.Range is null ? index.Leading : index.Leading.Append(index.Range);
            var same = new BsonDocument("_id", new BsonDocument("$ne", change.Id));
            same.AddRange(fields.Select(field => BsonMapping.Element(field.Property)).Select(name => new BsonElement(name, body.GetValue(name, BsonNull.Value))));
            foreach (var holder in await FindAsync(change.Collection, same, limit: 1))
            {
                if (IsAlive(holder))
                {
                    if (!commit.Changes.Any(other => other is Change.Delete && other.Collection == change.Collection && other.Id == holder["_id"]))
                    {
                        return true;
                    }

                    continue;
                }

                same["expiresAt"] = new BsonDocument("$lte", now);
                await database.GetCollection<BsonDocument>(change.Collection.Name).DeleteManyAsync(same, ct);
            }
        }

        return false;
    }

    private bool IsAlive(BsonDocument stored) => stored.GetValue("expiresAt", BsonNull.Value) is not BsonDateTime expiry || expiry.ToUniversalTime() > now;

    private async Task<List<BsonDocument>> FindAsync(Collection collection, BsonDocument filter, int limit)
    {
        var options = new FindOptions<BsonDocument>
        {
            Limit = limit, BatchSize = limit, MaxTime = MongoPatience.Command,
            Projection = new BsonDocument { { "version", 1 }, { "expiresAt", 1 }, { MongoCommit.Tokens, 1 } },
        };
        using var cursor = await database.GetCollection<BsonDocument>(collection.Name).FindAsync<BsonDocument>(filter, options, ct);
        return await cursor.ToListAsync(ct);
    }
}
