using System.Text;
using SQLitePCL;

namespace FlippyFlip.Local.Sqlite;

/// <summary>A prepared statement that its connection keeps. <see cref="Dispose"/> ends one use of it, <see cref="Close"/> its life.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytes = 1024;

    public SqliteStatement Bind(int position, long value) => Check(raw.sqlite3_bind_int64(handle, position, value));

    public SqliteStatement Bind(int position, long? value) =>
        value is { } number ? Bind(position, number) : Check(raw.sqlite3_bind_null(handle, position));

    public SqliteStatement Bind(int position, double value) => Check(raw.sqlite3_bind_double(handle, position, value));

    public SqliteStatement Bind(int position, string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > StackBytes)
        {
            return BindUtf8(position, Encoding.UTF8.GetBytes(text));
        }

        Span<byte> utf8 = stackalloc byte[StackBytes];
        return BindUtf8(position, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <remarks>An empty span has no address, which SQLite would take for NULL.</remarks>
    public SqliteStatement BindUtf8(int position, ReadOnlySpan<byte> utf8) =>
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(handle, position, "") : raw.sqlite3_bind_text(handle, position, utf8));

    /// <inheritdoc cref="BindUtf8"/>
    public SqliteStatement BindBlob(int position, ReadOnlySpan<byte> bytes) =>
        Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, position, 0) : raw.sqlite3_bind_blob(handle, position, bytes));

    /// <returns>True: there is a row to read. False: the statement is done.</returns>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw database.Fault(code),
    };

    /// <summary>Runs a change of rows.</summary>
    /// <returns>How many rows it changed; null when it would have broken a unique index and so changed none.</returns>
    public int? Change()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_DONE)
        {
            return database.Changes;
        }

        return SqliteFaults.IsUniqueViolation(code) ? null : throw database.Fault(code);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public bool IsText(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_TEXT;

    public bool IsInteger(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_INTEGER;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>SQLite's own memory: gone with the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => _ = raw.sqlite3_reset(handle);

    public void Close() => handle.Dispose();

    private SqliteStatement Check(int code) => code == raw.SQLITE_OK ? this : throw database.Fault(code);
}
