using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>Tables and indexes follow from the collections; what a declaration cannot say is a numbered migration.</summary>
internal static class SqliteSchema
{
    /// <summary>Only ever appended to. A statement runs once per database, before tables and indexes are brought up to date.</summary>
    private static readonly (int Number, string Name, string? Sql)[] Migrations =
    [
        (1, "Documents are JSON text with a version and an expiry beside it", null),
        (2, "Players may have open rounds, which a version before would forget with their stakes", null),
    ];

    public static int Newest => Migrations[^1].Number;

    /// <summary>Reads the number of the last migration, which also proves that the file is a database.</summary>
    /// <exception cref="StoreException"><see cref="StoreFault.TooNew"/>: the number is higher than this version knows.</exception>
    public static long Check(SqliteDatabase database)
    {
        using (var table = database.Rent("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'flippy_migrations'"))
        {
            if (!table.Step())
            {
                return 0;
            }
        }

        using var statement = database.Rent("SELECT ifnull(max(number), 0) FROM flippy_migrations");
        _ = statement.Step();
        var number = statement.Long(0);
        return number <= Newest ? number : throw SqliteFaults.TooNew(database.File, number, Newest);
    }

    /// <summary>Runs within the writer's transaction, which is what keeps a second process out.</summary>
    public static void Ensure(SqliteDatabase database, IEnumerable<SqliteTable> tables, DateTimeOffset now)
    {
        database.Execute("CREATE TABLE IF NOT EXISTS flippy_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        var number = Check(database);
        foreach (var migration in Migrations.Where(migration => migration.Number > number))
        {
            if (migration.Sql is not null)
            {
                database.Execute(migration.Sql);
            }

            using var record = database.Rent("INSERT INTO flippy_migrations (number, name, applied_at) VALUES (?1, ?2, ?3)");
            _ = record.Bind(1, (long)migration.Number).Bind(2, migration.Name).Bind(3, now.ToUnixTimeMilliseconds()).Change();
        }

        foreach (var table in tables)
        {
            database.Execute($"""
                CREATE TABLE IF NOT EXISTS {table.Name}
                (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, expires_at INTEGER, body TEXT NOT NULL)
                """);
            EnsureIndexes(database, table);
        }
    }

    private static void EnsureIndexes(SqliteDatabase database, SqliteTable table)
    {
        var wanted = table.Collection.Indexes.ToDictionary(index => index.Name, index => Sql(table, index), StringComparer.Ordinal);
        var expiry = $"{table.Collection.Name}_expires_at";
        wanted.Add(expiry, $"CREATE INDEX {SqliteTable.Quote(expiry)} ON {table.Name} (expires_at) WHERE expires_at IS NOT NULL");
        foreach (var (name, sql) in Existing(database, table))
        {
            if (wanted.TryGetValue(name, out var same) && same == sql)
            {
                wanted.Remove(name);
            }
            else
            {
                database.Execute($"DROP INDEX {SqliteTable.Quote(name)}");
            }
        }

        foreach (var sql in wanted.Values)
        {
            database.Execute(sql);
        }
    }

    private static List<(string Name, string Sql)> Existing(SqliteDatabase database, SqliteTable table)
    {
        var found = new List<(string, string)>();
        using var statement = database.Rent("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL");
        statement.Bind(1, table.Collection.Name);
        while (statement.Step())
        {
            found.Add((statement.Text(0), statement.Text(1)));
        }

        return found;
    }

    /// <summary>The id comes last and gives equal values an order; a unique index must do without it.</summary>
    private static string Sql(SqliteTable table, Core.Storage.Index index)
    {
        IEnumerable<string> fields = index.Leading.Select(SqliteTable.Leading);
        if (index.Range is not null)
        {
            fields = fields.Append(SqliteTable.Range(index.Range));
        }

        if (!index.IsUnique)
        {
            fields = fields.Append("id");
        }

        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {SqliteTable.Quote(index.Name)} ON {table.Name} ({string.Join(", ", fields)})";
    }
}
