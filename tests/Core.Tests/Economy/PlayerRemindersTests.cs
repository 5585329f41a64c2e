using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Safety;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerRemindersTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(3);

    private enum Step
    {
        Wait,
        Claim,
        DoSomethingElse,
        Sweep,
        StoreAndRead,
    }

    /// <summary>Whatever happens in between: what was ready and not claimed before the sweep came is told by that sweep, once.</summary>
    [Fact]
    public void Everything_that_is_ready_is_told_once_unless_it_was_claimed_first() => Law.HoldsForAll(Gen.Elements(Enum.GetValues<Step>()), most: 80, runs: 1_000, steps =>
    {
        var (player, now) = (Player.New(Wallets.Id, Dice.Seeded(1), StandingClock.Monday), StandingClock.Monday);
        player.Remind([Reminder.Daily, Reminder.Sold], now);
        DateTimeOffset? untold = null;
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Wait:
                    now += TimeSpan.FromHours(1);
                    break;
                case Step.Claim when player.ReadyAt(Player.DailyCommand, now) is null:
                    player.CoolDown(Player.DailyCommand, now + Rest, now);
                    untold = now + Rest;
                    break;
                case Step.DoSomethingElse:
                    player.CoolDown("deposit", now.AddSeconds(3), now);
                    break;
                case Step.Sweep:
                    var expected = untold <= now ? untold : null;
                    Assert.Equal(expected is { } at ? [(Reminder.Daily, at)] : [], player.TakeReminders(now));
                    untold = expected is null ? untold : null;
                    break;
                case Step.StoreAndRead:
                    player = Stored.Again(player);
                    break;
            }

            Assert.Equal(untold, player.RemindAt);
        }
    });

    [Fact]
    public void What_is_ready_already_when_it_is_chosen_needs_no_telling()
    {
        var player = Player.New(Wallets.Id, Dice.Seeded(1), StandingClock.Monday);
        player.CoolDown(Player.DailyCommand, StandingClock.Monday.AddHours(1), StandingClock.Monday);

        Assert.True(player.Remind([Reminder.Daily], StandingClock.Monday.AddHours(1)));

        Assert.Null(player.RemindAt);
        Assert.Empty(player.TakeReminders(StandingClock.Monday.AddHours(2)));
    }

    [Fact]
    public void Only_the_first_choice_is_a_first_one()
    {
        var player = Player.New(Wallets.Id, Dice.Seeded(1), StandingClock.Monday);

        Assert.False(player.Remind([], StandingClock.Monday));
        Assert.True(player.Remind([Reminder.Duel], StandingClock.Monday));
        Assert.False(player.Remind([Reminder.Work, Reminder.Daily], StandingClock.Monday));
        Assert.Equal([Reminder.Daily, Reminder.Work], player.Preferences.Reminders);
    }

    [Fact]
    public void Nothing_is_told_to_whoever_cannot_be_reached()
    {
        var player = Player.New(Wallets.Id, Dice.Seeded(1), StandingClock.Monday);
        player.Remind([Reminder.Daily], StandingClock.Monday);
        player.CoolDown(Player.DailyCommand, StandingClock.Monday.AddHours(1), StandingClock.Monday);

        player.StopReminding(StandingClock.Monday);

        Assert.Equal((null, 0), (player.RemindAt, player.Preferences.Reminders.Count));
        Assert.Empty(player.TakeReminders(StandingClock.Monday.AddHours(2)));
    }

    [Fact]
    public void An_id_tells_whose_player_of_which_bot_it_is()
    {
        var player = Player.New(Player.IdOf(new Discord.Snowflake(7), new Discord.Snowflake(8)), Dice.Seeded(1), StandingClock.Monday);

        Assert.Equal(("7/global/8", 7UL, 8UL), (player.Id, player.Bot.Value, player.User.Value));
    }
}
