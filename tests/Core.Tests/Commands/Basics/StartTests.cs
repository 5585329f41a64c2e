using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class StartTests
{
    [Fact]
    public async Task Welcomes_a_newcomer_with_the_starter_bonus_and_three_things_to_do()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/start");

        Assert.Equal(
            """
            # 🎁 Welcome, Ada!
            Here are **1,000 coins** to begin with. Come back every day for more, flip a coin for free, or read what else there is.
            [Daily coins] [Flip a coin] [Show me around]
            """,
            seen.ToString());
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Pays_the_bonus_once()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.SayAsync("/start");

        Assert.Equal(
            """
            # 🎁 You are all set, Ada
            You started <t:1767614400:R> and carry **1,000 coins**. What next?
            [Daily coins] [Flip a coin] [Show me around]
            """,
            seen.ToString());
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Costs_one_read_and_one_commit()
    {
        await using var bot = await Bot.StartAsync();
        bot.Store.Reset();

        await bot.Ada.SayAsync("/start");

        Assert.Equal(2, bot.Store.RoundTrips);
    }

    [Fact]
    public async Task The_first_button_collects_the_daily_coins()
    {
        await using var bot = await Bot.StartAsync();
        var welcome = await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.PressAsync(welcome, "Daily coins");

        Assert.Equal(
            """
            # 🪙 250 coins for today
            Come back <t:1767700800:R> for more. Purse 1,250.
            Streak: 🔥 1
            """,
            seen.ToString());
    }
}
