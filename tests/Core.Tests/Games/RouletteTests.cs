using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class RouletteTests
{
    private const string Reds = "1 3 5 7 9 12 14 16 18 19 21 23 25 27 30 32 34 36";

    private static readonly HashSet<int> Red = [.. Reds.Split(' ').Select(int.Parse)];

    public static TheoryData<string> Fields => [.. RouletteField.Groups.Concat(RouletteField.Singles).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_bet_pays_on_its_numbers_and_on_no_other(string name)
    {
        for (var number = 0; number <= 36; number++)
        {
            var (isIn, times) = Rule(name, number);
            Assert.Equal(isIn ? times * 7 : 0, new RouletteSpin([new RouletteBet(name, 7)]).Payout($"{number}", 7, Rates.Default));
        }
    }

    /// <summary>Thirty-six coins come back of every thirty-seven, whatever is bet on.</summary>
    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_bet_returns_the_same(string name)
    {
        var spin = new RouletteSpin([new RouletteBet(name, 1)]);
        Assert.Equal(36, Enumerable.Range(0, 37).Sum(number => spin.Payout($"{number}", 1, Rates.Default)));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Zero_takes_everything_but_what_lies_on_it(string name) =>
        Assert.Equal(name == "0" ? 36 : 0, new RouletteSpin([new RouletteBet(name, 1)]).Payout("0", 1, Rates.Default));

    [Fact]
    public void Bets_of_one_spin_are_settled_each_for_itself()
    {
        var spin = RouletteSpin.Parse("red:100,17:5,dozen2:30")!;
        Assert.Equal((135, "red:100,17:5,dozen2:30"), (spin.Total, spin.Input));
        Assert.Equal([0, 200, 270, 290], new[] { "0", "5", "17", "14" }.Select(number => spin.Payout(number, 135, Rates.Default)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("red:0")]
    [InlineData("red:-5")]
    [InlineData("37:5")]
    [InlineData("green:5")]
    [InlineData("red:5,")]
    [InlineData("red:5:5")]
    public void What_is_no_bet_is_not_read(string input) => Assert.Null(RouletteSpin.Parse(input));

    [Fact]
    public void A_stake_that_is_not_the_sum_of_the_bets_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RouletteSpin.Parse("red:100")!.Payout("1", 99, Rates.Default));

    [Fact]
    public void A_spin_is_one_draw_below_thirty_seven_and_every_number_comes_up()
    {
        var trace = new List<Draw>();
        RouletteSpin.Spin(new FairDraws(new string('7', 64), "c", 1, trace));
        Assert.Equal([37], trace.Select(draw => draw.Range));
        var draws = new FairDraws(new string('7', 64), "c", 1);
        Assert.Equal(37, Enumerable.Range(0, 2_000).Select(_ => RouletteSpin.Spin(draws)).Distinct().Count());
    }

    [Fact]
    public void Half_of_the_numbers_are_red() => Assert.Equal(Red, Enumerable.Range(0, 37).Where(RouletteField.IsRed).ToHashSet());

    /// <summary>The table as a croupier knows it.</summary>
    private static (bool IsIn, int Times) Rule(string name, int number) => name switch
    {
        "red" => (Red.Contains(number), 2),
        "black" => (number > 0 && !Red.Contains(number), 2),
        "odd" => (number % 2 == 1, 2),
        "even" => (number > 0 && number % 2 == 0, 2),
        "low" => (number is >= 1 and <= 18, 2),
        "high" => (number is >= 19 and <= 36, 2),
        "dozen1" => (number is >= 1 and <= 12, 3),
        "dozen2" => (number is >= 13 and <= 24, 3),
        "dozen3" => (number is >= 25 and <= 36, 3),
        "column1" => (new[] { 1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34 }.Contains(number), 3),
        "column2" => (new[] { 2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 32, 35 }.Contains(number), 3),
        "column3" => (new[] { 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36 }.Contains(number), 3),
        _ => ($"{number}" == name, 36),
    };
}
