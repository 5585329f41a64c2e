using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>
/// A game of several moves. A round is what was chosen, nothing else: played again from its seeds it stands where it stood, so no cards and no
/// boards are stored, and whoever checks a round later does the same.
/// </summary>
public interface ITable
{
    /// <summary>The game's name, and the command's that plays it.</summary>
    string Game { get; }

    /// <summary>Where a round stands. Moves that the game does not allow there are passed over, so that any text has an answer.</summary>
    /// <param name="input">What was chosen, move by move; ASCII.</param>
    /// <param name="draws">The round's numbers, from the first.</param>
    /// <param name="rates">What the house pays; what comes out does not depend on it.</param>
    Position Play(string input, FairDraws draws, Rates rates);
}

/// <summary>Where a round of several moves stands.</summary>
/// <param name="Result">What came out so far, in the game's own words; ASCII.</param>
/// <param name="IsOver">True: no move is left.</param>
/// <param name="Return">What it pays, stake included, in hundredths of a percent of the stake: when it is over, or when the player stops here.</param>
public abstract record Position(string Result, bool IsOver, int Return);

/// <summary>Every game of several moves.</summary>
public static class Tables
{
    /// <summary>How a player stops, in any game where that can be done.</summary>
    public const char CashOut = '$';

    public static IReadOnlyList<ITable> All { get; } = [HighLow.Table, Mines.Table, FlipStreak.Table];

    /// <summary>Null: no such game in this version.</summary>
    public static ITable? Find(string game) => All.FirstOrDefault(table => table.Game == game);
}
