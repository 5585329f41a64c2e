using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>An index query as one statement. The order is the range field's, then the id's, so a page may end within equal values.</summary>
internal static class SqliteQuery
{
    public static QueryPage<T> Run<T>(SqliteDatabase database, SqliteTable table, IndexQuery<T> query, long now)
        where T : Document, IDocument<T>
    {
        var limit = Math.Clamp(query.Limit, 1, 1000);
        var range = query.Index.Range;
        var start = query.Continuation is null ? null : Key.Parse(query.Continuation, range);
        using var statement = database.Rent(Sql(table, query));
        Bind(statement, query, start, now, limit + 1);

        var items = new List<T>(Math.Min(limit, 100));
        while (statement.Step())
        {
            items.Add(SqliteStore.Read<T>(database, statement));
            if (items.Count == limit)
            {
                var last = new Key(range is null ? null : Value(statement, 2), items[^1].Id);
                return new QueryPage<T>(items, statement.Step() ? last.ToString() : null);
            }
        }

        return new QueryPage<T>(items, null);
    }

    internal static string Sql<T>(SqliteTable table, IndexQuery<T> query)
        where T : Document, IDocument<T>
    {
        var index = query.Index;
        var range = index.Range is null ? null : SqliteTable.Range(index.Range);
        var (beyond, order) = query.IsDescending ? ("<", "DESC") : (">", "ASC");
        var sql = new StringBuilder(512);
        sql.Append("SELECT version, body");
        if (range is not null)
        {
            sql.Append(", ").Append(range);
        }

        // Named, so that a statement the index cannot answer fails at once instead of reading the whole table.
        sql.Append(CultureInfo.InvariantCulture, $" FROM {table.Name} INDEXED BY {SqliteTable.Quote(index.Name)} WHERE {SqliteTable.Alive("?1")}");
        var next = 3;
        foreach (var field in index.Leading)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {SqliteTable.Leading(field)} = ?{next++}");
        }
        // A statement may seek by one bound on each side. Behind a continuation that is the continuation's; '+' keeps the other out of it.
        var isBehind = query.Continuation is not null;
        if (range is not null && query.From is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {(isBehind && !query.IsDescending ? "+" : "")}{range} >= ?{next++}");
        }

        if (range is not null && query.To is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {(isBehind && query.IsDescending ? "+" : "")}{range} <= ?{next++}");
            sql.Append(query.From is null ? $" AND +{range} > {SqliteTable.NoValue}" : "");
        }

        if (isBehind)
        {
            sql.Append(range is null ? $" AND id {beyond} ?{next}" : $" AND {range} {beyond}= ?{next} AND ({range}, id) {beyond} (?{next}, ?{next + 1})");
        }

        sql.Append(" ORDER BY ").Append(range is null ? "" : $"{range} {order}, ").Append(CultureInfo.InvariantCulture, $"id {order} LIMIT ?2");
        return sql.ToString();
    }

    private static void Bind<T>(SqliteStatement statement, IndexQuery<T> query, Key? start, long now, int limit)
        where T : Document, IDocument<T>
    {
        var index = query.Index;
        statement.Bind(1, now).Bind(2, (long)limit);
        var next = 3;
        for (var i = 0; i < index.Leading.Count; i++)
        {
            BindValue(statement, next++, index.Leading[i], query.Values[i]);
        }

        if (index.Range is null)
        {
            if (query.From is not null || query.To is not null)
            {
                throw new ArgumentException($"Index '{index.Name}' has no range field to bound.", nameof(query));
            }
        }
        else
        {
            if (query.From is not null)
            {
                BindValue(statement, next++, index.Range, query.From);
            }

            if (query.To is not null)
            {
                BindValue(statement, next++, index.Range, query.To);
            }

            if (start is not null)
            {
                BindValue(statement, next++, index.Range, start.Value);
            }
        }

        if (start is not null)
        {
            statement.Bind(next, start.Id);
        }
    }

    private static void BindValue(SqliteStatement statement, int position, IndexField field, object? value) => _ = (field.Kind, value) switch
    {
        (_, null) => statement.Bind(position, double.NegativeInfinity),
        (IndexKind.Text, string text) => statement.Bind(position, text),
        (IndexKind.Integer, long number) => statement.Bind(position, number),
        (IndexKind.Integer, int number) => statement.Bind(position, (long)number),
        (IndexKind.Moment, DateTimeOffset moment) => statement.Bind(position, moment.ToUnixTimeMilliseconds()),
        (IndexKind.Moment, long milliseconds) => statement.Bind(position, milliseconds),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value for '{field.Property}', which sorts as {field.Kind}.", nameof(value)),
    };

    private static object? Value(SqliteStatement statement, int column)
    {
        if (statement.IsInteger(column))
        {
            return statement.Long(column);
        }

        return statement.IsText(column) ? statement.Text(column) : null;
    }

    /// <summary>Where a page ended.</summary>
    /// <param name="Value">The range field's: a string, a long, or null when the document or the index has none.</param>
    /// <param name="Id">The document's.</param>
    private sealed record Key(object? Value, string Id)
    {
        /// <exception cref="ArgumentException">The text is not a key of this index.</exception>
        public static Key Parse(string text, IndexField? range)
        {
            try
            {
                if (JsonNode.Parse(text) is JsonArray { Count: 2 } pair && pair[1] is { } id)
                {
                    object? value = range?.Kind is IndexKind.Text ? pair[0]?.GetValue<string>() : pair[0]?.GetValue<long>();
                    return new Key(value, id.GetValue<string>());
                }
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
            {
                throw new ArgumentException("The continuation is not a key of this index.", nameof(text), problem);
            }

            throw new ArgumentException("The continuation is not a key of this index.", nameof(text));
        }

        public override string ToString()
        {
            JsonNode? value = Value switch
            {
                string text => JsonValue.Create(text),
                long number => JsonValue.Create(number),
                _ => null,
            };
            return new JsonArray(value, JsonValue.Create(Id)).ToJsonString();
        }
    }
}
