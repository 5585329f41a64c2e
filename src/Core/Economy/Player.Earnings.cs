using System.Text.Json.Serialization;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Economy;

/// <summary>The weekly reward, what is found, and what votes are paid.</summary>
public sealed partial class Player
{
    /// <inheritdoc cref="DailyCommand"/>
    public const string WeeklyCommand = "weekly";

    /// <inheritdoc cref="DailyCommand"/>
    public const string ScavengeCommand = Scavenging.Game;

    /// <inheritdoc cref="DailyCommand"/>
    public const string VoteCommand = "vote";

    [JsonInclude]
    public WeeklyStreak Weekly { get; internal set; } = new(0, 0, null);

    public WeeklyOutcome ClaimWeekly(Rates rates, Occasion occasion)
    {
        if (ReadyAt(WeeklyCommand, occasion.At) is { } readyAt)
        {
            return new WeeklyOutcome.NotReady(readyAt, Weekly.Weeks);
        }

        var goesOn = Weekly.ClaimedAt is { } last && occasion.At - last <= rates.WeeklyStreakWindow;
        var weeks = goesOn ? Weekly.Weeks + 1 : 1;
        var streakBonus = rates.WeeklyStreakBonus * (Math.Min(weeks, rates.WeeklyStreakWeeks) - 1);
        var coins = rates.WeeklyReward + streakBonus;
        var next = occasion.At + rates.WeeklyInterval;

        Move(occasion, Reason.Weekly, new Balances(coins, 0, 0));
        Weekly = new WeeklyStreak(weeks, Math.Max(Weekly.Best, weeks), occasion.At);
        Experience += rates.WeeklyExperience;
        CoolDown(WeeklyCommand, next, occasion.At);
        return new WeeklyOutcome.Claimed(coins, streakBonus, weeks, next);
    }

    /// <summary>Looks for coins. A fine takes what the purse has, at most: nothing is ever owed.</summary>
    public ScavengeOutcome Scavenge(Place place, Rates rates, Occasion occasion)
    {
        if (ReadyAt(ScavengeCommand, occasion.At) is { } readyAt)
        {
            return new ScavengeOutcome.NotReady(readyAt);
        }

        var loot = Scavenging.Draw(place, NextDraws());
        var coins = Math.Max(rates.Scavenge.Coins(place, loot), -Purse);
        if (coins != 0)
        {
            Move(occasion, coins > 0 ? Reason.Scavenge : Reason.Fine, new Balances(coins, 0, 0));
        }

        Experience += rates.ScavengeExperience;
        var next = occasion.At + rates.ScavengeInterval;
        CoolDown(ScavengeCommand, next, occasion.At);
        var round = Settle(Scavenging.Game, Scavenging.Write(place), Scavenging.Write(loot), 0, Math.Max(0, coins), occasion);
        return new ScavengeOutcome.Searched(round, loot, coins, next);
    }

    /// <summary>Is paid for every vote that waits. They are taken out of the ballot, which belongs into the same commit.</summary>
    /// <param name="ballot">This player's.</param>
    /// <param name="rates">Know what a vote pays.</param>
    /// <param name="occasion">When and why.</param>
    /// <returns>What was paid. Null: no vote waits.</returns>
    public VotesPaid? ClaimVotes(Ballot ballot, Rates rates, Occasion occasion)
    {
        var votes = ballot.Take();
        if (votes == 0)
        {
            return null;
        }

        var coins = rates.VoteReward * votes;
        Move(occasion, Reason.Vote, new Balances(coins, 0, 0));
        Experience += rates.VoteExperience * votes;
        if (ballot.NextAt > occasion.At)
        {
            CoolDown(VoteCommand, ballot.NextAt, occasion.At);
        }

        return new VotesPaid(votes, coins);
    }
}

/// <summary>Weeks in a row in which /weekly was claimed.</summary>
/// <param name="Weeks">The current streak; 0 before the first claim.</param>
/// <param name="Best">The longest streak ever.</param>
/// <param name="ClaimedAt">The last claim. Null: never.</param>
public sealed record WeeklyStreak(int Weeks, int Best, DateTimeOffset? ClaimedAt);

/// <summary>Votes that were paid.</summary>
/// <param name="Votes">How many, at least 1.</param>
/// <param name="Coins">All together.</param>
public sealed record VotesPaid(int Votes, long Coins);

public abstract record WeeklyOutcome
{
    private WeeklyOutcome()
    {
    }

    /// <param name="Coins">All together.</param>
    /// <param name="StreakBonus">The part for the streak.</param>
    /// <param name="Weeks">The streak with this claim.</param>
    /// <param name="NextAt">When the next one is ready.</param>
    public sealed record Claimed(long Coins, long StreakBonus, int Weeks, DateTimeOffset NextAt) : WeeklyOutcome;

    public sealed record NotReady(DateTimeOffset ReadyAt, int Weeks) : WeeklyOutcome;
}

public abstract record ScavengeOutcome
{
    private ScavengeOutcome()
    {
    }

    /// <param name="Round">As recorded.</param>
    /// <param name="Loot">What came of it.</param>
    /// <param name="Coins">What it changed in the purse; negative for a fine.</param>
    /// <param name="NextAt">When one may look again.</param>
    public sealed record Searched(Round Round, Loot Loot, long Coins, DateTimeOffset NextAt) : ScavengeOutcome;

    public sealed record NotReady(DateTimeOffset ReadyAt) : ScavengeOutcome;
}
