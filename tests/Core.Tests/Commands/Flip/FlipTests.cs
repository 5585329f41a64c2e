using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class FlipTests
{
    [Fact]
    public async Task Tosses_the_coin_that_the_seeds_foretell()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var foretold = await bot.Ada.NextSideAsync();

        var seen = await bot.Ada.SayAsync("/flip");

        Assert.Equal($"{Card(foretold)}\n-- Round 1-1 · check it with /verify\n[Again]", seen.ToString());
        var round = Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
        Assert.Equal(("flip", "1", foretold == Side.Heads ? "H" : "T", 0L, 0L), (round.Game, round.Input, round.Result, round.Stake, round.Payout));
    }

    [Fact]
    public async Task Counts_heads_and_tails_of_many()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });

        var seen = await bot.Ada.SayAsync("/flip count:15");

        var seeds = (await bot.PlayerAsync(bot.Ada))!.Seeds;
        var result = CoinFlip.Write(CoinFlip.Toss(new FairDraws(seeds.Server, seeds.Client, 1), 15));
        Assert.Equal(
            $"""
            # 7 heads, 8 tails
            `{result}`
            Heads: ▰▰▰▰▰▱▱▱▱▱ 47 %
            Tails: ▰▰▰▰▰▱▱▱▱▱ 53 %
            -- Round 1-1 · check it with /verify
            [Again]
            """,
            seen.ToString());
        Assert.Equal(7, result.Count(side => side == 'H'));
    }

    [Fact]
    public async Task Is_free()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        await bot.Ada.SayAsync("/flip count:100");

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((1000, 1, 0), (player.Purse, player.Ledger.Entries.Count, player.Experience));
    }

    [Fact]
    public async Task Again_tosses_as_many_and_is_another_round()
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip count:3");

        await bot.Ada.PressAsync(first, "Again");
        await bot.Ada.PressAsync(first, "Again");

        var rounds = (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds;
        Assert.Equal(["1-1 3", "1-2 3", "1-3 3"], rounds.Select(round => $"{round.Name} {round.Result.Length}"));
    }

    [Fact]
    public async Task Again_delivered_twice_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip");
        var press = bot.Ada.Press(first, "Again");
        var counted = await bot.Ada.AskAsync(press, "first");

        var again = await bot.Ada.AskAsync(press, "second");

        Assert.Equal((string?)counted.Data["embeds"]![0]!["title"], again.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Count);
    }

    [Fact]
    public async Task The_command_delivered_twice_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip count:10");
        var counted = await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        var embed = counted.Data["embeds"]![0]!;
        Assert.Equal($"{embed["title"]}\n{embed["description"]}", again.ToString());
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Fact]
    public async Task Only_the_one_who_flipped_may_press_again()
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip");

        var seen = await bot.Bob.PressAsync(first, "Again");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Bob));
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("1e999")]
    [InlineData("9007199254740993")]
    [InlineData("\"5\"")]
    [InlineData("true")]
    public async Task Refuses_a_count_that_is_not_from_1_to_100(string json)
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip count:5");
        interaction["data"]!["options"]![0]!["value"] = System.Text.Json.Nodes.JsonNode.Parse(json);

        var seen = await bot.Ada.AskAsync(interaction, $"/flip count:{json}");

        Assert.Equal("(private)\n`count` is a whole number from 1 to 100.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-2147483648", 1)]
    [InlineData("2147483647", 100)]
    public async Task A_forged_count_is_brought_within_bounds(string count, int tosses)
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip");

        await bot.Ada.PressIdAsync(first, $"flip.again.1.{bot.Ada.Id}.{count}");

        Assert.Equal(tosses, (await bot.PlayerAsync(bot.Ada))!.Rounds.Last!.Result.Length);
    }

    [Fact]
    public async Task Needs_no_wallet_and_works_in_direct_messages()
    {
        await using var bot = await Bot.StartAsync();
        var ada = bot.Ada with { IsInGuild = false };

        await ada.PressAsync(await ada.SayAsync("/flip"), "Again");

        Assert.Equal(2, (await bot.PlayerAsync(ada))!.Rounds.Rounds.Count);
    }

    private static string Card(Side side) => side == Side.Heads ? "# 🙂 Heads!" : "# 🦅 Tails!";
}
