using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

public sealed class SlotsTests
{
    [Fact]
    public async Task Shows_the_reels_and_pays_by_the_table()
    {
        await using var bot = await StartedAsync();
        var result = await SpinUntilAsync(bot, result => SlotsPull.Return(result, new SlotsPay()) > 0);
        var purse = (await bot.PlayerAsync(bot.Ada))!.Purse;

        var seen = await bot.Ada.SayAsync("/slots amount:10");

        var won = new SlotsPull().Payout(result, 10, Rates.Default) - 10;
        var round = (await bot.PlayerAsync(bot.Ada))!.Rounds.Last!;
        Assert.Equal(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            # You win {won:N0} coins 🎉
            # {Reels(result)}
            Purse {purse + won:N0}.
            -- Round {round.Name} · check it with /verify
            [Again]
            """),
            seen.ToString());
    }

    [Fact]
    public async Task A_loss_takes_the_stake()
    {
        await using var bot = await StartedAsync();
        var result = await SpinUntilAsync(bot, result => SlotsPull.Return(result, new SlotsPay()) == 0);

        var seen = await bot.Ada.SayAsync("/slots amount:10");

        Assert.StartsWith($"# You lose 10 coins 💨\n# {Reels(result)}\nPurse 990.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal((990, 10), ((await bot.PlayerAsync(bot.Ada))!.Purse, (await bot.PlayerAsync(bot.Ada))!.Burned));
    }

    [Fact]
    public async Task Again_pulls_with_the_same_stake_and_anyone_can_check_it()
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.SayAsync("/slots amount:10");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        await bot.Ada.PressAsync(first, "Again");

        Assert.Equal([("slots", 10L), ("slots", 10L)], (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Select(round => (round.Game, round.Stake)));
        Assert.StartsWith("(private)\n# ✅ Round 1-2 holds\n", (await bot.Ada.SayAsync("/verify round:1-2")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_pulls_with_somebodys_button()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/slots amount:10");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", (await bot.Bob.PressAsync(seen, "Again")).ToString());
    }

    [Fact]
    public async Task Refuses_what_is_above_the_highest_stake()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 5_000_000);

        Assert.Equal("(private)\nThe highest bet is 1,000,000 coins.", (await bot.Ada.SayAsync("/slots amount:2m")).ToString());
    }

    private static string Reels(string result) =>
        string.Join(" │ ", result.Select(symbol => symbol switch { 'C' => "🍒", 'L' => "🍋", 'B' => "🔔", 'K' => "🍀", 'D' => "💎", _ => "7️⃣" }));

    /// <summary>Free flips until the next pull is one of these; says what it will be.</summary>
    private static async Task<string> SpinUntilAsync(Bot bot, Func<string, bool> isWanted)
    {
        for (var left = 200; left > 0; left--)
        {
            var next = SlotsPull.Spin(await bot.Ada.NextDrawsAsync());
            if (isWanted(next))
            {
                return next;
            }

            await bot.Ada.FlipAsync(1);
        }

        throw new InvalidOperationException("It does not come within 200 rounds.");
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
