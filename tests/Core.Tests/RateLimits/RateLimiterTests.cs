using System.Collections;
using System.Reflection;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.RateLimits;

namespace FlippyFlip.Core.Tests.RateLimits;

public sealed class RateLimiterTests
{
    private static readonly Snowflake Bot = new(100);
    private static readonly RateLimit Plenty = new(1_000_000, TimeSpan.FromMicroseconds(1));

    private readonly StandingClock _clock = new();

    [Fact]
    public void Of_fifty_identical_calls_against_a_limit_of_one_one_goes_through()
    {
        var limiter = Limiter(new RateLimit(1, TimeSpan.FromSeconds(7)), Plenty);
        var answers = Enumerable.Range(0, 50).Select(_ => limiter.Take(Bot, new Snowflake(1))).ToList();
        Assert.Equal([null, .. Enumerable.Repeat((DateTimeOffset?)_clock.Now.AddSeconds(7), 49)], answers);
    }

    [Fact]
    public void Every_user_of_every_bot_has_a_bucket_of_their_own()
    {
        var limiter = Limiter(new RateLimit(1, TimeSpan.FromSeconds(7)), Plenty);
        for (var user = 1UL; user <= 200; user++)
        {
            Assert.Null(limiter.Take(Bot, new Snowflake(user)));
            Assert.Null(limiter.Take(new Snowflake(101), new Snowflake(user)));
            Assert.NotNull(limiter.Take(Bot, new Snowflake(user)));
        }
    }

    [Fact]
    public void A_bot_with_all_its_users_has_a_limit_too()
    {
        var limiter = Limiter(Plenty, new RateLimit(3, TimeSpan.FromSeconds(1)));
        var answers = Enumerable.Range(1, 4).Select(user => limiter.Take(Bot, new Snowflake((ulong)user))).ToList();
        Assert.Equal([null, null, null, _clock.Now.AddSeconds(1)], answers);
        Assert.Null(limiter.Take(new Snowflake(101), new Snowflake(1)));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limiter.Take(Bot, new Snowflake(9)));
    }

    [Fact]
    public void Buckets_that_are_full_again_are_forgotten_and_others_kept()
    {
        var limiter = Limiter(new RateLimit(1, TimeSpan.FromSeconds(7)), Plenty);
        for (var i = 1UL; i < 4_096; i++)
        {
            limiter.Take(Bot, OfOneStripe(i));
        }

        Assert.Equal(4_095, Buckets(limiter));
        _clock.Advance(TimeSpan.FromSeconds(6.999));
        limiter.Take(Bot, OfOneStripe(4_096));
        Assert.Equal(4_096, Buckets(limiter));

        _clock.Advance(TimeSpan.FromSeconds(0.001));
        for (var i = 0UL; i < 4_096; i++)
        {
            Assert.Equal(4_096 + (int)i, Buckets(limiter));
            limiter.Take(Bot, OfOneStripe(5_000 + i));
        }

        Assert.Equal(1 + 4_096, Buckets(limiter));
        Assert.NotNull(limiter.Take(Bot, OfOneStripe(4_096)));
        Assert.Null(limiter.Take(Bot, OfOneStripe(1)));

        static Snowflake OfOneStripe(ulong user) => new(user * 16);
    }

    [Fact]
    public void Users_are_spread_over_all_stripes_by_the_millisecond_of_their_ids()
    {
        var limiter = Limiter(Plenty, Plenty);
        for (var i = 0UL; i < 32; i++)
        {
            limiter.Take(Bot, new Snowflake((1_000_000 + i) << 22));
        }

        Assert.Equal(Enumerable.Repeat(2, 16), BucketsByStripe(limiter));
    }

    [Fact]
    public async Task Many_threads_together_get_no_more_than_one()
    {
        var limiter = Limiter(new RateLimit(5, TimeSpan.FromSeconds(1)), Plenty);
        var through = 0;
        using var gate = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                for (var i = 0UL; i < 4_000; i++)
                {
                    if (limiter.Take(Bot, new Snowflake(i % 20)) is null)
                    {
                        Interlocked.Increment(ref through);
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(20 * 5, through);
    }

    private RateLimiter Limiter(RateLimit user, RateLimit bot) => new(new Paces(user, bot), _clock);

    /// <summary>How many buckets of users it keeps; nothing in its contract tells, so we look inside.</summary>
    private static int Buckets(RateLimiter limiter) => BucketsByStripe(limiter).Sum();

    private static IEnumerable<int> BucketsByStripe(RateLimiter limiter)
    {
        var stripes = (IEnumerable)typeof(RateLimiter).GetField("_users", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(limiter)!;
        return stripes.Cast<object>().Select(stripe =>
            ((ICollection)stripe.GetType().GetField("_buckets", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(stripe)!).Count);
    }
}
