using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerWorkTests
{
    private static readonly Rates Rates = Rates.Default;
    private static readonly Career Deliveries = Rates.Careers.Careers[0];
    private static readonly Career Bakery = Rates.Careers.Careers[1];

    [Fact]
    public void The_first_job_is_free_to_choose_and_a_change_makes_the_next_one_wait()
    {
        var player = With(purse: 0, experience: 100);
        Assert.IsType<CareerOutcome.Taken>(player.TakeJob(Deliveries, Rates, Noon));
        Assert.IsType<CareerOutcome.HasIt>(player.TakeJob(Deliveries, Rates, Noon));
        Assert.IsType<CareerOutcome.Taken>(player.TakeJob(Bakery, Rates, Noon));
        Assert.Equal(new CareerOutcome.NotReady(Noon.At.AddDays(1)), player.TakeJob(Deliveries, Rates, At(Noon.At.AddHours(23))));
        Assert.IsType<CareerOutcome.Taken>(player.TakeJob(Deliveries, Rates, At(Noon.At.AddDays(1))));
    }

    [Fact]
    public void A_career_takes_its_level_exactly()
    {
        IsUntouched(With(purse: 0, experience: 99), player => Assert.Equal(new CareerOutcome.TooLow(1), player.TakeJob(Bakery, Rates, Noon)));
        Assert.IsType<CareerOutcome.Taken>(With(purse: 0, experience: 100).TakeJob(Bakery, Rates, Noon));
    }

    [Fact]
    public void Without_a_job_and_with_one_that_this_version_does_not_know_there_is_no_shift()
    {
        IsUntouched(With(purse: 0), player => Assert.IsType<WorkOutcome.NoJob>(player.BeginShift(Rates, Noon)));
        var other = With(purse: 0);
        other.Career = "astronautics";
        IsUntouched(Stored.Again(other), player => Assert.IsType<WorkOutcome.NoJob>(player.BeginShift(Rates, Noon)));
    }

    [Theory]
    [InlineData(true, 60, 40)]
    [InlineData(true, 61, 20)]
    [InlineData(false, 60, 10)]
    [InlineData(false, 61, 5)]
    public void An_answer_is_paid_by_being_right_and_in_time(bool isRight, int seconds, long coins)
    {
        var (player, shift) = Begun();
        var right = player.QuestionOf(shift).Right;

        var round = player.Answer(shift, isRight ? right : (right + 1) % 4, Rates, At(Noon.At.AddSeconds(seconds)));

        Assert.Equal((coins, coins, 15L, isRight ? 1 : 0), (player.Purse, round.Payout, player.Experience, player.ShiftsIn(Deliveries)));
        Assert.Equal((Reason.Work, new Balances(coins, 0, 0)), (player.Ledger.Entries[^1].Reason, player.Ledger.Entries[^1].Change));
        Assert.True(Provable.Replay(round, player.Seeds.Server)!.Holds);
        Assert.Null(player.Shift);
    }

    [Fact]
    public void The_rest_is_claimed_when_the_shift_begins_and_the_open_one_goes_on()
    {
        var (player, shift) = Begun();
        Assert.Equal(Noon.At.AddHours(1), player.ReadyAt("work", Noon.At));
        Assert.Equal(new WorkOutcome.OnShift(shift), player.BeginShift(Rates, At(Noon.At.AddMinutes(4))));
        player.Answer(shift, 0, Rates, Noon);
        Assert.Equal(new WorkOutcome.NotReady(Noon.At.AddHours(1)), player.BeginShift(Rates, At(Noon.At.AddMinutes(59))));
        Assert.IsType<WorkOutcome.OnShift>(player.BeginShift(Rates, At(Noon.At.AddHours(1))));
    }

    [Fact]
    public void A_shift_without_an_answer_is_recorded_before_the_next_round_and_pays_nothing()
    {
        var (player, shift) = Begun();
        player.Flip(1, At(Noon.At.AddMinutes(4)));
        Assert.Equal(["flip"], player.Rounds.Rounds.Select(round => round.Game));

        player.Flip(1, At(Noon.At.AddMinutes(5)));

        Assert.Equal([(1, 2L), (1, 1L), (1, 3L)], player.Rounds.Rounds.Select(round => (round.Seed, round.Nonce)));
        var left = player.Rounds.Find(shift.Name)!;
        Assert.Equal((ShiftQuestion.Unanswered, 0L, true), (left.Input, left.Payout, Provable.Replay(left, player.Seeds.Server)!.Holds));
        Assert.Equal((0L, null, 0), (player.Purse, player.Shift, player.ShiftsIn(Deliveries)));
    }

    [Fact]
    public void The_seed_stays_secret_while_an_answer_is_taken_and_the_question_is_recorded_before_it_is_revealed()
    {
        var (player, _) = Begun();
        var entropy = Dice.Seeded(9);
        Assert.Equal("work", player.Undecided(Noon.At.AddMinutes(5).AddMilliseconds(-1)));
        Assert.Throws<InvalidOperationException>(() => player.RotateSeed(entropy, At(Noon.At.AddMinutes(5).AddMilliseconds(-1))));

        var revealed = player.RotateSeed(entropy, At(Noon.At.AddMinutes(5)));

        Assert.True(Provable.Replay(Assert.Single(player.Rounds.Rounds), revealed.Server)!.Holds);
    }

    [Fact]
    public void Ranks_pay_more_at_exactly_their_shifts_and_a_career_remembers_them()
    {
        var player = With(purse: 0, experience: 100);
        player.TakeJob(Deliveries, Rates, Noon);
        List<long> pays = [];
        foreach (var shifts in (int[])[0, 9, 10, 29, 30, 70, 150, 10_000])
        {
            player.Shifts[Deliveries.Id] = shifts;
            pays.Add(player.PayIn(Deliveries, Rates));
        }

        Assert.Equal([40, 40, 46, 46, 54, 64, 80, 80], pays);
        player.TakeJob(Bakery, Rates, Noon);
        Assert.Equal((0, 10_000), (player.ShiftsIn(Bakery), player.ShiftsIn(Deliveries)));
        Assert.Null(Rates.Careers.NextAfter(150));
        Assert.Equal("Assistance", Rates.Careers.NextAfter(9)!.Title);
    }

    [Fact]
    public void A_shift_is_paid_by_the_career_it_was_begun_in()
    {
        var (player, shift) = Begun(experience: 100);
        player.TakeJob(Bakery, Rates, Noon);

        player.Answer(shift, player.QuestionOf(shift).Right, Rates, Noon);

        Assert.Equal((40L, 1, 0), (player.Purse, player.ShiftsIn(Deliveries), player.ShiftsIn(Bakery)));
    }

    [Fact]
    public void The_table_of_careers_makes_sense()
    {
        var (careers, ranks) = (Rates.Careers.Careers, Rates.Careers.Ranks);
        Assert.InRange(careers.Count, 6, Discord.Limits.SelectOptions);
        Assert.Equal(careers.Count, careers.DistinctBy(career => career.Id).Count());
        Assert.Equal(careers, careers.OrderBy(career => career.Level).ThenBy(career => career.Pay));
        Assert.Equal((1, 0, Rates.Whole), (careers[0].Level, ranks[0].Shifts, ranks[0].PayFactor));
        Assert.Equal(ranks, ranks.OrderBy(rank => rank.Shifts).ThenBy(rank => rank.PayFactor));
        Assert.True(Rates.ShiftTime < Rates.ShiftPatience && Rates.ShiftPatience < Rates.WorkInterval);
    }

    private static (Player Player, OpenShift Shift) Begun(long experience = 0)
    {
        var player = With(purse: 0, experience: experience);
        player.TakeJob(Deliveries, Rates, Noon);
        return (player, Assert.IsType<WorkOutcome.OnShift>(player.BeginShift(Rates, Noon)).Shift);
    }
}
