using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// Tries again what may pass by itself: a lost connection, a new primary, a full pool, another writer. A caller with a deadline is let go at the
/// deadline, which defers an interaction; one without gets a <see cref="StoreException"/>.
/// </summary>
/// <param name="entropy">Keeps callers from coming back in step.</param>
/// <param name="whole">How long a caller without a deadline waits in all.</param>
internal sealed class MongoPatience(Entropy entropy, TimeSpan whole)
{
    /// <summary>What the engine may take for one command; after it, the engine itself gives up.</summary>
    public static readonly TimeSpan Command = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a new primary takes to be found, shorter than a deferred run.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary>The first attempt. Each further one may take twice as long, since a cold connection takes two seconds at worst.</summary>
    private static readonly TimeSpan FirstAttempt = TimeSpan.FromMilliseconds(1200);

    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(320);

    /// <param name="attempt">
    /// Told whether an earlier attempt may have had an effect, and given the end of its own time. Null: nothing happened, and it may fit if tried again.
    /// </param>
    /// <param name="ct">The caller's.</param>
    /// <exception cref="StoreException">It never passed, or never will.</exception>
    public async Task<T> RunAsync<T>(Func<bool, CancellationToken, Task<T?>> attempt, CancellationToken ct)
        where T : class
    {
        ct.ThrowIfCancellationRequested();
        var start = TimeProvider.System.GetTimestamp();
        var (limit, pause, isUnsure) = (FirstAttempt, ShortestPause, false);
        for (Exception? last = null; TimeProvider.System.GetElapsedTime(start) < whole; pause = Shorter(pause * 2, LongestPause))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            end.CancelAfter(limit);
            try
            {
                if (await attempt(isUnsure, end.Token) is { } result)
                {
                    return result;
                }
            }
            catch (Exception problem) when (problem is OperationCanceledException ? !ct.IsCancellationRequested : MongoFaults.MayPass(problem))
            {
                (last, isUnsure, limit) = (problem, true, Shorter(limit * 2, LongestAttempt));
            }
            catch (Exception problem) when (problem is not (StoreException or OperationCanceledException))
            {
                ct.ThrowIfCancellationRequested();
                throw MongoFaults.From(problem);
            }

            await Task.Delay(pause + entropy.Jitter(pause), ct);
            if (TimeProvider.System.GetElapsedTime(start) >= whole && last is not null)
            {
                throw MongoFaults.From(last);
            }
        }

        throw MongoFaults.Contended();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
