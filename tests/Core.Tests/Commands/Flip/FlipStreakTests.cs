using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class FlipStreakTests
{
    [Fact]
    public async Task A_round_begins_with_the_stake_as_the_pot()
    {
        await using var bot = await StartedAsync();

        Assert.Equal(
            """
            # 🔥 Heads or tails next?
            Stake 100 · pot 100. Left alone for 10 minutes, a round ends and pays its pot.
            Next right call: 195 coins
            -- Round 1-1 · check it with /verify
            [🙂 Heads] [🦅 Tails] [Cash out 100]
            """,
            (await bot.Ada.SayAsync("/flipstreak amount:100")).ToString());
    }

    [Fact]
    public async Task Two_right_calls_are_cashed_out()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/flipstreak amount:100");

        seen = await CallAsync(bot, seen, right: true);
        Assert.Contains("Next right call: 380 coins", seen.ToString(), StringComparison.Ordinal);
        seen = await CallAsync(bot, seen, right: true);
        seen = await bot.Ada.PressAsync(seen, "Cash out 380");

        Assert.StartsWith("(update)\n# You win 280 coins 🎉\n", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Purse 1,280.\n-- Round 1-1 · check it with /verify\n[Again]", seen.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_call_takes_the_pot()
    {
        await using var bot = await StartedAsync();
        var seen = await CallAsync(bot, await bot.Ada.SayAsync("/flipstreak amount:100"), right: true);

        seen = await CallAsync(bot, seen, right: false);

        Assert.StartsWith("(update)\n# You lose 100 coins 💨\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Balances(900, 0, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task Nothing_can_be_cashed_out_before_the_first_call()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/flipstreak amount:100");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        // Discord does not let anyone press it; somebody else's program might.
        var forged = await bot.Ada.PressAsync(seen, "Cash out 100");

        Assert.StartsWith("(update)\n# 🔥 Heads or tails next?\n", forged.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((100, ""), (player.Balances.Escrow, player.Table("flipstreak")!.Input));
    }

    private static async Task<Seen> CallAsync(Bot bot, Seen seen, bool right)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var round = player.Table("flipstreak")!;
        var isHeads = player.Stands(round with { Input = round.Input + 'H' }, FlipStreak.Table, Rates.Default).Return > 0;
        return await bot.Ada.PressAsync(seen, isHeads == right ? "🙂 Heads" : "🦅 Tails");
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
