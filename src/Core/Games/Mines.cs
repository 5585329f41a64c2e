using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>
/// Sixteen fields hide mines; every field without one multiplies the pot. The input is the number of mines and a letter, <c>a</c> to <c>p</c>, for
/// each field that was opened: <c>3acf</c>. The mines are laid before the first field is opened: the i-th by one draw below 16 - i among the fields left.
/// </summary>
public sealed class Mines : ITable
{
    public const int Fields = 16;
    public const int LeastMines = 1;
    public const int MostMines = Fields - 1;

    private const char First = 'a';

    public static Mines Table { get; } = new();

    public string Game => "mines";

    Position ITable.Play(string input, FairDraws draws, Rates rates) => Play(input, draws, rates);

    /// <summary>A round in which nothing is open yet.</summary>
    public static string Start(int mines) => mines.ToString(CultureInfo.InvariantCulture);

    /// <summary>Opening a field, 0 to 15.</summary>
    public static char Open(int field) => (char)(First + field);

    /// <summary>What so many open fields return: what is left of the edge, divided by how likely it was to come so far.</summary>
    /// <param name="mines">1..15.</param>
    /// <param name="open">0..16 - mines.</param>
    /// <param name="rates">Know the edge.</param>
    /// <returns>In hundredths of a percent of the stake; the stake itself while nothing is open.</returns>
    public static int Return(int mines, int open, Rates rates)
    {
        if (open == 0)
        {
            return Rates.Whole;
        }

        // Never above 12,870 ways to one, so this stays far below what fits.
        long ways = Rates.Whole - rates.MinesEdge, safe = 1;
        for (var i = 0; i < open; i++)
        {
            ways *= Fields - i;
            safe *= Fields - mines - i;
        }

        return (int)(ways / safe);
    }

    /// <summary>How likely it is to open so many fields without a mine; 0..1.</summary>
    public static double Chance(int mines, int open) =>
        Enumerable.Range(0, open).Aggregate(1.0, (chance, i) => chance * (Fields - mines - i) / (Fields - i));

    /// <inheritdoc cref="ITable.Play"/>
    public static MinesPosition Play(string input, FairDraws draws, Rates rates)
    {
        var digits = input.TakeWhile(char.IsAsciiDigit).Count();
        _ = int.TryParse(input.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var mines);
        mines = Math.Clamp(mines, LeastMines, MostMines);
        var hidden = Lay(mines, draws);
        var open = new List<int>();
        foreach (var move in input.Skip(digits))
        {
            var field = move - First;
            if (move == Tables.CashOut && open.Count > 0)
            {
                return new MinesPosition(Write(hidden), true, Return(mines, open.Count, rates), hidden, open, null);
            }

            if (field is < 0 or >= Fields || open.Contains(field))
            {
                continue;
            }

            if (hidden.Contains(field))
            {
                return new MinesPosition(Write(hidden), true, 0, hidden, open, field);
            }

            open.Add(field);
            if (open.Count == Fields - mines)
            {
                return new MinesPosition(Write(hidden), true, Return(mines, open.Count, rates), hidden, open, null);
            }
        }

        return new MinesPosition(Write(hidden), false, Return(mines, open.Count, rates), hidden, open, null);
    }

    private static SortedSet<int> Lay(int mines, FairDraws draws)
    {
        var free = Enumerable.Range(0, Fields).ToList();
        var hidden = new SortedSet<int>();
        for (var i = 0; i < mines; i++)
        {
            var at = draws.Below(free.Count);
            hidden.Add(free[at]);
            free.RemoveAt(at);
        }

        return hidden;
    }

    private static string Write(IEnumerable<int> hidden) => string.Concat(hidden.Select(Open));
}

/// <summary>Where such a round stands.</summary>
/// <param name="Result">The fields with mines, one letter each: a secret until the round is over.</param>
/// <param name="IsOver">As in <see cref="Position"/>.</param>
/// <param name="Return">As in <see cref="Position"/>.</param>
/// <param name="Hidden">The same as numbers, 0..15.</param>
/// <param name="Open">The fields that were opened, in their order.</param>
/// <param name="Hit">The mine that ended it. Null: none did.</param>
public sealed record MinesPosition(string Result, bool IsOver, int Return, IReadOnlySet<int> Hidden, IReadOnlyList<int> Open, int? Hit)
    : Position(Result, IsOver, Return);
