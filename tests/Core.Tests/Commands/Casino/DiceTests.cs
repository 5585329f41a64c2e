using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

public sealed class DiceTests
{
    [Fact]
    public async Task A_win_pays_by_how_unlikely_it_was()
    {
        await using var bot = await StartedAsync();
        var rolled = await NextAsync(bot);
        // One below what comes wins "over"; the highest targets leave a few ways only.
        var target = Math.Clamp(rolled - 1, DiceCall.LeastTarget, DiceCall.MostTarget);
        var call = new DiceCall(Direction.Over, target);

        var seen = await bot.Ada.SayAsync($"/dice amount:100 target:{target} over:over");

        var payout = Rates.Part(100, call.Return(Rates.Default));
        Assert.Equal(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            # 🎲 {rolled}! You win {payout - 100:N0} coins 🎉
            Over {target} wins {call.Ways} times in 100 and pays {call.Return(Rates.Default) / 10_000.0:N2} times the stake.
            Purse {900 + payout:N0}.
            -- Round 1-1 · check it with /verify
            [Again]
            """),
            seen.ToString());
        Assert.Equal(new Balances(900 + payout, 0, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task The_target_itself_loses_on_both_sides()
    {
        await using var bot = await StartedAsync();
        foreach (var side in new[] { "over", "under" })
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(1));
            var rolled = await NextAsync(bot);
            Assert.InRange(rolled, DiceCall.LeastTarget, DiceCall.MostTarget);

            var seen = await bot.Ada.SayAsync($"/dice amount:100 target:{rolled} over:{side}");

            Assert.StartsWith($"# 🎲 {rolled}. You lose 100 coins 💨\n", seen.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal((800, 200), ((await bot.PlayerAsync(bot.Ada))!.Purse, (await bot.PlayerAsync(bot.Ada))!.Burned));
    }

    [Fact]
    public async Task Again_rolls_the_same_call_with_the_same_stake_and_anyone_can_check_it()
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.SayAsync("/dice amount:50 target:70 over:under");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        await bot.Ada.PressAsync(first, "Again");

        Assert.Equal(
            [("dice", "u70", 50L), ("dice", "u70", 50L)],
            (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Select(round => (round.Game, round.Input, round.Stake)));
        Assert.StartsWith("(private)\n# ✅ Round 1-2 holds\n", (await bot.Ada.SayAsync("/verify round:1-2")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coin_that_comes_back_whole_is_no_win()
    {
        await using var bot = await StartedAsync();
        for (var left = 200; await NextAsync(bot) < 3; left--)
        {
            Assert.NotEqual(0, left);
            await bot.Ada.FlipAsync(1);
        }

        var rolled = await NextAsync(bot);
        var seen = await bot.Ada.SayAsync("/dice amount:1 target:2 over:over");

        Assert.StartsWith($"# 🎲 {rolled}. You get your 1 coin back\n", seen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("99")]
    [InlineData("-5")]
    public async Task Refuses_a_target_that_could_not_win_or_not_lose(string target)
    {
        await using var bot = await StartedAsync();
        var interaction = bot.Ada.Command("/dice amount:10 target:50 over:over");
        interaction["data"]!["options"]![1]!["value"] = int.Parse(target, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("(private)\n`target` is a whole number from 2 to 98.", (await bot.Ada.AskAsync(interaction, "/dice")).ToString());
    }

    [Fact]
    public async Task Refuses_more_than_the_purse_holds()
    {
        await using var bot = await StartedAsync();

        Assert.Equal(
            "(private)\nYou carry 1,000 coins; this bet needs 1,001. /daily gives 250.",
            (await bot.Ada.SayAsync("/dice amount:1001 target:50 over:over")).ToString());
    }

    [Fact]
    public async Task A_button_of_another_game_is_old()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/flip");
        var seen = await bot.Ada.SayAsync("/dice amount:10 target:50 over:over");
        var forged = seen.CustomIdOf("Again").Replace("1-2", "1-1", StringComparison.Ordinal);

        Assert.Equal("(private)\nThis message is too old for me. Use `/dice` again.", (await bot.Ada.PressIdAsync(seen, forged)).ToString());
    }

    private static async Task<int> NextAsync(Bot bot) =>
        int.Parse(DiceCall.Roll(await bot.Ada.NextDrawsAsync()), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
