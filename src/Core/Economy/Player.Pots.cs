using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Two players, the same stake of both, one pot: the higher number takes it.</summary>
public sealed partial class Player
{
    /// <summary>What waits in the queue for somebody with the same stake, which lies in escrow. Null: nothing.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Queued? Queued { get; internal set; }

    /// <summary>Stakes for both and settles at once.</summary>
    /// <param name="challenger">Who was asked about the stake when they challenged, and may have changed since.</param>
    /// <param name="challenged">Who accepts.</param>
    /// <param name="stake">Of each, 1..1,000,000,000.</param>
    /// <param name="rates">Know the highest stake and the tax.</param>
    /// <param name="occasion">The acceptance.</param>
    public static DuelOutcome Duel(Player challenger, Player challenged, long stake, Rates rates, Occasion occasion)
    {
        var agreed = occasion with { Confirmed = stake };
        if (challenger.Weigh(Amount.Of(stake), rates, agreed, out _) is not null)
        {
            return new DuelOutcome.ChallengerCannot();
        }

        if (challenged.Stake(Amount.Of(stake), rates, occasion, out _) is { } refusal)
        {
            return new DuelOutcome.Refused(refusal);
        }

        challenger.Stake(Amount.Of(stake), rates, agreed, out _);
        return new DuelOutcome.Fought(Fight(HigherNumber.Duel, challenger, challenged, stake, challenger.BookedAt(agreed), rates, agreed));
    }

    /// <summary>Waits for somebody with the same stake. Nothing may wait already.</summary>
    /// <returns>Null: the stake lies in escrow and waits.</returns>
    public WagerOutcome? Queue(Amount amount, Rates rates, Occasion occasion)
    {
        if (Queued is not null)
        {
            throw new InvalidOperationException("They wait already.");
        }

        if (Stake(amount, rates, occasion, out var stake) is { } refusal)
        {
            return refusal;
        }

        Queued = new Queued(occasion.Interaction, stake, occasion.At + rates.QueuePatience, BookedAt(occasion));
        NoteDue();
        return null;
    }

    /// <summary>Gives the waiting stake back.</summary>
    /// <returns>False: nothing waits.</returns>
    public bool LeaveQueue(Occasion occasion)
    {
        if (Queued is not { } waiting)
        {
            return false;
        }

        Move(occasion, Reason.Refund, new Balances(waiting.Stake, 0, -waiting.Stake));
        NoteRefund(waiting.Stake, waiting.BookedAt, occasion);
        Queued = null;
        NoteDue();
        return true;
    }

    /// <summary>Stakes against somebody who waits, and settles at once.</summary>
    /// <param name="waiting">Whose stake lies in escrow.</param>
    /// <param name="rates">Know the highest stake and the tax.</param>
    /// <param name="occasion">When and why.</param>
    /// <param name="pot">How it ended, when it was played.</param>
    /// <returns>Null: it was.</returns>
    public WagerOutcome? Meet(Player waiting, Rates rates, Occasion occasion, out Pot? pot)
    {
        pot = null;
        var stake = waiting.Queued?.Stake ?? throw new ArgumentException("They do not wait.", nameof(waiting));
        if (Stake(Amount.Of(stake), rates, occasion, out _) is { } refusal)
        {
            return refusal;
        }

        var stakedAt = waiting.Queued.BookedAt;
        waiting.Queued = null;
        waiting.NoteDue();
        pot = Fight(HigherNumber.Queue, waiting, this, stake, stakedAt, rates, occasion);
        return null;
    }

    /// <summary>Both stakes lie in escrow, the first one's since <paramref name="stakedAt"/>, the second one's since just now.</summary>
    private static Pot Fight(string game, Player first, Player second, long stake, DateTimeOffset stakedAt, Rates rates, Occasion occasion)
    {
        var (one, other) = HigherNumber.Draw(first.NextDraws(), second.NextDraws());
        var firstWins = HigherNumber.Beats(one, other);
        return new Pot(
            stake,
            rates.PotPayout(stake),
            first.Share(game, other, one, firstWins, stake, stakedAt, rates, occasion),
            second.Share(game, one, other, !firstWins, stake, second.BookedAt(occasion), rates, occasion));
    }

    private Round Share(string game, string theirs, string mine, bool wins, long stake, DateTimeOffset stakedAt, Rates rates, Occasion occasion)
    {
        var pot = wins ? 2 * stake : 0;
        var payout = wins ? rates.PotPayout(stake) : 0;
        Move(occasion, wins ? Reason.PotWon : Reason.PotLost, new Balances(pot, 0, -stake));
        if (payout < pot)
        {
            Move(occasion, Reason.PotTax, new Balances(payout - pot, 0, 0));
        }

        NoteReturn(payout, stakedAt, occasion);
        Experience += rates.BetExperience;
        return Settle(game, theirs, mine, stake, payout, occasion);
    }
}

/// <summary>A stake that waits for its like.</summary>
/// <param name="Ticket">The interaction that put it there.</param>
/// <param name="Stake">Coins in escrow.</param>
/// <param name="DueAt">When it goes back.</param>
/// <param name="StakedAt">When it went into escrow, as it counts towards the caps. Null: a version wrote it that did not keep that.</param>
public sealed record Queued(
    Snowflake Ticket,
    long Stake,
    DateTimeOffset DueAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StakedAt)
{
    /// <summary>By which moment its coins count towards the caps.</summary>
    [JsonIgnore]
    public DateTimeOffset BookedAt => StakedAt ?? Ticket.CreatedAt;
}

/// <summary>A pot that was taken.</summary>
/// <param name="Stake">Of each.</param>
/// <param name="Payout">What the winner got.</param>
/// <param name="First">The challenger's record, or that of who waited.</param>
/// <param name="Second">The other's.</param>
public sealed record Pot(long Stake, long Payout, Round First, Round Second)
{
    public bool FirstWins => First.Payout > 0;
}

public abstract record DuelOutcome
{
    private DuelOutcome()
    {
    }

    public sealed record Fought(Pot Pot) : DuelOutcome;

    /// <summary>Why is nobody else's business.</summary>
    public sealed record ChallengerCannot : DuelOutcome;

    /// <param name="Why">Of who accepts.</param>
    public sealed record Refused(WagerOutcome Why) : DuelOutcome;
}
