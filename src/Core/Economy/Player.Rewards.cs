namespace FlippyFlip.Core.Economy;

/// <summary>The starter bonus and the daily reward.</summary>
public sealed partial class Player
{
    /// <summary>The cooldown's name, and the command's.</summary>
    public const string DailyCommand = "daily";

    /// <summary>Marks the player as started and pays the bonus, unless it was ever paid to this person before.</summary>
    public StartOutcome Start(bool isFirstEver, Rates rates, Occasion occasion)
    {
        if (StartedAt is { } startedAt)
        {
            return new StartOutcome.StartedBefore(startedAt);
        }

        StartedAt = occasion.At;
        IsChanged = true;
        if (!isFirstEver)
        {
            return new StartOutcome.WelcomeBack();
        }

        Move(occasion, Reason.StarterBonus, new Balances(rates.StarterBonus, 0, 0));
        return new StartOutcome.Started(rates.StarterBonus);
    }

    public DailyOutcome ClaimDaily(Rates rates, Occasion occasion)
    {
        if (ReadyAt(DailyCommand, occasion.At) is { } readyAt)
        {
            return new DailyOutcome.NotReady(readyAt, Daily.Days);
        }

        var goesOn = Daily.ClaimedAt is { } last && occasion.At - last <= rates.StreakWindow;
        var days = goesOn ? Daily.Days + 1 : 1;
        var streakBonus = rates.DailyStreakBonus * (Math.Min(days, rates.DailyStreakDays) - 1);
        var isWeekend = occasion.At.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var weekendBonus = isWeekend ? rates.DailyReward * rates.WeekendBonus / 10_000 : 0;
        var coins = rates.DailyReward + streakBonus + weekendBonus;
        var next = occasion.At + rates.DailyInterval;

        Move(occasion, Reason.Daily, new Balances(coins, 0, 0));
        Daily = new DailyStreak(days, Math.Max(Daily.Best, days), occasion.At);
        Experience += rates.DailyExperience;
        CoolDown(DailyCommand, next, occasion.At);
        return new DailyOutcome.Claimed(coins, streakBonus, weekendBonus, days, next);
    }
}

public abstract record StartOutcome
{
    private StartOutcome()
    {
    }

    public sealed record Started(long Bonus) : StartOutcome;

    /// <summary>The data was erased at some time; the bonus is paid once in a lifetime.</summary>
    public sealed record WelcomeBack : StartOutcome;

    public sealed record StartedBefore(DateTimeOffset At) : StartOutcome;
}

public abstract record DailyOutcome
{
    private DailyOutcome()
    {
    }

    /// <param name="Coins">All together.</param>
    /// <param name="StreakBonus">The part for the streak.</param>
    /// <param name="WeekendBonus">The part for the weekend.</param>
    /// <param name="Days">The streak with this claim.</param>
    /// <param name="NextAt">When the next one is ready.</param>
    public sealed record Claimed(long Coins, long StreakBonus, long WeekendBonus, int Days, DateTimeOffset NextAt) : DailyOutcome;

    public sealed record NotReady(DateTimeOffset ReadyAt, int Days) : DailyOutcome;
}
