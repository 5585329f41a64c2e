using FlippyFlip.Contracts;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class DailyTests
{
    [Fact]
    public async Task Pays_the_reward_and_begins_a_streak()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/daily");

        Assert.Equal(
            """
            # 🪙 250 coins for today
            Come back <t:1767700800:R> for more. Purse 250.
            Streak: 🔥 1
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((250, 1, 25), (player.Purse, player.Daily.Days, player.Experience));
    }

    [Fact]
    public async Task A_second_claim_is_told_when_to_come_back()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");
        bot.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));

        var seen = await bot.Ada.SayAsync("/daily");

        Assert.Equal("(private)\n⏳ You had today's coins. The next ones are ready <t:1767700800:R>; your streak is 1.", seen.ToString());
        Assert.Equal(250, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(48)]
    public async Task The_streak_goes_on_from_24_to_48_hours_both_included(int hours)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");
        bot.Clock.Advance(TimeSpan.FromHours(hours));

        var seen = await bot.Ada.SayAsync("/daily");

        Assert.Equal(
            $"""
            # 🪙 275 coins for today
            Come back <t:{1767614400 + ((hours + 24) * 3600)}:R> for more. Purse 525.
            Streak: 🔥 2
            Streak bonus: +25
            """,
            seen.ToString());
    }

    [Fact]
    public async Task The_streak_ends_after_48_hours_and_the_best_is_kept()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");
        bot.Clock.Advance(TimeSpan.FromHours(24));
        await bot.Ada.SayAsync("/daily");
        bot.Clock.Advance(TimeSpan.FromHours(48) + TimeSpan.FromMilliseconds(1));

        var seen = await bot.Ada.SayAsync("/daily");

        Assert.Equal("# 🪙 250 coins for today\nCome back <t:1767960001:R> for more. Purse 775.\nStreak: 🔥 1", seen.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Daily.Best);
    }

    [Theory]
    [InlineData(5, 11, "# 🪙 375 coins for today\nCome back <t:1768172400:R> for more. Purse 375.\nStreak: 🔥 1\nWeekend bonus: +125")]
    [InlineData(6, 11, "# 🪙 375 coins for today\nCome back <t:1768258800:R> for more. Purse 375.\nStreak: 🔥 1\nWeekend bonus: +125")]
    [InlineData(4, 11, "# 🪙 250 coins for today\nCome back <t:1768086000:R> for more. Purse 250.\nStreak: 🔥 1")]
    [InlineData(7, 11, "# 🪙 250 coins for today\nCome back <t:1768345200:R> for more. Purse 250.\nStreak: 🔥 1")]
    [InlineData(4, 12, "# 🪙 375 coins for today\nCome back <t:1768089600:R> for more. Purse 375.\nStreak: 🔥 1\nWeekend bonus: +125")]
    public async Task Saturdays_and_Sundays_pay_half_as_much_again(int days, int hours, string expected)
    {
        await using var bot = await Bot.StartAsync();
        bot.Clock.Advance(TimeSpan.FromDays(days) + TimeSpan.FromHours(hours));

        Assert.Equal(expected, (await bot.Ada.SayAsync("/daily")).ToString());
    }

    [Fact]
    public async Task The_streak_bonus_stops_growing_after_thirty_days()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.ChangeAsync(bot.Ada, player => player.Daily = new(99, 99, TestClock.Start - TimeSpan.FromHours(25)));

        var seen = await bot.Ada.SayAsync("/daily");

        Assert.Equal(
            """
            # 🪙 975 coins for today
            Come back <t:1767700800:R> for more. Purse 1,975.
            Streak: 🔥 100
            Streak bonus: +725
            """,
            seen.ToString());
    }

    [Fact]
    public async Task Delivered_twice_it_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/daily");
        await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal("🪙 250 coins for today\nCome back <t:1767700800:R> for more. Purse 250.", again.ToString());
        Assert.Equal(250, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task The_button_delivered_twice_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var welcome = await bot.Ada.SayAsync("/start");
        var press = bot.Ada.Press(welcome, "Daily coins");
        await bot.Ada.AskAsync(press, "first");

        var again = await bot.Ada.AskAsync(press, "second");

        Assert.Equal("🪙 250 coins for today\nCome back <t:1767700800:R> for more. Purse 1,250.", again.ToString());
        Assert.Equal(1250, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task The_button_pressed_twice_pays_once()
    {
        await using var bot = await Bot.StartAsync();
        var welcome = await bot.Ada.SayAsync("/start");
        await bot.Ada.PressAsync(welcome, "Daily coins");

        var second = await bot.Ada.PressAsync(welcome, "Daily coins");

        Assert.Equal("(private)\n⏳ You had today's coins. The next ones are ready <t:1767700800:R>; your streak is 1.", second.ToString());
        Assert.Equal(1250, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Who_comes_at_the_second_shown_is_paid()
    {
        await using var bot = await Bot.StartAsync();
        bot.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var claimed = await bot.Ada.SayAsync("/daily");
        var early = await bot.Ada.SayAsync("/daily");
        bot.Clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1767700801));

        var seen = await bot.Ada.SayAsync("/daily");

        Assert.Equal("# 🪙 250 coins for today\nCome back <t:1767700801:R> for more. Purse 250.\nStreak: 🔥 1", claimed.ToString());
        Assert.Equal("(private)\n⏳ You had today's coins. The next ones are ready <t:1767700801:R>; your streak is 1.", early.ToString());
        Assert.StartsWith("# 🪙 275 coins for today", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Works_in_direct_messages()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await (bot.Ada with { IsInGuild = false }).SayAsync("/daily");

        Assert.Equal("# 🪙 250 coins for today\nCome back <t:1767700800:R> for more. Purse 250.\nStreak: 🔥 1", seen.ToString());
    }
}
