using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// An index query as filter and sort. The order is the range field's, then the id's, so a page may end within equal values. The engine sorts
/// what has no value first, but compares only values of one kind: where that matters, the filter says so.
/// </summary>
internal sealed class MongoQuery<T>
    where T : Document, IDocument<T>
{
    private readonly IndexQuery<T> _query;
    private readonly string? _range;

    /// <exception cref="ArgumentException">A value does not suit its field, or the continuation is not a key of the index.</exception>
    public MongoQuery(IndexQuery<T> query)
    {
        _query = query;
        _range = query.Index.Range is { } range ? BsonMapping.Element(range.Property) : null;
        if (_range is null && (query.From ?? query.To) is not null)
        {
            throw new ArgumentException($"Index '{query.Index.Name}' has no range field to bound.", nameof(query));
        }

        var all = new BsonArray(query.Index.Leading.Zip(
            query.Values, (field, value) => new BsonDocument(BsonMapping.Element(field.Property), Value(field, value))));
        AddBound(all, "$gte", query.From);
        AddBound(all, "$lte", query.To);
        if (query.Continuation is not null)
        {
            all.Add(Behind(query.Continuation));
        }

        Filter = new BsonDocument("$and", all);
    }

    public BsonDocument Filter { get; }

    public int Limit => Math.Clamp(_query.Limit, 1, 1000);

    public BsonDocument Sort
    {
        get
        {
            var direction = _query.IsDescending ? -1 : 1;
            var sort = new BsonDocument("_id", direction);
            return _range is null ? sort : new BsonDocument { { _range, direction }, { "_id", direction } };
        }
    }

    /// <summary>One more than the limit was asked for, to know whether there is a next page.</summary>
    public QueryPage<T> Page(List<T> found)
    {
        if (found.Count <= Limit)
        {
            return new QueryPage<T>(found, null);
        }

        found.RemoveRange(Limit, found.Count - Limit);
        var value = _range is null ? BsonNull.Value : found[^1].ToBsonDocument().GetValue(_range, BsonNull.Value);
        var key = new BsonArray { value, found[^1].Id }.ToJson(new JsonWriterSettings { OutputMode = JsonOutputMode.CanonicalExtendedJson });
        return new QueryPage<T>(found, key);
    }

    private void AddBound(BsonArray all, string comparison, object? value)
    {
        if (value is not null)
        {
            all.Add(new BsonDocument(_range!, new BsonDocument(comparison, Value(_query.Index.Range!, value))));
        }
    }

    /// <summary>What comes after the last document of the page before.</summary>
    private BsonDocument Behind(string continuation)
    {
        var (value, id) = Key(continuation);
        var beyond = _query.IsDescending ? "$lt" : "$gt";
        var sameValue = new BsonDocument("_id", new BsonDocument(beyond, id));
        if (_range is null)
        {
            return sameValue;
        }

        sameValue.Add(_range, value);
        var either = new BsonArray { sameValue };
        if (!value.IsBsonNull)
        {
            either.Add(new BsonDocument(_range, new BsonDocument(beyond, value)));
            if (_query.IsDescending && _query.From is null && _query.To is null)
            {
                either.Add(new BsonDocument(_range, BsonNull.Value));
            }
        }
        else if (!_query.IsDescending)
        {
            either.Add(new BsonDocument(_range, new BsonDocument("$ne", BsonNull.Value)));
        }

        return new BsonDocument("$or", either);
    }

    private (BsonValue Value, string Id) Key(string continuation)
    {
        try
        {
            var expected = _query.Index.Range?.Kind switch
            {
                IndexKind.Text => BsonType.String,
                IndexKind.Integer => BsonType.Int64,
                IndexKind.Moment => BsonType.DateTime,
                _ => BsonType.Null,
            };
            var pair = BsonSerializer.Deserialize<BsonArray>(continuation);
            var isOfKind = pair[0].IsBsonNull || pair[0].BsonType == expected || (expected == BsonType.Int64 && pair[0].IsInt32);
            if (pair.Count == 2 && pair[1].IsString && isOfKind)
            {
                return (pair[0], pair[1].AsString);
            }
        }
        catch (Exception problem) when (problem is FormatException or BsonException or InvalidOperationException or EndOfStreamException or ArgumentOutOfRangeException)
        {
            throw new ArgumentException("The continuation is not a key of this index.", nameof(continuation), problem);
        }

        throw new ArgumentException("The continuation is not a key of this index.", nameof(continuation));
    }

    private static BsonValue Value(IndexField field, object value) => (field.Kind, value) switch
    {
        (IndexKind.Text, string text) => text,
        (IndexKind.Integer, long number) => number,
        (IndexKind.Integer, int number) => (long)number,
        (IndexKind.Moment, DateTimeOffset moment) => new BsonDateTime(moment.ToUnixTimeMilliseconds()),
        (IndexKind.Moment, long milliseconds) => new BsonDateTime(milliseconds),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value for '{field.Property}', which sorts as {field.Kind}.", nameof(value)),
    };
}
