using System.Globalization;

namespace FlippyFlip.Core.Games;

/// <summary>A place on which coins can be put: some of the numbers of the wheel.</summary>
public sealed class RouletteField
{
    /// <summary>0 to 36.</summary>
    public const int Pockets = 37;

    private const int Numbers = Pockets - 1;

    private static readonly HashSet<int> Reds = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];

    private RouletteField(string name, Func<int, bool> covers)
    {
        Name = name;
        Covered = Enumerable.Range(0, Pockets).Where(covers).ToHashSet();
    }

    /// <summary>Every one that is no single number; none of them has the zero.</summary>
    public static IReadOnlyList<RouletteField> Groups { get; } =
    [
        Group("red", IsRed),
        Group("black", number => !IsRed(number)),
        Group("odd", int.IsOddInteger),
        Group("even", int.IsEvenInteger),
        Group("low", number => number <= 18),
        Group("high", number => number > 18),
        Group("dozen1", number => number <= 12),
        Group("dozen2", number => number is > 12 and <= 24),
        Group("dozen3", number => number > 24),
        Group("column1", number => number % 3 == 1),
        Group("column2", number => number % 3 == 2),
        Group("column3", number => number % 3 == 0),
    ];

    /// <summary>A single number each, from zero.</summary>
    public static IReadOnlyList<RouletteField> Singles { get; } =
        [.. Enumerable.Range(0, Pockets).Select(number => new RouletteField(number.ToString(CultureInfo.InvariantCulture), pocket => pocket == number))];

    private static readonly Dictionary<string, RouletteField> ByName = Groups.Concat(Singles).ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Such as <c>red</c>, <c>dozen1</c>, <c>column3</c>, <c>17</c>. Stored; never rename one.</summary>
    public string Name { get; }

    public IReadOnlySet<int> Covered { get; }

    /// <summary>Coins returned for a coin when one of its numbers comes up: as if there were no zero.</summary>
    public int Return => Numbers / Covered.Count;

    /// <summary>Null: there is none of that name.</summary>
    public static RouletteField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <param name="number">0..36; zero is neither red nor black.</param>
    public static bool IsRed(int number) => Reds.Contains(number);

    private static RouletteField Group(string name, Func<int, bool> covers) => new(name, number => number > 0 && covers(number));
}
