using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Local.Sqlite;

/// <summary>A deferred interaction that this process holds until its visibility timeout ends.</summary>
/// <param name="Id">Of the message; it stays the same over all attempts.</param>
/// <param name="Attempts">1 on the first delivery. It is also the receipt: whoever took the message last may settle it.</param>
/// <param name="Interaction">As it was put in, to the millisecond.</param>
internal sealed record QueueMessage(long Id, int Attempts, DeferredInteraction Interaction);

/// <summary>How much lies in a queue.</summary>
/// <param name="Waiting">Not settled yet, whether or not someone works on it.</param>
/// <param name="Poison">Given up, kept for an operator.</param>
internal sealed record QueueDepth(long Waiting, long Poison);

/// <summary>
/// Deferred interactions in a database file of their own, so that the queue works while the store does not. A message that a dead
/// process took comes back when its visibility timeout ends.
/// </summary>
internal sealed class SqliteDeferredQueue : IDeferredQueue, IAsyncDisposable
{
    /// <summary>How often a waiting consumer looks for what another process has put in.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly SqliteWriter _writer;
    private readonly TimeProvider _time;
    private TaskCompletionSource _news = NewSignal();

    private SqliteDeferredQueue(SqliteDatabase database, TimeProvider time)
    {
        _writer = new SqliteWriter(database);
        _time = time;
    }

    /// <summary>Opens or makes the queue's file, which must not be the store's.</summary>
    /// <exception cref="StoreException">The file cannot be used; the message says why.</exception>
    public static SqliteDeferredQueue Open(string databaseFile, TimeProvider time)
    {
        var database = SqliteDatabase.OpenWriter(databaseFile);
        try
        {
            // A poisoned message carries its reason; one that is due has none.
            database.Execute("""
                CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY AUTOINCREMENT, application_id INTEGER NOT NULL, body BLOB NOT NULL,
                received_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, poison TEXT)
                """);
            database.Execute("CREATE INDEX IF NOT EXISTS messages_due ON messages (due_at, id) WHERE poison IS NULL");
            return new SqliteDeferredQueue(database, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public async Task EnqueueAsync(DeferredInteraction interaction, CancellationToken ct)
    {
        await _writer.RunAsync(
            database =>
            {
                using var statement = database.Rent("INSERT INTO messages (application_id, body, received_at, due_at) VALUES (?1, ?2, ?3, ?4)");
                return statement.Bind(1, unchecked((long)interaction.ApplicationId.Value)).BindBlob(2, interaction.Body.Span)
                    .Bind(3, interaction.ReceivedAt.ToUnixTimeMilliseconds()).Bind(4, Now()).Change();
            },
            ct);
        Signal();
    }

    /// <summary>Waits for the message that has been due for longest and takes it.</summary>
    /// <param name="visibility">How long nobody else gets it.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<QueueMessage> DequeueAsync(TimeSpan visibility, CancellationToken ct)
    {
        while (true)
        {
            // Taken before looking, so that what arrives after the look still wakes us.
            var news = Volatile.Read(ref _news).Task;
            var (message, nextDue) = await _writer.RunAsync(database => Take(database, visibility), ct);
            if (message is not null)
            {
                return message;
            }

            await WaitAsync(news, nextDue, ct);
        }
    }

    /// <returns>False: the visibility timeout had ended and someone else has taken it.</returns>
    public Task<bool> CompleteAsync(QueueMessage message, CancellationToken ct) =>
        SettleAsync(message, "DELETE FROM messages WHERE id = ?1 AND attempts = ?2 AND poison IS NULL", _ => { }, ct);

    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<bool> RetryLaterAsync(QueueMessage message, TimeSpan delay, CancellationToken ct)
    {
        var due = Now() + (long)delay.TotalMilliseconds;
        var isOurs = await SettleAsync(message, "UPDATE messages SET due_at = ?3 WHERE id = ?1 AND attempts = ?2 AND poison IS NULL", row => row.Bind(3, due), ct);
        Signal();
        return isOurs;
    }

    /// <inheritdoc cref="CompleteAsync"/>
    /// <param name="message">Kept, but never delivered again.</param>
    /// <param name="reason">One sentence for an operator.</param>
    /// <param name="ct">Ends the wait, not what was begun.</param>
    public Task<bool> PoisonAsync(QueueMessage message, string reason, CancellationToken ct) =>
        SettleAsync(message, "UPDATE messages SET poison = ?3, body = x'' WHERE id = ?1 AND attempts = ?2 AND poison IS NULL", row => row.Bind(3, reason), ct);

    public Task<QueueDepth> DepthAsync(CancellationToken ct) =>
        _writer.RunAsync(Depth, ct);

    /// <summary>The same of a file that may not be a queue yet.</summary>
    internal static QueueDepth Depth(SqliteDatabase database)
    {
        using (var table = database.Rent("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'messages'"))
        {
            if (!table.Step())
            {
                return new QueueDepth(0, 0);
            }
        }

        using var row = database.Rent("SELECT count(*) - count(poison), count(poison) FROM messages");
        _ = row.Step();
        return new QueueDepth(row.Long(0), row.Long(1));
    }

    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private (QueueMessage? Message, long? NextDue) Take(SqliteDatabase database, TimeSpan visibility)
    {
        var now = Now();
        using var row = database.Rent("""
            UPDATE messages SET due_at = ?1, attempts = attempts + 1
            WHERE id = (SELECT id FROM messages WHERE poison IS NULL AND due_at <= ?2 ORDER BY due_at, id LIMIT 1)
            RETURNING id, attempts, application_id, body, received_at
            """);
        if (row.Bind(1, now + (long)visibility.TotalMilliseconds).Bind(2, now).Step())
        {
            var interaction = new DeferredInteraction(
                new Snowflake(unchecked((ulong)row.Long(2))), row.Bytes(3).ToArray(), DateTimeOffset.FromUnixTimeMilliseconds(row.Long(4)));
            return (new QueueMessage(row.Long(0), (int)row.Long(1), interaction), null);
        }

        using var next = database.Rent("SELECT min(due_at) FROM messages WHERE poison IS NULL");
        _ = next.Step();
        return (null, next.IsNull(0) ? null : next.Long(0));
    }

    private async Task WaitAsync(Task news, long? nextDue, CancellationToken ct)
    {
        var untilDue = nextDue is { } due ? TimeSpan.FromMilliseconds(Math.Max(1, due - Now())) : LongestWait;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pause = Task.Delay(untilDue < LongestWait ? untilDue : LongestWait, _time, ended.Token);
        await Task.WhenAny(news, pause);
        await ended.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private Task<bool> SettleAsync(QueueMessage message, string sql, Action<SqliteStatement> bind, CancellationToken ct) =>
        _writer.RunAsync(
            database =>
            {
                using var statement = database.Rent(sql);
                bind(statement.Bind(1, message.Id).Bind(2, (long)message.Attempts));
                return statement.Change() == 1;
            },
            ct);

    private void Signal() => Interlocked.Exchange(ref _news, NewSignal()).TrySetResult();

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
