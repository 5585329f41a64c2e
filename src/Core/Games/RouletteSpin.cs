using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>Coins on a field of the roulette table.</summary>
/// <param name="Field">The name of a <see cref="RouletteField"/>.</param>
/// <param name="Coins">At least 1.</param>
public sealed record RouletteBet(string Field, long Coins)
{
    /// <summary>Coins returned when this number comes up, the bet included.</summary>
    public long Pays(int number) => RouletteField.Find(Field) is { } field && field.Covered.Contains(number) ? Coins * field.Return : 0;
}

/// <summary>One spin for all bets on the table: one draw below 37. The stake is their sum, so they are written down with their coins: <c>red:100,17:5</c>.</summary>
public sealed record RouletteSpin(IReadOnlyList<RouletteBet> Bets) : IWager
{
    public const string GameName = "roulette";

    /// <summary>The most bets of one spin.</summary>
    public const int MostBets = 10;

    public string Game => GameName;

    public string Input => string.Join(',', Bets.Select(bet => string.Create(CultureInfo.InvariantCulture, $"{bet.Field}:{bet.Coins}")));

    /// <summary>Coins of all bets.</summary>
    public long Total => Bets.Sum(bet => bet.Coins);

    public string Draw(FairDraws draws) => Spin(draws);

    /// <summary>The number; it does not depend on the bets.</summary>
    public static string Spin(FairDraws draws) => draws.Below(RouletteField.Pockets).ToString(CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentOutOfRangeException">The stake is not the sum of the bets.</exception>
    public long Payout(string result, long stake, Rates rates)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stake, Total);
        var number = int.Parse(result, NumberStyles.None, CultureInfo.InvariantCulture);
        return Bets.Sum(bet => bet.Pays(number));
    }

    /// <summary>Null: no input of this game.</summary>
    public static RouletteSpin? Parse(string input)
    {
        var bets = new List<RouletteBet>();
        foreach (var text in input.Split(','))
        {
            if (text.Split(':') is not [var field, var number] || RouletteField.Find(field) is null
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var coins) || coins < Amount.Smallest)
            {
                return null;
            }

            bets.Add(new RouletteBet(field, coins));
        }

        return new RouletteSpin(bets);
    }
}
