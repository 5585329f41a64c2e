using System.Globalization;
using FlippyFlip.Core.Jobs;

namespace FlippyFlip.Core.Tests.Jobs;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("0 * * * * *", "2026-01-05T12:00:00Z", "2026-01-05T12:01:00Z")]
    [InlineData("0 * * * * *", "2026-01-05T12:00:59.999Z", "2026-01-05T12:01:00Z")]
    [InlineData("0 15 3 * * *", "2026-01-05T12:00:00Z", "2026-01-06T03:15:00Z")]
    [InlineData("0 0 12 * * 1", "2026-01-05T11:59:59Z", "2026-01-05T12:00:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-01-05T12:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("*/10 * * * * *", "2026-01-05T13:00:00+01:00", "2026-01-05T12:00:10Z")]
    public void The_next_tick_is_in_UTC_and_after_the_moment(string expression, string moment, string next) =>
        Assert.Equal(Moment(next), new Schedule(expression).NextAfter(Moment(moment)));

    [Theory]
    [InlineData("")]
    [InlineData("* * * * *")]
    [InlineData("0 60 * * * *")]
    [InlineData("daily")]
    [InlineData("0 0 0 31 2 *")]
    [InlineData("0 * * * * * *")]
    public void Refuses_what_is_no_schedule_or_never_comes(string expression)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new Schedule(expression));
        Assert.StartsWith($"'{expression}' ", refusal.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
