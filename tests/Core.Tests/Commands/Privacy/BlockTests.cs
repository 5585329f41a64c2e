using FlippyFlip.Core.Economy;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class BlockTests
{
    [Fact]
    public async Task Blocks_and_the_second_time_unblocks()
    {
        await using var bot = await Bot.StartAsync();

        var blocked = await bot.Ada.SayAsync($"/block user:{bot.Bob.Id}");
        Assert.StartsWith("(private)\n🔒 ", blocked.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" is blocked: no payments, requests or duels from them. /block again lets them come.", blocked.ToString().Trim(), StringComparison.Ordinal);
        Assert.True((await bot.PlayerAsync(bot.Ada))!.HasBlocked(bot.Bob.Id));

        var unblocked = await bot.Ada.SayAsync($"/block user:{bot.Bob.Id}");
        Assert.EndsWith(" may come again.", unblocked.ToString().Trim(), StringComparison.Ordinal);
        Assert.False((await bot.PlayerAsync(bot.Ada))!.HasBlocked(bot.Bob.Id));
    }

    [Fact]
    public async Task Nobody_blocks_themselves()
    {
        await using var bot = await Bot.StartAsync();
        Assert.Equal("(private)\nThat is you. Name somebody else.", (await bot.Ada.SayAsync($"/block user:{bot.Ada.Id}")).ToString().Trim());
    }

    [Fact]
    public async Task A_hundred_and_no_more()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync($"/block user:{bot.Bob.Id}");
        await bot.ChangeAsync(bot.Ada, player =>
        {
            for (var i = 1UL; i < Player.MostBlocks; i++)
            {
                player.Block(new Discord.Snowflake(i));
            }
        });

        Assert.Equal(
            "(private)\nYou block 100 people, and no more fit. /block with one of them makes room.",
            (await bot.Ada.SayAsync($"/block user:{bot.Owner.Id}")).ToString().Trim());
        Assert.Contains("may come again", (await bot.Ada.SayAsync($"/block user:{bot.Bob.Id}")).ToString(), StringComparison.Ordinal);
    }
}
