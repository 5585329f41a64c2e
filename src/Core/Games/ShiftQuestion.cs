using System.Globalization;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>What a shift asks for. The letter is how a result is written down.</summary>
public enum ShiftKind
{
    /// <summary>Which code is typed exactly as shown?</summary>
    Type = 't',

    /// <summary>Which list is sorted?</summary>
    Sort = 's',

    /// <summary>Which row was it that was shown before?</summary>
    Remember = 'r',
}

/// <summary>
/// The question of a shift: four choices, one of them right. One draw below 3 is the kind; then the right answer is drawn, then three places at which
/// the wrong ones differ from it (so that all four differ from each other), and last, by one draw below 4, where the right one stands.
/// </summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Choices">Four of them, in the question's own words, ASCII: a code, numbers with blanks between, or a letter for each picture.</param>
/// <param name="Right">Which of them is right, 0 to 3.</param>
public sealed record ShiftQuestion(ShiftKind Kind, IReadOnlyList<string> Choices, int Right)
{
    /// <summary>The name under which rounds are replayed; the command's.</summary>
    public const string Game = "work";

    /// <summary>How many choices there are.</summary>
    public const int ChoiceCount = 4;

    /// <summary>How many pictures a row may be made of: <c>a</c> to <c>h</c>.</summary>
    public const int Pictures = 8;

    /// <summary>Written as a round's input when nobody answered.</summary>
    public const string Unanswered = "-";

    private const char FirstLetter = 'a';
    private const char Late = '!';
    private const int CodeLength = 6;
    private const int ListLength = 5;
    private const int RowLength = 5;
    private const int MostGap = 15;

    /// <summary>Signs in pairs that are taken for one another; the wrong codes have the other one of a pair.</summary>
    private const string Signs = "O0I1S5Z2B8G6UVMN";

    /// <summary>Such as <c>tc:X0SZ5G</c>: the kind, the right choice, and what it says.</summary>
    public string Result => $"{(char)Kind}{Letter(Right)}:{Choices[Right]}";

    /// <summary>What the round's numbers ask.</summary>
    public static ShiftQuestion Draw(FairDraws draws) => draws.Below(3) switch
    {
        0 => Code(draws),
        1 => List(draws),
        _ => Row(draws),
    };

    /// <summary>An answer as a round's input: the choice's letter, with a mark when it came late.</summary>
    public static string Write(int choice, bool isLate) => isLate ? $"{Letter(choice)}{Late}" : Letter(choice).ToString();

    /// <summary>What a round's record tells: the kind, what would have been right, and how it was answered.</summary>
    public static (ShiftKind Kind, string Right, bool IsRight, bool IsLate) Read(Round round) =>
        ((ShiftKind)round.Result[0], round.Result[3..], round.Input[0] == round.Result[1], round.Input[^1] == Late);

    private static ShiftQuestion Code(FairDraws draws)
    {
        var right = string.Create(CodeLength, draws, static (code, draws) =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                code[i] = Signs[draws.Below(Signs.Length)];
            }
        });
        var wrong = Places(CodeLength, draws).Select(place => With(right, place, Signs[Signs.IndexOf(right[place], StringComparison.Ordinal) ^ 1])).ToList();
        return Arrange(ShiftKind.Type, right, wrong, draws);
    }

    private static ShiftQuestion List(FairDraws draws)
    {
        var numbers = new int[ListLength];
        for (var (i, last) = (0, 0); i < numbers.Length; i++)
        {
            last += 1 + draws.Below(MostGap);
            numbers[i] = last;
        }

        var wrong = Places(ListLength - 1, draws).Select(place => Write([.. numbers[..place], numbers[place + 1], numbers[place], .. numbers[(place + 2)..]])).ToList();
        return Arrange(ShiftKind.Sort, Write(numbers), wrong, draws);
    }

    private static ShiftQuestion Row(FairDraws draws)
    {
        var right = string.Create(RowLength, draws, static (row, draws) =>
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = Letter(draws.Below(Pictures));
            }
        });
        var wrong = new List<string>();
        foreach (var place in Places(RowLength, draws))
        {
            wrong.Add(With(right, place, Letter((right[place] - FirstLetter + 1 + draws.Below(Pictures - 1)) % Pictures)));
        }

        return Arrange(ShiftKind.Remember, right, wrong, draws);
    }

    /// <summary>Three different places below a length, each by one draw among those that are left.</summary>
    private static List<int> Places(int length, FairDraws draws)
    {
        var left = Enumerable.Range(0, length).ToList();
        var places = new List<int>();
        while (places.Count < ChoiceCount - 1)
        {
            var at = draws.Below(left.Count);
            places.Add(left[at]);
            left.RemoveAt(at);
        }

        return places;
    }

    private static ShiftQuestion Arrange(ShiftKind kind, string right, List<string> wrong, FairDraws draws)
    {
        var at = draws.Below(ChoiceCount);
        wrong.Insert(at, right);
        return new ShiftQuestion(kind, wrong, at);
    }

    private static string With(string text, int place, char sign) => $"{text[..place]}{sign}{text[(place + 1)..]}";

    private static string Write(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static char Letter(int number) => (char)(FirstLetter + number);
}
