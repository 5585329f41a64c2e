using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>
/// A card lies open; the next is called higher or lower, and an equal one counts as right. Every card is one draw below 13, from an endless deck.
/// A move is <c>h</c> or <c>l</c>.
/// </summary>
public sealed class HighLow : ITable
{
    public const char Higher = 'h';
    public const char Lower = 'l';

    /// <summary>Ace to king.</summary>
    public const int Ranks = 13;

    /// <summary>From this pot on, in hundredths of a percent of the stake, the round is paid out as it stands: never cut, or the last call would return less than is published.</summary>
    public const int EnoughReturn = 100 * Rates.Whole;

    private const string Letters = "A23456789TJQK";

    public static HighLow Table { get; } = new();

    public string Game => "highlow";

    Position ITable.Play(string input, FairDraws draws, Rates rates) => Play(input, draws, rates);

    /// <summary>How many of the thirteen ranks make this call right after this card; thirteen means that the call cannot be wrong, and is not taken.</summary>
    /// <param name="rank">1 ace to 13 king.</param>
    /// <param name="call"><see cref="Higher"/> or <see cref="Lower"/>.</param>
    public static int Ways(int rank, char call) => call == Higher ? Ranks + 1 - rank : rank;

    /// <summary>What stands on a card: <c>A</c>, <c>2</c> to <c>10</c>, <c>J</c>, <c>Q</c>, <c>K</c>.</summary>
    /// <param name="rank">1 ace to 13 king.</param>
    public static string FaceOf(int rank) => Letters[rank - 1] == 'T' ? "10" : Letters[rank - 1].ToString();

    /// <summary>What a right call multiplies the pot by, in hundredths of a percent.</summary>
    public static int Factor(int rank, char call, Rates rates) => (Rates.Whole - rates.HighLowEdge) * Ranks / Ways(rank, call);

    /// <inheritdoc cref="ITable.Play"/>
    public static HighLowPosition Play(string input, FairDraws draws, Rates rates)
    {
        var first = Draw(draws);
        var position = new HighLowPosition(Letters[first - 1].ToString(), false, Rates.Whole, first, 0);
        foreach (var move in input)
        {
            if (position.IsOver)
            {
                break;
            }

            position = move == Tables.CashOut && position.Calls > 0 ? position with { IsOver = true }
                : move is Higher or Lower && Ways(position.Rank, move) < Ranks ? Next(position, move, Draw(draws), rates)
                : position;
        }

        return position;
    }

    private static HighLowPosition Next(HighLowPosition before, char call, int rank, Rates rates)
    {
        var result = before.Result + Letters[rank - 1];
        if (call == Higher ? rank < before.Rank : rank > before.Rank)
        {
            return new HighLowPosition(result, true, 0, rank, before.Calls + 1);
        }

        var pot = (int)Rates.Part(before.Return, Factor(before.Rank, call, rates));
        return new HighLowPosition(result, pot >= EnoughReturn, pot, rank, before.Calls + 1);
    }

    private static int Draw(FairDraws draws) => draws.Below(Ranks) + 1;
}

/// <summary>Where such a round stands.</summary>
/// <param name="Result">The cards, one letter each: <c>A</c>, <c>2</c> to <c>9</c>, <c>T</c>, <c>J</c>, <c>Q</c>, <c>K</c>.</param>
/// <param name="IsOver">As in <see cref="Position"/>.</param>
/// <param name="Return">As in <see cref="Position"/>.</param>
/// <param name="Rank">Of the last card, 1 ace to 13 king.</param>
/// <param name="Calls">How many were made.</param>
public sealed record HighLowPosition(string Result, bool IsOver, int Return, int Rank, int Calls) : Position(Result, IsOver, Return);
