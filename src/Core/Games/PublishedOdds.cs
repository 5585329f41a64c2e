using System.Runtime.CompilerServices;
using FlippyFlip.Core.Economy;

namespace FlippyFlip.Core.Games;

/// <summary>What a game returns on average, computed from its rule and never typed in, but for blackjack's, which a test computes.</summary>
/// <param name="Game">The command that plays it.</param>
/// <param name="Return">Coins returned for each coin staked, stakes of many coins; 0..1. Payouts are whole: for a few coins /bet rounds to the nearest and returns up to 1, the others round down.</param>
/// <param name="IsPerCall">True: of the pot at each call, however long the round; false: of a whole round, however it is played.</param>
/// <param name="IsSkilled">True: of the first stake of a round, played by <see cref="BasicStrategy"/>; whoever plays otherwise gets less back.</param>
public sealed record PublishedOdds(string Game, double Return, bool IsPerCall = false, bool IsSkilled = false)
{
    /// <summary>Thousands of combinations are gone through, and autocomplete asks at every key: once for each table of rates is enough.</summary>
    private static readonly ConditionalWeakTable<Rates, IReadOnlyList<PublishedOdds>> Known = [];

    /// <summary>What the house keeps of each coin; 0..1.</summary>
    public double Edge => 1 - Return;

    /// <summary>Every game one can stake coins on, in the order of /help.</summary>
    public static IReadOnlyList<PublishedOdds> All(Rates rates) => Known.GetValue(rates, Compute);

    private static IReadOnlyList<PublishedOdds> Compute(Rates rates) =>
        [Coin(rates), Pot(HigherNumber.Duel, rates), Pot(HigherNumber.Queue, rates), Streak(rates), Hands(rates), Worst(rates), Cards(rates), Fields(rates), Wheel(), Slot(rates.Slots)];

    private static PublishedOdds Coin(Rates rates) => new("bet", (double)rates.BetPayout / Rates.Whole / 2);

    /// <summary>Either of the two is as likely to draw the higher number: of what both stake, the tax is all that goes.</summary>
    private static PublishedOdds Pot(string game, Rates rates) => new(game, (double)(Rates.Whole - rates.PotTax) / Rates.Whole);

    private static PublishedOdds Streak(Rates rates) => new("flipstreak", (double)rates.FlipStreakFactor / Rates.Whole / 2, IsPerCall: true);

    private static PublishedOdds Hands(Rates rates) => new("blackjack", Blackjack.Return(rates), IsSkilled: true);

    /// <summary>Of the field that returns least; they all return the same.</summary>
    private static PublishedOdds Wheel() => new(
        "roulette",
        RouletteField.Groups.Concat(RouletteField.Singles).Min(field => (double)field.Covered.Count * field.Return / RouletteField.Pockets));

    /// <summary>Of the call that loses most by rounding down to a hundredth of a percent.</summary>
    private static PublishedOdds Cards(Rates rates) => new(
        "highlow",
        Enumerable.Range(2, HighLow.Ranks - 1).Min(rank => (double)HighLow.Factor(rank, HighLow.Higher, rates) * HighLow.Ways(rank, HighLow.Higher) / HighLow.Ranks / Rates.Whole),
        IsPerCall: true);

    /// <summary>The least over all numbers of mines and of fields at which one may stop.</summary>
    private static PublishedOdds Fields(Rates rates) => new(
        "mines",
        (from mines in Enumerable.Range(Mines.LeastMines, Mines.MostMines)
         from open in Enumerable.Range(1, Mines.Fields - mines)
         select Mines.Chance(mines, open) * Mines.Return(mines, open, rates) / Rates.Whole).Min());

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
