using FlippyFlip.Core.Safety;

namespace FlippyFlip.Core.Tests.Safety;

public sealed class CapsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly Caps Hundred = new(100, null, null, 700);

    [Fact]
    public void The_first_caps_hold_at_once()
    {
        var own = OwnCaps.None.Change(Hundred, Patience, Now);
        Assert.Equal(new OwnCaps(Hundred, null, null), own);
        Assert.Equal(Hundred, own.At(Now));
    }

    [Fact]
    public void A_wider_cap_holds_a_day_later_and_not_a_millisecond_before()
    {
        var wider = Hundred with { LossPerDay = 200, StakePerWeek = null };
        var own = new OwnCaps(Hundred, null, null).Change(wider, Patience, Now);
        Assert.Equal(Hundred, own.At(Now.AddDays(1).AddMilliseconds(-1)));
        Assert.Equal(wider, own.At(Now.AddDays(1)));
    }

    [Fact]
    public void Of_a_mixed_change_the_tighter_part_holds_at_once()
    {
        var mixed = new Caps(50, null, 10, null);
        var own = new OwnCaps(Hundred, null, null).Change(mixed, Patience, Now);
        Assert.Equal(new Caps(50, null, 10, 700), own.At(Now));
        Assert.Equal(mixed, own.At(Now.AddDays(1)));
    }

    [Fact]
    public void Changing_ones_mind_takes_the_wider_cap_back()
    {
        var own = new OwnCaps(Hundred, null, null).Change(Caps.None, Patience, Now).Change(Hundred, Patience, Now.AddHours(23));
        Assert.Equal(new OwnCaps(Hundred, null, null), own);
    }

    [Fact]
    public void A_wider_cap_that_holds_is_what_the_next_change_starts_from()
    {
        var wide = Hundred with { LossPerDay = 200 };
        var own = new OwnCaps(Hundred, null, null).Change(wide, Patience, Now).Change(wide, Patience, Now.AddDays(2));
        Assert.Equal(new OwnCaps(wide, null, null), own);
    }

    [Fact]
    public void Asking_for_wider_caps_again_begins_the_wait_anew()
    {
        var own = new OwnCaps(Hundred, null, null).Change(Caps.None, Patience, Now).Change(Caps.None, Patience, Now.AddHours(23));
        Assert.Equal(Now.AddHours(47), own.WiderAt);
    }

    [Theory]
    [InlineData("2026-01-04T23:59:59.999Z", "2026-01-05", "2026-01-05")]
    [InlineData("2026-01-05T00:00:00Z", "2026-01-06", "2026-01-12")]
    [InlineData("2026-01-11T12:00:00Z", "2026-01-12", "2026-01-12")]
    [InlineData("1969-12-31T23:00:00Z", "1970-01-01", "1970-01-05")]
    public void Days_end_at_midnight_and_weeks_on_monday(string moment, string day, string week)
    {
        var now = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), Spending.NextDay(now));
        Assert.Equal(DateTimeOffset.Parse(week + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), Spending.NextWeek(now));
        Assert.Equal(Spending.Day(now) + 1, Spending.Day(Spending.NextDay(now)));
        Assert.Equal(Spending.Week(now) + 1, Spending.Week(Spending.NextWeek(now)));
        Assert.Equal(Spending.Week(now), Spending.Week(Spending.NextWeek(now).AddMilliseconds(-1)));
    }

    [Fact]
    public void What_is_still_at_stake_counts_as_lost_and_winnings_make_up_for_it()
    {
        var spent = new Spending(7, 0, 0).Stake(100);
        Assert.Equal(100, spent.Lost);
        Assert.Equal(40, spent.Return(60).Lost);
        Assert.Equal(0, spent.Return(500).Lost);
        Assert.Equal(new Spending(8, 0, 0), spent.In(8));
        Assert.Equal(spent, spent.In(7));
    }

    [Fact]
    public void A_clock_that_is_behind_begins_no_day_anew_and_no_refund_leaves_less_than_nothing()
    {
        var spent = new Spending(7, 0, 0).Stake(100).Return(30);
        Assert.Equal(spent, spent.In(6));
        Assert.Equal(new Spending(7, 60, 30), spent.Refund(40));
        Assert.Equal(new Spending(7, 0, 30), spent.Refund(200));
    }
}
