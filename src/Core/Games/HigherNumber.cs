using System.Globalization;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>
/// Two players draw a number below a million, each from their own seeds; the higher wins, and equal ones are drawn again. Each keeps a round of their own: the other's
/// numbers are what it was played against, their own are what came out and can be drawn again.
/// </summary>
public static class HigherNumber
{
    /// <summary>The names under which rounds are replayed, and the commands'.</summary>
    public const string Duel = "duel";
    public const string Queue = "flipqueue";

    /// <summary>Numbers there are.</summary>
    public const int Range = 1_000_000;

    /// <summary>Numbers of one round at most: that so many are equal happens to nobody.</summary>
    private const int MostDraws = 16;

    private const char Separator = ',';

    /// <summary>The numbers of both, such as <c>734120</c>; of several draws <c>55,734120</c>.</summary>
    /// <exception cref="InvalidOperationException">They go on being equal: both draw from the same seeds.</exception>
    public static (string First, string Second) Draw(FairDraws first, FairDraws second)
    {
        List<int> ones = [], others = [];
        do
        {
            if (ones.Count == MostDraws)
            {
                throw new InvalidOperationException("Two players draw the same numbers.");
            }

            ones.Add(first.Below(Range));
            others.Add(second.Below(Range));
        }
        while (ones[^1] == others[^1]);
        return (Write(ones), Write(others));
    }

    /// <summary>The number that counted.</summary>
    public static int Last(string numbers) => int.Parse(numbers.AsSpan(numbers.LastIndexOf(Separator) + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    public static bool Beats(string numbers, string others) => Last(numbers) > Last(others);

    /// <summary>The rule of <see cref="Provable"/>: as many numbers as the other one drew.</summary>
    internal static string Replay(Round round, FairDraws draws) =>
        Write([.. Enumerable.Range(0, Math.Min(MostDraws, round.Input.Count(c => c == Separator) + 1)).Select(_ => draws.Below(Range))]);

    private static string Write(IReadOnlyList<int> numbers) => string.Join(Separator, numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
