using SQLitePCL;

namespace FlippyFlip.Local.Sqlite;

/// <summary>
/// One connection with its kept statements; used by one thread at a time. It stands directly on SQLitePCL: the provider above it
/// retries a busy database by sleeping, and copies every text twice.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private static readonly Lock Creating = new();

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteDatabase()
    {
        Batteries_V2.Init();
        SqliteWaits.Install();
    }

    private SqliteDatabase(string file, sqlite3 handle)
    {
        File = file;
        _handle = handle;
    }

    public string File { get; }

    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>False after SQLite gave up a whole transaction by itself, as it may when the disk is full.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static SqliteDatabase OpenReader(string file)
    {
        var database = Open(file, raw.SQLITE_OPEN_READONLY);
        return database.Prepared("PRAGMA query_only = 1", "PRAGMA cache_size = -4000");
    }

    /// <summary>Makes the file when it is missing, for its owner only. Durability: write-ahead log, synced before every acknowledgement.</summary>
    public static SqliteDatabase OpenWriter(string file)
    {
        Create(file);
        var database = Open(file, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        if (raw.sqlite3_db_readonly(database._handle, "main") != 0)
        {
            database.Dispose();
            throw SqliteFaults.From(raw.SQLITE_READONLY, file, "The file was opened read-only.");
        }

        // Checkpoints belong to SqliteCheckpoints: one that the writer ran by itself would hold up commits.
        return database.Prepared(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 0",
            "PRAGMA journal_size_limit = 67108864",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA cache_size = -8000");
    }

    /// <summary>A statement ready to be bound. Disposing it makes it ready for the next use; it is kept for the connection's life.</summary>
    public SqliteStatement Rent(string sql)
    {
        if (_statements.TryGetValue(sql, out var kept))
        {
            return kept;
        }

        var code = raw.sqlite3_prepare_v2(_handle, sql, out var statement);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }

        return _statements[sql] = new SqliteStatement(this, statement);
    }

    public void Execute(string sql)
    {
        using var statement = Rent(sql);
        while (statement.Step())
        {
            // Some pragmas answer with a row.
        }
    }

    /// <summary>Copies what it can from the write-ahead log into the database without waiting for anyone.</summary>
    /// <param name="pages">Pages in the log.</param>
    /// <returns>False: somebody else is at it.</returns>
    public bool TryCheckpoint(out int pages) =>
        raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out pages, out _) == raw.SQLITE_OK;

    public Exception Fault(int code) => SqliteFaults.From(code, File, raw.sqlite3_errmsg(_handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _ = raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }

    /// <summary>
    /// An empty file, since SQLite would make one that everybody may read; the log beside it gets the same mode. One at a time: closing a file
    /// drops the locks that this process has on it.
    /// </summary>
    private static void Create(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        lock (Creating)
        {
            if (System.IO.File.Exists(file))
            {
                return;
            }

            try
            {
                new FileStream(file, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }).Dispose();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Another process was first, or SQLite says better what is wrong with the place.
            }
        }
    }

    private static SqliteDatabase Open(string file, int flags)
    {
        var code = raw.sqlite3_open_v2(file, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw SqliteFaults.From(code, file, "open");
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        SqliteWaits.Install(handle);
        return new SqliteDatabase(file, handle);
    }

    private SqliteDatabase Prepared(params ReadOnlySpan<string> pragmas)
    {
        try
        {
            foreach (var pragma in pragmas)
            {
                Execute(pragma);
            }

            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
