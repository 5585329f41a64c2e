using System.Buffers;
using System.Text.Json;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>A commit on its way to disk. The caller's thread writes the bodies; the writer's thread only hands them to SQLite.</summary>
internal sealed class SqliteCommit : SqliteWork<CommitOutcome>
{
    private readonly Part[] _parts;
    private readonly TimeProvider _time;

    public SqliteCommit(Commit commit, Func<Collection, SqliteTable> tableOf, TimeProvider time)
    {
        _time = time;
        _parts = new Part[commit.Changes.Count];
        var next = 0;
        // Removals go first, so that a commit may hand a unique value from one document to another.
        foreach (var change in commit.Changes)
        {
            if (change is Change.Delete)
            {
                _parts[next++] = new Part(change, tableOf(change.Collection), default);
            }
        }

        foreach (var change in commit.Changes)
        {
            if (change is not Change.Delete)
            {
                _parts[next++] = new Part(change, tableOf(change.Collection), Utf8Body.Of(change));
            }
        }
    }

    public override bool IsOneStatement => _parts.Length == 1 && _parts[0].Change is not Change.Increment;

    public override bool Apply(SqliteDatabase database)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        List<Change>? misfits = null;
        foreach (var part in _parts)
        {
            if (!Fits(database, part, now))
            {
                (misfits ??= []).Add(part.Change);
            }
        }

        Result = misfits is null ? CommitOutcome.Committed.Instance : new CommitOutcome.Conflict(misfits);
        return misfits is null;
    }

    public override void Release()
    {
        foreach (var part in _parts)
        {
            part.Body.Return();
        }
    }

    private static bool Fits(SqliteDatabase database, Part part, long now)
    {
        var changed = Run(database, part, now);
        if (changed is null)
        {
            // The holder of the unique value may have expired, and then does not exist.
            using (var sweep = database.Rent(part.Table.DeleteExpired))
            {
                _ = sweep.Bind(1, now).Bind(2, -1L).Change();
            }

            changed = Run(database, part, now);
        }

        return changed is 1;
    }

    private static int? Run(SqliteDatabase database, Part part, long now)
    {
        switch (part.Change)
        {
            case Change.Insert insert:
                using (var statement = database.Rent(part.Table.Insert))
                {
                    return statement.Bind(1, insert.Id).Bind(2, insert.Document.ExpiresAt?.ToUnixTimeMilliseconds())
                        .BindUtf8(3, part.Body.Span).Bind(4, now).Bind(5, insert.Version).Change();
                }

            case Change.Replace replace:
                using (var statement = database.Rent(part.Table.Replace))
                {
                    return statement.Bind(1, replace.Document.ExpiresAt?.ToUnixTimeMilliseconds()).BindUtf8(2, part.Body.Span)
                        .Bind(3, replace.Id).Bind(4, replace.ExpectedVersion).Bind(5, now).Change();
                }

            case Change.Delete delete:
                using (var statement = database.Rent(part.Table.Delete))
                {
                    return statement.Bind(1, delete.Id).Bind(2, delete.ExpectedVersion).Bind(3, now).Change();
                }

            case Change.Increment increment:
                return Increment(database, part, increment, now);

            default:
                throw new NotSupportedException($"A change of type {part.Change.GetType().Name}.");
        }
    }

    private static int? Increment(SqliteDatabase database, Part part, Change.Increment increment, long now)
    {
        using (var statement = database.Rent(part.Table.Increment))
        {
            var changed = statement.Bind(1, SqliteTable.Path(increment.Property)).Bind(2, increment.By).Bind(3, increment.Id).Bind(4, now).Change();
            if (changed is not 0)
            {
                return changed;
            }
        }

        using (var statement = database.Rent(part.Table.Insert))
        {
            return statement.Bind(1, increment.Id).Bind(2, (long?)null).BindUtf8(3, part.Body.Span).Bind(4, now).Bind(5, 1L).Change();
        }
    }

    private readonly record struct Part(Change Change, SqliteTable Table, Utf8Body Body);

    /// <summary>A document's text in a rented array.</summary>
    private readonly struct Utf8Body(byte[] rented, int length)
    {
        [ThreadStatic]
        private static ArrayBufferWriter<byte>? _scratch;

        public ReadOnlySpan<byte> Span => rented.AsSpan(0, length);

        public static Utf8Body Of(Change change)
        {
            var scratch = _scratch ??= new ArrayBufferWriter<byte>(4096);
            scratch.ResetWrittenCount();
            switch (change)
            {
                case Change.Insert insert:
                    insert.Collection.Write(insert.Document, scratch);
                    break;
                case Change.Replace replace:
                    replace.Collection.Write(replace.Document, scratch);
                    break;
                case Change.Increment increment:
                    WriteNew(increment, scratch);
                    break;
                default:
                    return default;
            }

            var rented = ArrayPool<byte>.Shared.Rent(scratch.WrittenCount);
            scratch.WrittenSpan.CopyTo(rented);
            return new Utf8Body(rented, scratch.WrittenCount);
        }

        public void Return()
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }

        /// <summary>What an increment makes of a document that is missing.</summary>
        private static void WriteNew(Change.Increment increment, ArrayBufferWriter<byte> output)
        {
            using var writer = new Utf8JsonWriter(output);
            writer.WriteStartObject();
            writer.WriteString("id", increment.Id);
            writer.WriteNumber("version", 1);
            writer.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(increment.Property), increment.By);
            writer.WriteEndObject();
        }
    }
}
