using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class HigherNumberTests
{
    [Fact]
    public void Either_of_the_two_wins_as_often()
    {
        var wins = 0;
        const int rounds = 40_000;
        for (var nonce = 1; nonce <= rounds; nonce++)
        {
            var (first, second) = HigherNumber.Draw(new FairDraws(new string('5', 64), "a", nonce), new FairDraws(new string('7', 64), "b", nonce));
            wins += HigherNumber.Beats(first, second) ? 1 : 0;
        }

        // Four standard errors; the seeds are fixed.
        Assert.InRange(wins, (rounds / 2) - 400, (rounds / 2) + 400);
    }

    [Fact]
    public void The_same_seeds_on_both_sides_are_a_bug_and_not_an_endless_game() =>
        Assert.Throws<InvalidOperationException>(() => HigherNumber.Draw(new FairDraws(new string('5', 64), "a", 1), new FairDraws(new string('5', 64), "a", 1)));

    [Fact]
    public void A_round_of_several_draws_is_drawn_again_in_full()
    {
        var draws = new FairDraws(new string('5', 64), "a", 1);
        var numbers = $"{draws.Below(HigherNumber.Range)},{draws.Below(HigherNumber.Range)}";
        var round = new Round(HigherNumber.Duel, 1, "a", 1, "1,2", numbers, 10, 0, StandingClock.Monday, default);

        Assert.True(Provable.Replay(round, new string('5', 64))!.Holds);
        Assert.False(Provable.Replay(round with { Input = "1" }, new string('5', 64))!.Holds);
        Assert.False(Provable.Replay(round with { Input = new string(',', 100) }, new string('5', 64))!.Holds);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(24, 48)]
    [InlineData(25, 49)]
    [InlineData(1_000_000, 1_960_000)]
    public void The_tax_is_rounded_down(long stake, long payout) => Assert.Equal(payout, Rates.Default.PotPayout(stake));
}
