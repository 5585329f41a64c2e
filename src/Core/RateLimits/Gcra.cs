namespace FlippyFlip.Core.RateLimits;

/// <summary>How often something may happen: a burst at once, refilled one by one.</summary>
/// <param name="Burst">At least 1.</param>
/// <param name="Every">The time in which one is refilled; at least 100 ns.</param>
public sealed record RateLimit(int Burst, TimeSpan Every);

/// <summary>
/// The generic cell rate algorithm (ITU-T I.371): a token bucket whose whole state is one moment, the theoretical arrival time of the
/// next call that would find the bucket full.
/// </summary>
/// <param name="ArrivalAt">In units of 100 ns since the Unix epoch; 0 when nothing was ever taken.</param>
public readonly record struct Gcra(long ArrivalAt)
{
    /// <summary>Takes one. A refused call changes nothing.</summary>
    /// <returns>The new state, and when to come back; null: taken.</returns>
    public (Gcra State, DateTimeOffset? RetryAt) Take(RateLimit limit, DateTimeOffset now)
    {
        var at = (now - DateTimeOffset.UnixEpoch).Ticks;
        var next = Math.Max(ArrivalAt, at) + limit.Every.Ticks;
        var allowedAt = next - (limit.Every.Ticks * limit.Burst);
        return allowedAt <= at ? (new Gcra(next), null) : (this, DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(allowedAt));
    }
}
