using NCrontab;

namespace FlippyFlip.Core.Jobs;

/// <summary>When a job is due: an NCRONTAB expression of six fields (second minute hour day month weekday), in UTC.</summary>
public sealed class Schedule
{
    /// <summary>The rarest day there is, 29 February, comes at least every eight years.</summary>
    private const int RarestYears = 8;

    private static readonly DateTime AnyDay = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CrontabSchedule _schedule;

    /// <exception cref="ArgumentException">The expression is none, or names a moment that never comes.</exception>
    public Schedule(string expression)
    {
        _schedule = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new ArgumentException($"'{expression}' is not an NCRONTAB expression of six fields.", nameof(expression));
        if (_schedule.GetNextOccurrence(AnyDay, AnyDay.AddYears(RarestYears)) >= AnyDay.AddYears(RarestYears))
        {
            throw new ArgumentException($"'{expression}' never comes.", nameof(expression));
        }

        Expression = expression;
    }

    public string Expression { get; }

    /// <summary>The first tick after a moment, never the moment itself.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment) => new(_schedule.GetNextOccurrence(moment.UtcDateTime), TimeSpan.Zero);

    public override string ToString() => Expression;
}
