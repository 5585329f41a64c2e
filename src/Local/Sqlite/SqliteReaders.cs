namespace FlippyFlip.Local.Sqlite;

/// <summary>Read-only connections, kept for the next reader. They see the last acknowledged commit and never wait for the writer.</summary>
internal sealed class SqliteReaders(string file) : IDisposable
{
    /// <summary>Reads are synchronous, so rarely more are out than there are threads.</summary>
    private readonly SqliteDatabase?[] _idle = new SqliteDatabase?[Math.Max(8, 2 * Environment.ProcessorCount)];
    private volatile bool _isClosed;

    public Lease Rent()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        for (var i = 0; i < _idle.Length; i++)
        {
            if (_idle[i] is not null && Interlocked.Exchange(ref _idle[i], null) is { } kept)
            {
                return new Lease(this, kept);
            }
        }

        return new Lease(this, SqliteDatabase.OpenReader(file));
    }

    public void Dispose()
    {
        _isClosed = true;
        for (var i = 0; i < _idle.Length; i++)
        {
            Interlocked.Exchange(ref _idle[i], null)?.Dispose();
        }
    }

    private void Return(SqliteDatabase database)
    {
        for (var i = 0; i < _idle.Length; i++)
        {
            if (_isClosed || _idle[i] is not null || Interlocked.CompareExchange(ref _idle[i], database, null) is not null)
            {
                continue;
            }

            // The store may have closed between the look and the exchange.
            if (_isClosed)
            {
                Interlocked.Exchange(ref _idle[i], null)?.Dispose();
            }

            return;
        }

        database.Dispose();
    }

    /// <summary>A connection for one read.</summary>
    public readonly ref struct Lease(SqliteReaders readers, SqliteDatabase database)
    {
        public SqliteDatabase Database => database;

        public void Dispose() => readers.Return(database);
    }
}
