using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class DepositTests
{
    [Theory]
    [InlineData("300", "**300**. Purse 700, bank 300.")]
    [InlineData("half", "**500**. Purse 500, bank 500.")]
    [InlineData("all", "**1,000**. Purse 0, bank 1,000.")]
    [InlineData("25%", "**250**. Purse 750, bank 250.")]
    [InlineData("0.5k", "**500**. Purse 500, bank 500.")]
    [InlineData("1,000", "**1,000**. Purse 0, bank 1,000.")]
    public async Task Moves_coins_from_the_purse_into_the_bank(string amount, string expected)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.SayAsync($"/deposit amount:{amount}");

        Assert.Equal($"(private)\n🏦 Banked {expected}", seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(expected, FormattableString.Invariant($"**{player.Bank:N0}**. Purse {player.Purse:N0}, bank {player.Bank:N0}."));
        Assert.Equal(1000, player.Balances.Total);
    }

    [Fact]
    public async Task Refuses_more_than_the_purse_holds()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.SayAsync("/deposit amount:1001");

        Assert.Equal("(private)\nYou carry 1,000 coins; this deposit needs 1,001. /daily gives 250.", seen.ToString());
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Refuses_all_of_an_empty_purse_and_stores_nobody()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/deposit amount:all");

        Assert.Equal("(private)\nYou carry 0 coins; this deposit needs 1. /start gives 1,000 to begin with.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task All_is_all_that_fits()
    {
        await using var bot = await Bot.StartAsync();
        await bot.GrantAsync(bot.Ada, 9_000);

        var seen = await bot.Ada.SayAsync("/deposit amount:all");

        Assert.Equal("(private)\n🏦 Banked **5,000**. Purse 4,000, bank 5,000.", seen.ToString());
    }

    [Fact]
    public async Task Refuses_a_number_that_does_not_fit()
    {
        await using var bot = await Bot.StartAsync();
        await bot.GrantAsync(bot.Ada, 9_000);

        var seen = await bot.Ada.SayAsync("/deposit amount:5001");

        Assert.Equal("(private)\nYour bank takes 5,000 coins at most and has room for 5,000 more. Play to level up for more room.", seen.ToString());
        Assert.Equal(9000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Refuses_all_when_the_bank_is_full()
    {
        await using var bot = await Bot.StartAsync();
        await bot.GrantAsync(bot.Ada, 9_000);
        await bot.Ada.SayAsync("/deposit amount:all");
        bot.Clock.Advance(TimeSpan.FromSeconds(3));

        var seen = await bot.Ada.SayAsync("/deposit amount:all");

        Assert.Equal("(private)\nYour bank takes 5,000 coins at most and has room for 0 more. Play to level up for more room.", seen.ToString());
    }

    [Fact]
    public async Task A_higher_level_has_more_room()
    {
        await using var bot = await Bot.StartAsync();
        await bot.GrantAsync(bot.Ada, 9_000);
        await bot.ChangeAsync(bot.Ada, player => player.Experience = 100);

        var seen = await bot.Ada.SayAsync("/deposit amount:all");

        Assert.Equal("(private)\n🏦 Banked **7,500**. Purse 1,500, bank 7,500.", seen.ToString());
    }

    [Fact]
    public async Task Rests_for_three_seconds_and_not_a_moment_longer()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:1");
        bot.Clock.Advance(TimeSpan.FromMilliseconds(2_999));

        var early = await bot.Ada.SayAsync("/deposit amount:1");
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var ready = await bot.Ada.SayAsync("/deposit amount:1");

        Assert.Equal("(private)\n`/deposit` needs a rest: you can use it again <t:1767614403:R>.", early.ToString());
        Assert.Equal("(private)\n🏦 Banked **1**. Purse 998, bank 2.", ready.ToString());
    }

    [Fact]
    public async Task A_refusal_needs_no_rest()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:5k");

        var seen = await bot.Ada.SayAsync("/deposit amount:500");

        Assert.Equal("(private)\n🏦 Banked **500**. Purse 500, bank 500.", seen.ToString());
    }

    [Fact]
    public async Task Delivered_twice_it_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var interaction = bot.Ada.Command("/deposit amount:300");
        await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal("(private)\n🏦 Banked **300**. Purse 700, bank 300.", again.ToString());
        Assert.Equal(300, (await bot.PlayerAsync(bot.Ada))!.Bank);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("1000000001")]
    [InlineData("101%")]
    [InlineData("0%")]
    [InlineData("everything")]
    [InlineData("１００")]
    [InlineData("1e3")]
    [InlineData("@everyone")]
    [InlineData("99999999999999999999999b")]
    public async Task Refuses_what_is_no_amount(string amount)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.SayAsync($"/deposit amount:{amount}");

        Assert.Equal(
            "(private)\n`amount` is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k, or one of: all, half, 25%.",
            seen.ToString());
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task Refuses_a_missing_amount()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/deposit amount:1");
        interaction["data"]!.AsObject().Remove("options");

        var seen = await bot.Ada.AskAsync(interaction, "/deposit");

        Assert.Equal("(private)\n`amount` is missing: How many coins: 500, 1k, half, all.", seen.ToString());
    }

    [Fact]
    public async Task Refuses_an_amount_that_is_neither_text_nor_a_number()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/deposit amount:1");
        interaction["data"]!["options"]![0]!["value"] = true;

        var seen = await bot.Ada.AskAsync(interaction, "/deposit amount:true");

        Assert.Equal("(private)\n`amount` is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k, or one of: all, half, 25%.", seen.ToString());
    }

    [Theory]
    [InlineData("", "all (1,000 coins) = all\nhalf (500 coins) = half\n25% (250 coins) = 25%\n10% (100 coins) = 10%")]
    [InlineData("h", "half (500 coins) = half")]
    [InlineData("2", "2 (2 coins) = 2\n25% (250 coins) = 25%")]
    [InlineData("2.5k", "2.5k (2,500 coins) = 2500")]
    [InlineData("half", "half (500 coins) = half")]
    [InlineData("1,000", "1,000 (1,000 coins) = 1000")]
    public async Task Suggests_what_makes_sense_with_the_purse(string typed, string expected)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.TypeAsync($"/deposit amount:{typed}", "amount");

        Assert.Equal($"(choices)\n{expected}", seen.ToString());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("🪙")]
    [InlineData("99999999999999999999999b")]
    public async Task Suggests_nothing_for_nonsense(string typed)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.TypeAsync($"/deposit amount:{typed}", "amount");

        Assert.Equal("(choices)", seen.ToString());
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task Suggests_nothing_to_an_empty_purse()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(choices)", (await bot.Ada.TypeAsync("/deposit amount:", "amount")).ToString());
    }

    [Fact]
    public async Task Works_in_direct_messages()
    {
        await using var bot = await Bot.StartAsync();
        var ada = bot.Ada with { IsInGuild = false };
        await ada.SayAsync("/start");

        Assert.Equal("(private)\n🏦 Banked **1**. Purse 999, bank 1.", (await ada.SayAsync("/deposit amount:1")).ToString());
    }
}
