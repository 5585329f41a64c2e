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
/// <param name="Return">
/// What it pays, stakes included, in hundredths of a percent of the first stake: when it is over, or when the player stops here; 0 where nobody can know that yet.
/// </param>
public abstract record Position(string Result, bool IsOver, int Return)
{
    /// <summary>What is staked by now, in hundredths of a percent of the first stake: all of that, and what moves added.</summary>
    public int Staked { get; init; } = Rates.Whole;

    /// <summary>Coins that <see cref="Return"/> comes to.</summary>
    /// <param name="stake">The first stake.</param>
    public virtual long Pays(long stake) => Rates.Part(stake, Return);
}

/// <summary>Every game of several moves.</summary>
public static class Tables
{
    /// <summary>How a player stops, in any game where that can be done, and how a round ends that is left alone: each game says what that pays.</summary>
    public const char CashOut = '$';

    public static IReadOnlyList<ITable> All { get; } = [HighLow.Table, Mines.Table, FlipStreak.Table, Blackjack.Table];

    /// <summary>Null: no such game in this version.</summary>
    public static ITable? Find(string game) => All.FirstOrDefault(table => table.Game == game);
}
