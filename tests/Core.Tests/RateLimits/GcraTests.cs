using FlippyFlip.Core.RateLimits;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.RateLimits;

public sealed class GcraTests
{
    private static readonly DateTimeOffset Start = StandingClock.Monday;
    private static readonly RateLimit Limit = new(3, TimeSpan.FromSeconds(10));

    [Fact]
    public void A_burst_goes_through_at_once_and_the_next_comes_back_when_one_is_refilled()
    {
        var bucket = default(Gcra);
        for (var i = 0; i < 3; i++)
        {
            (bucket, var retryAt) = bucket.Take(Limit, Start);
            Assert.Null(retryAt);
        }

        Assert.Equal((bucket, (DateTimeOffset?)Start.AddSeconds(10)), bucket.Take(Limit, Start));
    }

    [Fact]
    public void The_retry_time_is_exact()
    {
        var bucket = Emptied();
        var ready = Start.AddSeconds(10);
        Assert.Equal((bucket, (DateTimeOffset?)ready), bucket.Take(Limit, ready.AddTicks(-1)));

        (bucket, var retryAt) = bucket.Take(Limit, ready);
        Assert.Null(retryAt);
        Assert.Equal((bucket, (DateTimeOffset?)Start.AddSeconds(20)), bucket.Take(Limit, ready));
    }

    [Theory]
    [InlineData(9.999, 0)]
    [InlineData(10, 1)]
    [InlineData(29.999, 2)]
    [InlineData(30, 3)]
    [InlineData(1_000_000, 3)]
    public void One_is_refilled_at_a_time_up_to_the_burst(double seconds, int through)
    {
        var bucket = Emptied();
        var taken = 0;
        for (var i = 0; i < 5; i++)
        {
            (bucket, var retryAt) = bucket.Take(Limit, Start.AddSeconds(seconds));
            taken += retryAt is null ? 1 : 0;
        }

        Assert.Equal(through, taken);
    }

    [Fact]
    public void A_clock_that_went_back_gives_nothing_away()
    {
        var bucket = Emptied();
        Assert.Equal((bucket, (DateTimeOffset?)Start.AddSeconds(10)), bucket.Take(Limit, Start.AddHours(-1)));
    }

    [Fact]
    public void No_window_ever_lets_more_through_than_the_burst_and_what_was_refilled()
    {
        var limits = Gen.Choose(1, 20).SelectMany(_ => Gen.Choose(1, 5_000), (burst, milliseconds) => new RateLimit(burst, TimeSpan.FromMilliseconds(milliseconds)));
        var pauses = Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(0, 500)), (1, Gen.Choose(0, 20_000))), 60);
        Law.Holds(limits.SelectMany(_ => pauses, (limit, times) => (limit, times)), 1_000, drawn =>
        {
            var (limit, bucket, now) = (drawn.limit, default(Gcra), Start);
            var through = new List<DateTimeOffset>();
            foreach (var pause in drawn.times)
            {
                now = now.AddMilliseconds(pause);
                (var next, var retryAt) = bucket.Take(limit, now);
                if (retryAt is { } at)
                {
                    Assert.True(at > now);
                    Assert.Equal(bucket, next);
                    Assert.NotNull(bucket.Take(limit, at.AddTicks(-1)).RetryAt);
                    Assert.Null(bucket.Take(limit, at).RetryAt);
                }
                else
                {
                    through.Add(now);
                }

                bucket = next;
            }

            for (var first = 0; first < through.Count; first++)
            {
                for (var last = first; last < through.Count; last++)
                {
                    Assert.True(last - first + 1 <= limit.Burst + ((through[last] - through[first]) / limit.Every));
                }
            }
        });
    }

    private static Gcra Emptied()
    {
        var bucket = default(Gcra);
        for (var i = 0; i < Limit.Burst; i++)
        {
            bucket = bucket.Take(Limit, Start).State;
        }

        return bucket;
    }
}
