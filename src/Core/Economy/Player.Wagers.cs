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
        Move(occasion, payout > 0 ? Reason.Win : Reason.Loss, new Balances(payout, 0, -stake));
        Experience += rates.BetExperience;
        return new WagerOutcome.Settled(Settle(wager.Game, wager.Input, result, stake, payout, occasion));
    }

    /// <summary>Puts a stake into escrow.</summary>
    /// <param name="amount">A share means that of the purse, and at most the highest stake; a number means exactly that.</param>
    /// <param name="rates">Know the highest stake.</param>
    /// <param name="occasion">When and why.</param>
    /// <param name="stake">The coins that were staked, or would have been.</param>
    /// <returns>Null: staked.</returns>
    private WagerOutcome? Stake(Amount amount, Rates rates, Occasion occasion, out long stake)
    {
        stake = amount.From(Purse);
        stake = amount.IsShare ? Math.Min(stake, rates.MaxStake) : stake;
        if (stake > rates.MaxStake)
        {
            return new WagerOutcome.TooHigh(rates.MaxStake);
        }

        if (stake == 0 || stake > Purse)
        {
            return new WagerOutcome.TooPoor(Purse, Math.Max(stake, Amount.Smallest));
        }

        Move(occasion, Reason.Stake, new Balances(-stake, 0, stake));
        return null;
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
}
