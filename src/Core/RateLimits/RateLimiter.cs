using System.Runtime.InteropServices;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.RateLimits;

/// <summary>How fast one user, and one bot with all its users, may go.</summary>
public sealed record Paces(RateLimit User, RateLimit Bot)
{
    /// <summary>Twenty commands at once and one a second after that; a bot far above what Discord sends one.</summary>
    public static readonly Paces Default = new(new RateLimit(20, TimeSpan.FromSeconds(1)), new RateLimit(20_000, TimeSpan.FromMicroseconds(50)));
}

/// <summary>
/// This process's buckets: the cheap first line, in memory. Where coins move the player's own bucket in the store decides, see
/// <c>Sessions/UnitOfWork.cs</c>.
/// </summary>
public sealed class RateLimiter(Paces paces, TimeProvider time)
{
    private const int Stripes = 16;
    private const int FirstSweep = 4_096;

    private readonly Stripe[] _users = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe())];
    private readonly Stripe _bots = new();

    /// <summary>Takes one from the user's and the bot's bucket. Null: taken; otherwise when to come back.</summary>
    public DateTimeOffset? Take(Snowflake bot, Snowflake user)
    {
        var now = time.GetUtcNow();
        // By the millisecond of the id: its low bits count ids made within one, and are nearly always 0.
        return _users[(user.Value ^ (user.Value >> 22)) % Stripes].Take((bot.Value, user.Value), paces.User, now) ?? _bots.Take((bot.Value, 0), paces.Bot, now);
    }

    private sealed class Stripe
    {
        private readonly Dictionary<(ulong Bot, ulong User), Gcra> _buckets = [];
        private int _sweepAt = FirstSweep;

        public DateTimeOffset? Take((ulong Bot, ulong User) key, RateLimit limit, DateTimeOffset now)
        {
            lock (_buckets)
            {
                ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out _);
                (bucket, var retryAt) = bucket.Take(limit, now);
                if (_buckets.Count >= _sweepAt)
                {
                    Sweep(now);
                }

                return retryAt;
            }
        }

        // Buckets that are full again are as good as none.
        private void Sweep(DateTimeOffset now)
        {
            var full = (now - DateTimeOffset.UnixEpoch).Ticks;
            foreach (var (key, bucket) in _buckets)
            {
                if (bucket.ArrivalAt <= full)
                {
                    _buckets.Remove(key);
                }
            }

            _sweepAt = Math.Max(FirstSweep, _buckets.Count * 2);
        }
    }
}
