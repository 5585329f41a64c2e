namespace FlippyFlip.Hosting.Discord;

/// <summary>
/// What Discord's answers have told us about its limits. A bucket belongs to a resource (here: one interaction's webhook), so there are as many as
/// interactions in flight; those that have reset are forgotten.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    /// <summary>Beyond that many at once we learn no more, and find out by being limited.</summary>
    private const int MostBuckets = 8192;

    /// <summary>Buckets are swept when this many are there, and then whenever they have doubled.</summary>
    private const int FirstSweep = 256;

    private readonly Lock gate = new();

    /// <summary>As many as there are routes in our code.</summary>
    private readonly Dictionary<string, string> bucketOfRoute = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Bucket, string Resource), Bucket> buckets = [];
    private DateTimeOffset closedUntil;
    private int nextSweep = FirstSweep;

    /// <summary>How many buckets are remembered.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return buckets.Count;
        }
    }

    /// <summary>Takes one request's place in its bucket, or tells how long to wait before asking again: zero when the place is taken.</summary>
    public TimeSpan Take(DiscordRequest request)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (closedUntil > now)
                return closedUntil - now;
            if (!bucketOfRoute.TryGetValue(request.Route, out var id) || !buckets.TryGetValue((id, request.Resource), out var bucket))
                return TimeSpan.Zero;
            return bucket.Take(now);
        }
    }

    public void Learn(DiscordRequest request, DiscordAnswer answer)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (answer is { IsLimited: true, Limit.IsGlobal: true })
                closedUntil = Later(closedUntil, now + answer.Wait);
            else if (answer.Limit.Bucket is { } id && (answer.IsLimited || answer.Limit.ResetAfter is not null) && Find(id, request, now) is { } bucket)
                bucket.Learn(answer, now);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>The route's bucket, a new one if need be; null when there are too many.</summary>
    private Bucket? Find(string id, DiscordRequest request, DateTimeOffset now)
    {
        bucketOfRoute[request.Route] = id;
        if (!buckets.TryGetValue((id, request.Resource), out var bucket) && HasRoom(now))
            buckets[(id, request.Resource)] = bucket = new Bucket();
        return bucket;
    }

    private bool HasRoom(DateTimeOffset now)
    {
        if (buckets.Count < nextSweep)
            return true;
        foreach (var key in buckets.Where(pair => pair.Value.HasReset(now)).Select(pair => pair.Key).ToList())
            buckets.Remove(key);
        nextSweep = Math.Clamp(buckets.Count * 2, FirstSweep, MostBuckets);
        return buckets.Count < MostBuckets;
    }

    private sealed class Bucket
    {
        private int limit = 1;
        private int remaining;
        private DateTimeOffset resetsAt;

        /// <summary>Discord has limited us until then; no later answer to an earlier request shortens that.</summary>
        private DateTimeOffset closedUntil;

        /// <summary>The longest time to a reset that was seen: at most the whole window.</summary>
        private TimeSpan window;

        public bool HasReset(DateTimeOffset now) => Later(resetsAt, closedUntil) <= now;

        public TimeSpan Take(DateTimeOffset now)
        {
            if (closedUntil > now)
                return closedUntil - now;
            if (resetsAt <= now)
            {
                // Those who waited together must not all go at once, before an answer tells about the new window.
                remaining = limit;
                resetsAt = now + window;
            }
            if (remaining == 0)
                return resetsAt - now;
            remaining--;
            return TimeSpan.Zero;
        }

        public void Learn(DiscordAnswer answer, DateTimeOffset now)
        {
            if (answer.IsLimited)
            {
                resetsAt = closedUntil = Later(closedUntil, now + answer.Wait);
                return;
            }
            var resetAfter = answer.Limit.ResetAfter!.Value;
            // Answers overtake each other: within one window only the lowest count is true.
            remaining = resetsAt <= now ? answer.Limit.Remaining : Math.Min(remaining, answer.Limit.Remaining);
            resetsAt = now + resetAfter;
            limit = Math.Max(1, answer.Limit.Limit);
            window = resetAfter > window ? resetAfter : window;
        }
    }
}
