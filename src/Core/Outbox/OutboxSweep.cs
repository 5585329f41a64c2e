using System.Globalization;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Outbox;

/// <summary>Sends what was left: signals that were lost, attempts that were put off, messages whose sender died.</summary>
public sealed class OutboxSweep(IStore store, OutboxDispatcher dispatcher, TimeProvider time) : Job("OutboxSweep", "0 * * * * *")
{
    /// <summary>At once; Discord's limits are per channel, so more would help only those who wait for different ones.</summary>
    private const int Width = 4;

    private const int Page = 100;

    public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (settled, putOff, failed) = (0, 0, 0);
        var until = time.GetUtcNow();
        // Whatever was tried is settled or due later than this sweep began, so the first page is always of the rest.
        for (var due = await DueAsync(until, ct); due.Count > 0 && failed == 0; due = await DueAsync(until, ct))
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = ct }, async (message, token) =>
            {
                try
                {
                    _ = await dispatcher.SendAsync(message.Id, token) is null ? Interlocked.Increment(ref settled) : Interlocked.Increment(ref putOff);
                }
                catch (StoreException)
                {
                    // Its neighbours may be on their way to Discord; to cut them off would send them twice.
                    Interlocked.Increment(ref failed);
                }
            });
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"{settled} settled, {putOff} put off");
        return failed == 0 ? JobOutcome.Well(sentence) : JobOutcome.Bad(string.Create(CultureInfo.InvariantCulture, $"{sentence}, {failed} not written down: the store fails"));
    }

    private async Task<IReadOnlyList<OutboxMessage>> DueAsync(DateTimeOffset until, CancellationToken ct) =>
        (await store.QueryAsync(OutboxMessage.ByDue.Where(nameof(OutboxState.Waiting)).Between(null, until).Take(Page), ct)).Items;
}

/// <summary>How much lies in the outbox; each number counts to a thousand.</summary>
/// <param name="Waiting">Not sent yet.</param>
/// <param name="Dead">Given up within the last 30 days.</param>
/// <param name="Oldest">When the one that waits longest is due. Null: none waits.</param>
public sealed record OutboxDepth(int Waiting, int Dead, DateTimeOffset? Oldest)
{
    private const int Most = 1000;

    public static async Task<OutboxDepth> ReadAsync(IStore store, CancellationToken ct)
    {
        var waiting = await store.QueryAsync(OutboxMessage.ByDue.Where(nameof(OutboxState.Waiting)).Take(Most), ct);
        var dead = await store.QueryAsync(OutboxMessage.ByDue.Where(nameof(OutboxState.Dead)).Take(Most), ct);
        return new OutboxDepth(waiting.Items.Count, dead.Items.Count, waiting.Items is [var first, ..] ? first.DueAt : null);
    }
}
