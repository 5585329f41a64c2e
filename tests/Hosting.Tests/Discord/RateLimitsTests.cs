using System.Globalization;
using FlippyFlip.Hosting.Discord;

namespace FlippyFlip.Hosting.Tests.Discord;

public sealed class RateLimitsTests
{
    private readonly SteppedTime _time = new();
    private readonly RateLimits _limits;

    public RateLimitsTests() => _limits = new RateLimits(_time);

    [Fact]
    public void Lets_the_first_requests_pass_unknown()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TimeSpan.Zero, _limits.Take(Request("a")));
        }

        Assert.Equal(0, _limits.Count);
    }

    [Fact]
    public void Counts_requests_that_are_still_on_their_way()
    {
        _limits.Learn(Request("a"), Answer(remaining: 2));
        Assert.Equal([0, 0, 2], Take("a", 3));
    }

    [Fact]
    public void Believes_the_lowest_count_of_a_window()
    {
        _limits.Learn(Request("a"), Answer(remaining: 1));
        _limits.Learn(Request("a"), Answer(remaining: 4));
        Assert.Equal([0, 2], Take("a", 2));
    }

    [Fact]
    public void Lets_no_more_than_a_windows_worth_go_after_a_reset()
    {
        _limits.Learn(Request("a"), Answer(remaining: 0));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([0, 0, 0, 0, 0, 2], Take("a", 6));
    }

    [Fact]
    public void Keeps_a_limit_that_an_older_answer_does_not_know_of()
    {
        _limits.Learn(Request("a"), Answer(remaining: 0, status: 429, retryAfter: 30));
        _limits.Learn(Request("a"), Answer(remaining: 3));
        Assert.Equal([30], Take("a", 1));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([0], Take("a", 1));
    }

    [Fact]
    public void Keeps_resources_apart()
    {
        _limits.Learn(Request("a"), Answer(remaining: 0));
        Assert.Equal([2], Take("a", 1));
        Assert.Equal([0], Take("b", 1));
    }

    [Fact]
    public void Forgets_buckets_that_have_reset()
    {
        for (var i = 0; i < 100_000; i++)
        {
            _limits.Learn(Request(i.ToString(CultureInfo.InvariantCulture)), Answer(remaining: 4));
            _time.Advance(TimeSpan.FromMilliseconds(20));
        }
        Assert.InRange(_limits.Count, 1, 512);
    }

    [Fact]
    public void Remembers_no_more_buckets_than_it_has_room_for()
    {
        for (var i = 0; i < 9_000; i++)
        {
            _limits.Learn(Request(i.ToString(CultureInfo.InvariantCulture)), Answer(remaining: 4));
        }

        Assert.Equal(8192, _limits.Count);
    }

    private static DiscordRequest Request(string resource) => new(HttpMethod.Patch, "route", "path", resource);

    private static DiscordAnswer Answer(int remaining, int status = 200, double? retryAfter = null) => new(
        status,
        0,
        "",
        retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        new DiscordLimit("b1", 5, remaining, TimeSpan.FromSeconds(2), false, null));

    private List<double> Take(string resource, int count) => [.. Enumerable.Range(0, count).Select(_ => _limits.Take(Request(resource)).TotalSeconds)];
}
