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

    private readonly Lock _gate = new();

    /// <summary>As many as there are routes in our code.</summary>
    private readonly Dictionary<string, string> _bucketOfRoute = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Bucket, string Resource), Bucket> _buckets = [];
    private DateTimeOffset _closedUntil;
    private int _nextSweep = FirstSweep;

    /// <summary>How many buckets are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _buckets.Count;
            }
        }
    }

    /// <summary>Takes one request's place in its bucket, or tells how long to wait before asking again: zero when the place is taken.</summary>
    public TimeSpan Take(DiscordRequest request)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_closedUntil > now)
            {
                return _closedUntil - now;
            }

            if (!_bucketOfRoute.TryGetValue(request.Route, out var id) || !_buckets.TryGetValue((id, request.Resource), out var bucket))
            {
                return TimeSpan.Zero;
            }

            return bucket.Take(now);
        }
    }

    public void Learn(DiscordRequest request, DiscordAnswer answer)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (answer is { IsLimited: true, Limit.IsGlobal: true })
            {
                _closedUntil = Later(_closedUntil, now + answer.Wait);
            }
            else if (answer.Limit.Bucket is { } id && (answer.IsLimited || answer.Limit.ResetAfter is not null) && Find(id, request, now) is { } bucket)
            {
                bucket.Learn(answer, now);
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>The route's bucket, a new one if need be; null when there are too many.</summary>
    private Bucket? Find(string id, DiscordRequest request, DateTimeOffset now)
    {
        _bucketOfRoute[request.Route] = id;
        if (!_buckets.TryGetValue((id, request.Resource), out var bucket) && HasRoom(now))
        {
            _buckets[(id, request.Resource)] = bucket = new Bucket();
        }

        return bucket;
    }

    private bool HasRoom(DateTimeOffset now)
    {
        if (_buckets.Count < _nextSweep)
        {
            return true;
        }

        foreach (var key in _buckets.Where(pair => pair.Value.HasReset(now)).Select(pair => pair.Key).ToList())
        {
            _buckets.Remove(key);
        }

        _nextSweep = Math.Clamp(_buckets.Count * 2, FirstSweep, MostBuckets);
        return _buckets.Count < MostBuckets;
    }

    private sealed class Bucket
    {
        private int _limit = 1;
        private int _remaining;
        private DateTimeOffset _resetsAt;

        /// <summary>Discord has limited us until then; no later answer to an earlier request shortens that.</summary>
        private DateTimeOffset _closedUntil;

        /// <summary>The longest time to a reset that was seen: at most the whole window.</summary>
        private TimeSpan _window;

        public bool HasReset(DateTimeOffset now) => Later(_resetsAt, _closedUntil) <= now;

        public TimeSpan Take(DateTimeOffset now)
        {
            if (_closedUntil > now)
            {
                return _closedUntil - now;
            }

            if (_resetsAt <= now)
            {
                // Those who waited together must not all go at once, before an answer tells about the new window.
                _remaining = _limit;
                _resetsAt = now + _window;
            }
            if (_remaining == 0)
            {
                return _resetsAt - now;
            }

            _remaining--;
            return TimeSpan.Zero;
        }

        public void Learn(DiscordAnswer answer, DateTimeOffset now)
        {
            if (answer.IsLimited)
            {
                _resetsAt = _closedUntil = Later(_closedUntil, now + answer.Wait);
                return;
            }
            var resetAfter = answer.Limit.ResetAfter!.Value;
            // Answers overtake each other: within one window only the lowest count is true.
            _remaining = _resetsAt <= now ? answer.Limit.Remaining : Math.Min(_remaining, answer.Limit.Remaining);
            _resetsAt = now + resetAfter;
            _limit = Math.Max(1, answer.Limit.Limit);
            _window = resetAfter > _window ? resetAfter : _window;
        }
    }
}
