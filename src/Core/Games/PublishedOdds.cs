using FlippyFlip.Core.Economy;

namespace FlippyFlip.Core.Games;

/// <summary>What a game returns on average, computed from its rule and never typed in.</summary>
/// <param name="Game">The command that plays it.</param>
/// <param name="Return">Coins returned for each coin staked, stakes of many coins; 0..1. Less for a few coins, since payouts are whole.</param>
public sealed record PublishedOdds(string Game, double Return)
{
    /// <summary>What the house keeps of each coin; 0..1.</summary>
    public double Edge => 1 - Return;

    /// <summary>Every game one can stake coins on, in the order of /help.</summary>
    public static IReadOnlyList<PublishedOdds> All(Rates rates) => [Coin(rates), Slot(rates.Slots), Worst(rates)];

    private static PublishedOdds Coin(Rates rates) => new("bet", (double)rates.BetPayout / Rates.Whole / 2);

    /// <summary>Every one of the reels' places is equally likely: all combinations are gone through.</summary>
    private static PublishedOdds Slot(SlotsPay pay)
    {
        var symbols = Enum.GetValues<Symbol>();
        var sum = (
            from first in symbols
            from second in symbols
            from third in symbols
            let ways = (long)SlotsPull.Count(first) * SlotsPull.Count(second) * SlotsPull.Count(third)
            select ways * SlotsPull.Return($"{(char)first}{(char)second}{(char)third}", pay)).Sum();
        return new PublishedOdds("slots", sum / Math.Pow(SlotsPull.Places, SlotsPull.Reels) / Rates.Whole);
    }

    /// <summary>The payout of each target is rounded down to a hundredth of a percent; this is the target that loses most by it.</summary>
    private static PublishedOdds Worst(Rates rates) => new(
        "dice",
        Enumerable.Range(DiceCall.LeastTarget, DiceCall.MostTarget - DiceCall.LeastTarget + 1)
            .SelectMany(target => new[] { new DiceCall(Direction.Over, target), new DiceCall(Direction.Under, target) })
            .Min(dice => (double)dice.Return(rates) * dice.Ways / DiceCall.Faces / Rates.Whole));
}
