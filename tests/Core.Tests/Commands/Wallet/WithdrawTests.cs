using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class WithdrawTests
{
    [Theory]
    [InlineData("300", "**300**. Purse 300, bank 700.")]
    [InlineData("half", "**500**. Purse 500, bank 500.")]
    [InlineData("max", "**1,000**. Purse 1,000, bank 0.")]
    public async Task Moves_coins_from_the_bank_into_the_purse(string amount, string expected)
    {
        await using var bot = await BankedAsync();

        var seen = await bot.Ada.SayAsync($"/withdraw amount:{amount}");

        Assert.Equal($"(private)\n👛 Withdrew {expected}", seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(expected, FormattableString.Invariant($"**{player.Purse:N0}**. Purse {player.Purse:N0}, bank {player.Bank:N0}."));
    }

    [Fact]
    public async Task Refuses_more_than_the_bank_holds()
    {
        await using var bot = await BankedAsync();

        var seen = await bot.Ada.SayAsync("/withdraw amount:1001");

        Assert.Equal("(private)\nYour bank has 1,000 coins; this withdrawal needs 1,001. /deposit puts some in.", seen.ToString());
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Bank);
    }

    [Fact]
    public async Task Refuses_half_of_an_empty_bank()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/withdraw amount:half");

        Assert.Equal("(private)\nYour bank has 0 coins; this withdrawal needs 1. /deposit puts some in.", seen.ToString());
    }

    [Fact]
    public async Task Rests_for_three_seconds()
    {
        await using var bot = await BankedAsync();
        await bot.Ada.SayAsync("/withdraw amount:1");

        var early = await bot.Ada.SayAsync("/withdraw amount:1");
        bot.Clock.Advance(TimeSpan.FromSeconds(3));
        var ready = await bot.Ada.SayAsync("/withdraw amount:1");

        Assert.Equal("(private)\n`/withdraw` needs a rest: you can use it again <t:1767614403:R>.", early.ToString());
        Assert.Equal("(private)\n👛 Withdrew **1**. Purse 2, bank 998.", ready.ToString());
    }

    [Fact]
    public async Task Delivered_twice_it_counts_once()
    {
        await using var bot = await BankedAsync();
        var interaction = bot.Ada.Command("/withdraw amount:all");
        await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal("(private)\n👛 Withdrew **1,000**. Purse 1,000, bank 0.", again.ToString());
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Refuses_what_is_no_amount()
    {
        await using var bot = await BankedAsync();

        var seen = await bot.Ada.SayAsync("/withdraw amount:lots");

        Assert.Equal("(private)\n`amount` is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k, or one of: all, half, 25%.", seen.ToString());
    }

    [Theory]
    [InlineData("", "\nall (1,000 coins) = all\nhalf (500 coins) = half\n25% (250 coins) = 25%\n10% (100 coins) = 10%")]
    [InlineData("a", "\nall (1,000 coins) = all")]
    [InlineData("zzz", "")]
    public async Task Suggests_what_makes_sense_with_the_bank(string typed, string expected)
    {
        await using var bot = await BankedAsync();

        var seen = await bot.Ada.TypeAsync($"/withdraw amount:{typed}", "amount");

        Assert.Equal($"(choices){expected}", seen.ToString());
    }

    /// <summary>Ada has 1,000 coins in the bank and none in the purse.</summary>
    private static async Task<Bot> BankedAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:all");
        return bot;
    }
}
