using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class WeeklyTests
{
    [Fact]
    public async Task Pays_the_reward_and_begins_a_streak()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/weekly");

        Assert.Equal("# 🪙 1,500 coins for this week\nCome back <t:1768219200:R> for more. Purse 1,500.\nWeeks in a row: 🔥 1", seen.ToString());
    }

    [Fact]
    public async Task A_second_claim_is_told_when_to_come_back_and_the_next_week_pays_more()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/weekly");

        var early = await bot.Ada.SayAsync("/weekly");
        bot.Clock.Advance(TimeSpan.FromDays(7));
        var next = await bot.Ada.SayAsync("/weekly");

        Assert.Equal("(private)\n⏳ You had this week's coins. The next ones are ready <t:1768219200:R>; your streak is 1.", early.ToString());
        Assert.Equal("# 🪙 1,650 coins for this week\nCome back <t:1768824000:R> for more. Purse 3,150.\nWeeks in a row: 🔥 2\nStreak bonus: +150", next.ToString());
    }

    [Fact]
    public async Task Delivered_twice_it_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/weekly");
        await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal("🪙 1,500 coins for this week\nCome back <t:1768219200:R> for more. Purse 1,500.", again.ToString());
        Assert.Equal(1_500, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task It_stands_in_the_history_among_the_rewards()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/weekly");

        Assert.Contains("<t:1767614400:R> · Weekly coins · **+1,500** · purse 1,500", (await bot.Ada.SayAsync("/history kind:rewards")).ToString(), StringComparison.Ordinal);
    }
}
