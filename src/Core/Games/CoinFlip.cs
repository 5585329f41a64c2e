using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>The two faces of a coin; the number drawn is the face.</summary>
public enum Side
{
    Heads = 0,
    Tails = 1,
}

/// <summary>A coin toss: the product's heart. One draw below 2 for each toss.</summary>
public static class CoinFlip
{
    /// <summary>The name under which rounds are replayed.</summary>
    public const string Game = "flip";

    /// <summary>Most tosses in one round.</summary>
    public const int MostTosses = 100;

    public static Side Toss(FairDraws draws) => (Side)draws.Below(2);

    /// <param name="draws">The round's numbers.</param>
    /// <param name="count">1..100.</param>
    public static IReadOnlyList<Side> Toss(FairDraws draws, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostTosses);
        var sides = new Side[count];
        for (var i = 0; i < count; i++)
        {
            sides[i] = Toss(draws);
        }

        return sides;
    }

    /// <summary>How a round's result is written down: one letter a toss, <c>HTTH</c>.</summary>
    public static string Write(IEnumerable<Side> sides) => string.Concat(sides.Select(side => side == Side.Heads ? 'H' : 'T'));

    /// <summary>
    /// The rule of <see cref="Provable"/>: a free round's input is how many tosses there were, a bet's is the side called on one toss.
    /// </summary>
    internal static string Replay(Round round, FairDraws draws)
    {
        var isCount = int.TryParse(round.Input, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return Write(Toss(draws, isCount ? Math.Clamp(count, 1, MostTosses) : 1));
    }
}

/// <summary>A side called on one toss.</summary>
public sealed record CoinCall(Side Side) : IWager
{
    public string Game => CoinFlip.Game;

    public string Input => CoinFlip.Write([Side]);

    public string Draw(FairDraws draws) => CoinFlip.Write([CoinFlip.Toss(draws)]);

    public long Payout(string result, long stake, Rates rates) => result == Input ? rates.BetReturn(stake) : 0;

    /// <summary>Null: no bet's input.</summary>
    public static CoinCall? Parse(string input) => input switch
    {
        "H" => new CoinCall(Side.Heads),
        "T" => new CoinCall(Side.Tails),
        _ => null,
    };
}
