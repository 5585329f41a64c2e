using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database on a thread of its own, so that commits do not wait for it. Under constant writing that
/// thread never quite catches up and the log would grow for ever; past <see cref="MostPages"/> the writer copies the short rest itself.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>64 MiB of 4 KiB pages.</summary>
    private const int MostPages = 16_384;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly string _file;
    private readonly AutoResetEvent _written = new(false);
    private readonly ManualResetEvent _closing = new(false);
    private readonly Thread _thread;
    private volatile bool _isLogTooLong;

    public SqliteCheckpoints(string file)
    {
        _file = file;
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite checkpoints" };
        _thread.Start();
    }

    /// <summary>Called by the writer, outside any transaction.</summary>
    public void AfterBatch(SqliteDatabase writer)
    {
        if (_isLogTooLong)
        {
            _isLogTooLong = false;
            _ = writer.TryCheckpoint(out _);
        }

        _written.Set();
    }

    public void Dispose()
    {
        _closing.Set();
        _thread.Join();
        _closing.Dispose();
        _written.Dispose();
    }

    private void Run()
    {
        SqliteDatabase? database = null;
        WaitHandle[] either = [_closing, _written];
        while (WaitHandle.WaitAny(either) != 0 && !_closing.WaitOne(Pause))
        {
            try
            {
                database ??= SqliteDatabase.OpenWriter(_file);
                if (database.TryCheckpoint(out var pages))
                {
                    _isLogTooLong = pages > MostPages;
                }
            }
            catch (StoreException)
            {
                // Commits meet the same trouble and report it; the log is copied when it is over.
            }
        }

        database?.Dispose();
    }
}
