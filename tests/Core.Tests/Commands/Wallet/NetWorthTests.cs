using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class NetWorthTests
{
    [Fact]
    public async Task Before_the_first_census_nobody_has_a_place()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:300");
        await bot.Ada.SayAsync("/mines amount:100 mines:3");

        Assert.Equal(
            "(private)\n# 💠 Wealth of Ada\nNobody was counted yet: the first census comes within six hours.\nPurse: 600\nBank: 300\nAt stake: 100\nNet worth: 1,000",
            (await bot.Ada.SayAsync("/networth")).ToString());
    }

    [Fact]
    public async Task After_a_census_everybody_sees_their_place_and_how_wealth_is_spread()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        await bot.GrantAsync(bot.Bob, 49_000);

        Assert.Equal("2 players of 1 bots counted", await CountAsync(bot));
        Assert.Equal("2 players of 1 bots counted", await CountAsync(bot));

        Assert.Equal(
            """
            (private)
            # 💠 Wealth of Bob
            Richer than about 1 of 2 players: among the richest 50 %. Counted <t:1767614400:R>.
            ```
                0                        0%
               1+                        0%
              10+                        0%
             100+                        0%
              1k+ ████████████████████  50%
             10k+ ████████████████████  50% ◄
            ```
            Purse: 50,000
            Bank: 0
            At stake: 0
            Net worth: 50,000
            """,
            (await bot.Bob.SayAsync("/networth")).ToString());
        Assert.Contains("Richer than about 0 of 2 players: among the richest 100 %.", (await bot.Ada.SayAsync("/networth")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_somebody_else_only_the_purse_unless_they_share_more()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Bob.SayAsync("/start");
        await CountAsync(bot);

        Assert.EndsWith("\nPurse: 1,000\n-- The bank is private.", (await bot.Ada.SayAsync($"/networth user:{bot.Bob.Id}")).ToString(), StringComparison.Ordinal);
        await bot.ChangeAsync(bot.Bob, player => player.Prefer(player.Preferences with { SharesBank = true }));
        Assert.EndsWith("\nNet worth: 1,000", (await bot.Ada.SayAsync($"/networth user:{bot.Bob.Id}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_player_is_no_players()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await CountAsync(bot);

        Assert.Contains("Richer than about 0 of 1 player: ", (await bot.Ada.SayAsync("/networth")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_rise_with_coins_and_are_never_wider_than_a_tenth()
    {
        var before = -1;
        for (var coins = 0L; coins < 200_000; coins++)
        {
            var place = Census.Class(coins);
            Assert.InRange(place, before, before + 1);
            before = place;
        }

        Assert.Equal([0, 99, 100, 189, 190, 279], new long[] { 0, 99, 100, 999, 1_000, 9_999 }.Select(Census.Class));
        Assert.InRange(Census.Class(long.MaxValue), 1_000, 2_000);
    }

    private static async Task<string> CountAsync(Bot bot) =>
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("WealthCensus", CancellationToken.None)).Outcome.Sentence;
}
