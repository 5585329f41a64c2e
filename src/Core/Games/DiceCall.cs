using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>On which side of the target the number must fall.</summary>
public enum Direction
{
    Over,
    Under,
}

/// <summary>A number from 1 to 100 that falls above or below a target: one draw below 100, plus one.</summary>
/// <param name="Direction">Where it must fall.</param>
/// <param name="Target">2..98; the number itself loses.</param>
public sealed record DiceCall(Direction Direction, int Target) : IWager
{
    public const string GameName = "dice";
    public const int LeastTarget = 2;
    public const int MostTarget = 98;

    /// <summary>How many numbers there are.</summary>
    public const int Faces = 100;

    public string Game => GameName;

    /// <summary>Such as <c>o50</c> or <c>u7</c>.</summary>
    public string Input => string.Create(CultureInfo.InvariantCulture, $"{(Direction == Direction.Over ? 'o' : 'u')}{Target}");

    /// <summary>How many of the hundred numbers win, 1..98.</summary>
    public int Ways => Direction == Direction.Over ? Faces - Target : Target - 1;

    public string Draw(FairDraws draws) => Roll(draws);

    /// <summary>The number; it does not depend on what was called.</summary>
    public static string Roll(FairDraws draws) => (draws.Below(Faces) + 1).ToString(CultureInfo.InvariantCulture);

    public bool Wins(int number) => Direction == Direction.Over ? number > Target : number < Target;

    /// <summary>What a win returns, stake included, in hundredths of a percent of the stake: what is left of the edge, shared by the ways to win.</summary>
    public int Return(Rates rates) => (Rates.Whole - rates.DiceEdge) * Faces / Ways;

    public long Payout(string result, long stake, Rates rates) =>
        Wins(int.Parse(result, CultureInfo.InvariantCulture)) ? Rates.Part(stake, Return(rates)) : 0;

    /// <exception cref="FormatException">No input of this game.</exception>
    public static DiceCall Parse(string input) =>
        new(input[0] == 'o' ? Direction.Over : Direction.Under, int.Parse(input.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture));
}
