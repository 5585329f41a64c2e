using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Coins at risk: every stake passes here.</summary>
public sealed partial class Player
{
    /// <summary>Stakes coins on what one draw settles: into escrow and out at once, both in the ledger.</summary>
    public WagerOutcome Wager(IWager wager, Amount amount, Rates rates, Occasion occasion)
    {
        if (Stake(amount, rates, occasion, out var stake) is { } refusal)
        {
            return refusal;
        }

        var result = wager.Draw(NextDraws());
        var payout = wager.Payout(result, stake, rates);
        Unstake(payout > 0 ? Reason.Win : Reason.Loss, stake, payout, BookedAt(occasion), rates, occasion);
        return new WagerOutcome.Settled(Settle(wager.Game, wager.Input, result, stake, payout, occasion));
    }

    /// <summary>What speaks against a stake: the player's purse, an operator or the player's own limits.</summary>
    /// <param name="amount">A share means that of the purse, and at most the highest stake; a number means exactly that.</param>
    /// <param name="rates">Know the highest stake.</param>
    /// <param name="occasion">When and why.</param>
    /// <param name="stake">The coins that are staked, or would be.</param>
    /// <returns>Null: nothing does.</returns>
    public WagerOutcome? Weigh(Amount amount, Rates rates, Occasion occasion, out long stake)
    {
        stake = amount.From(Purse);
        if (Restrain(occasion) is { } restraint)
        {
            return restraint;
        }

        stake = amount.IsShare ? Math.Min(stake, rates.MaxStake) : stake;
        if (stake > rates.MaxStake)
        {
            return new WagerOutcome.TooHigh(rates.MaxStake);
        }

        if (stake == 0 || stake > Purse)
        {
            return new WagerOutcome.TooPoor(Purse, Math.Max(stake, Amount.Smallest));
        }

        return Restrain(stake, occasion);
    }

    /// <summary>Puts a stake into escrow, unless something speaks against it.</summary>
    /// <inheritdoc cref="Weigh" path="/param"/>
    /// <returns>Null: staked.</returns>
    private WagerOutcome? Stake(Amount amount, Rates rates, Occasion occasion, out long stake)
    {
        if (Weigh(amount, rates, occasion, out stake) is { } refusal)
        {
            return refusal;
        }

        Move(occasion, Reason.Stake, new Balances(-stake, 0, stake));
        NoteStake(stake, occasion);
        return null;
    }

    /// <summary>Takes a stake out of escrow, with what came of it.</summary>
    private void Unstake(Reason reason, long stake, long payout, DateTimeOffset stakedAt, Rates rates, Occasion occasion)
    {
        Move(occasion, reason, new Balances(payout, 0, -stake));
        NoteReturn(payout, stakedAt, occasion);
        Experience += rates.BetExperience;
    }
}

public abstract record WagerOutcome
{
    private WagerOutcome()
    {
    }

    /// <param name="Round">As recorded: what came out and what it paid.</param>
    public sealed record Settled(Round Round) : WagerOutcome;

    public sealed record TooPoor(long Purse, long Needed) : WagerOutcome;

    public sealed record TooHigh(long Most) : WagerOutcome;

    /// <summary>An operator decided so.</summary>
    public sealed record Barred(Safety.Sanction Sanction) : WagerOutcome;

    /// <summary>They excluded themselves.</summary>
    public sealed record Excluded(DateTimeOffset Until) : WagerOutcome;

    /// <param name="Cap">Which of their own caps.</param>
    /// <param name="Most">Coins.</param>
    /// <param name="Left">Coins that it still lets them stake.</param>
    /// <param name="FreeAt">When it begins anew.</param>
    public sealed record Capped(Safety.Cap Cap, long Most, long Left, DateTimeOffset FreeAt) : WagerOutcome;

    /// <summary>They want to be asked about stakes of this size.</summary>
    public sealed record Unconfirmed(long Stake) : WagerOutcome;
}
