using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Games;

/// <summary>What every game of several moves must be.</summary>
public sealed class TablesTests
{
    private static readonly string Server = new('7', 64);

    [Fact]
    public void Any_text_has_an_answer_and_the_same_one_again() => Law.Holds(Inputs(), 3_000, drawn =>
    {
        var (table, input, nonce) = drawn;
        var (once, again) = (Play(table, input, nonce), Play(table, input, nonce));
        Assert.Equal((once.Result, once.IsOver, once.Return), (again.Result, again.IsOver, again.Return));
        Assert.InRange(once.Return, 0, 2_000_000_000);
        Assert.NotNull(once.Result);
    });

    [Fact]
    public void What_comes_after_the_end_changes_nothing() => Law.Holds(Inputs(), 3_000, drawn =>
    {
        var (table, input, nonce) = drawn;
        var before = Play(table, input, nonce);
        if (before.IsOver)
        {
            var after = Play(table, input + "hHa$", nonce);
            Assert.Equal((before.Result, before.Return), (after.Result, after.Return));
        }
    });

    [Fact]
    public void Stopping_pays_what_it_stood_at() => Law.Holds(Inputs(), 3_000, drawn =>
    {
        var (table, input, nonce) = drawn;
        var before = Play(table, input, nonce);
        var stopped = Play(table, input + Tables.CashOut, nonce);
        if (table is not Blackjack)
        {
            Assert.Equal((before.Result, before.Return), (stopped.Result, stopped.Return));
        }

        Assert.Equal(before.Staked, stopped.Staked);
    });

    [Fact]
    public void The_rates_change_what_is_paid_and_never_what_comes_out() => Law.Holds(Inputs(), 1_000, drawn =>
    {
        var (table, input, nonce) = drawn;
        var generous = Rates.Default with { HighLowEdge = 0, MinesEdge = 0, FlipStreakFactor = 20_000, BlackjackNatural = 30_000, BlackjackInsurance = 40_000 };
        Assert.Equal(Play(table, input, nonce).Result, table.Play(input, new FairDraws(Server, "c", nonce), generous).Result);
    });

    [Theory]
    [InlineData("", 10_000)]
    [InlineData("c", 19_500)]
    [InlineData("cc", 38_025)]
    [InlineData("ccc", 74_148)]
    public void A_streak_multiplies_and_rounds_down(string right, int pays)
    {
        var calls = "";
        foreach (var _ in right)
        {
            calls += Play(FlipStreak.Table, calls + "H", 1).Return > 0 ? "H" : "T";
        }

        Assert.Equal((pays, false), (Play(FlipStreak.Table, calls, 1).Return, Play(FlipStreak.Table, calls, 1).IsOver));
        Assert.Equal(0, Play(FlipStreak.Table, calls + (Play(FlipStreak.Table, calls + "H", 1).Return > 0 ? "T" : "H"), 1).Return);
    }

    [Fact]
    public void Ten_right_calls_end_a_streak()
    {
        var calls = "";
        while (!Play(FlipStreak.Table, calls, 1).IsOver)
        {
            calls += Play(FlipStreak.Table, calls + "H", 1).Return > 0 ? "H" : "T";
        }

        Assert.Equal((FlipStreak.MostCalls, true), (calls.Length, Play(FlipStreak.Table, calls, 1).Return > 0));
    }

    [Fact]
    public void Cards_are_called_right_by_as_many_ranks_as_are_published()
    {
        for (var rank = 1; rank <= HighLow.Ranks; rank++)
        {
            Assert.Equal(Enumerable.Range(1, HighLow.Ranks).Count(next => next >= rank), HighLow.Ways(rank, HighLow.Higher));
            Assert.Equal(Enumerable.Range(1, HighLow.Ranks).Count(next => next <= rank), HighLow.Ways(rank, HighLow.Lower));
        }
    }

    [Fact]
    public void A_call_that_cannot_be_wrong_is_passed_over()
    {
        var nonce = Enumerable.Range(1, 1_000).First(each => HighLow.Play("", new FairDraws(Server, "c", each), Rates.Default).Rank == 1);
        var position = HighLow.Play("h", new FairDraws(Server, "c", nonce), Rates.Default);
        Assert.Equal(("A", 0, 10_000), (position.Result, position.Calls, position.Return));
    }

    [Theory]
    [InlineData(1, 1, 10_560)]
    [InlineData(1, 15, 158_400)]
    [InlineData(8, 8, 127_413_000)]
    [InlineData(15, 1, 158_400)]
    public void Mines_pay_by_how_likely_it_was_to_come_so_far(int mines, int open, int pays)
    {
        Assert.Equal(pays, Mines.Return(mines, open, Rates.Default));
        Assert.Equal(0.99, pays / 10_000.0 * Mines.Chance(mines, open), 4);
    }

    [Fact]
    public void As_many_mines_are_hidden_as_were_asked_for_and_all_other_fields_can_be_opened()
    {
        for (var mines = Mines.LeastMines; mines <= Mines.MostMines; mines++)
        {
            var start = Mines.Start(mines);
            var hidden = Mines.Play(start, new FairDraws(Server, "c", mines), Rates.Default).Hidden;
            Assert.Equal(mines, hidden.Count);
            var safe = string.Concat(Enumerable.Range(0, Mines.Fields).Where(field => !hidden.Contains(field)).Select(Mines.Open));
            var all = Mines.Play(start + safe, new FairDraws(Server, "c", mines), Rates.Default);
            Assert.Equal((true, Mines.Return(mines, Mines.Fields - mines, Rates.Default)), (all.IsOver, all.Return));
            var hit = Mines.Play(start + Mines.Open(hidden.First()), new FairDraws(Server, "c", mines), Rates.Default);
            Assert.Equal((true, 0, hidden.First()), (hit.IsOver, hit.Return, hit.Hit!.Value));
        }
    }

    private static Position Play(ITable table, string input, int nonce) => table.Play(input, new FairDraws(Server, "c", nonce), Rates.Default);

    private static Gen<(ITable Table, string Input, int Nonce)> Inputs() =>
        Gen.Elements(Tables.All.ToArray())
            .SelectMany(_ => Gen.Choose(0, 14), (table, length) => (table, length))
            .SelectMany(drawn => Gen.Elements("hlHTabcdefghijklmnopsdpisdpi$0123459?ü".ToArray()).ListOf(drawn.length), (drawn, letters) => (drawn.table, string.Concat(letters)))
            .SelectMany(_ => Gen.Choose(1, 1_000_000), (drawn, nonce) => (drawn.table, drawn.Item2, nonce));
}
