using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class BetTests
{
    private const string NotYours = "(private)\nThis is somebody else's. Use the command yourself to get your own.";
    private const string TooOld = "(private)\nThis message is too old for me. Use `/bet` again.";

    [Fact]
    public async Task A_win_pays_the_stake_and_ninety_five_percent_more()
    {
        await using var bot = await StartedAsync();
        var side = await bot.Ada.NextSideAsync();

        var seen = await bot.Ada.WinAsync("100");

        Assert.Equal(
            $"""
            # {Face(side)}! You win 95 coins 🎉
            Purse 1,095.
            -- Round 1-1 · check it with /verify
            [Again] [Double]
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(new Balances(1095, 0, 0), player.Balances);
        Assert.Equal(5, player.Experience);
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Win], player.Ledger.Entries.Select(entry => entry.Reason));
    }

    [Fact]
    public async Task A_loss_takes_the_stake()
    {
        await using var bot = await StartedAsync();
        var side = await bot.Ada.NextSideAsync();

        var seen = await bot.Ada.LoseAsync("100");

        Assert.Equal(
            $"""
            # {Face(side)}. You lose 100 coins 💨
            Purse 900.
            -- Round 1-1 · check it with /verify
            [Again] [Double]
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(new Balances(900, 0, 0), player.Balances);
        Assert.Equal((1000, 100), (player.Minted, player.Burned));
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Loss], player.Ledger.Entries.Select(entry => entry.Reason));
    }

    [Fact]
    public async Task Refuses_more_than_the_purse_holds()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync("/bet amount:1001 side:heads");

        Assert.Equal("(private)\nYou carry 1,000 coins; this bet needs 1,001. /daily gives 250.", seen.ToString());
        Assert.Empty((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Fact]
    public async Task Who_is_short_hears_when_the_next_coins_come()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/daily");

        var seen = await bot.Ada.SayAsync("/bet amount:9000 side:heads");

        Assert.Equal("(private)\nYou carry 1,250 coins; this bet needs 9,000. /daily gives 250 <t:1767700800:R>.", seen.ToString());
    }

    [Fact]
    public async Task Who_is_short_and_has_enough_in_the_bank_hears_of_the_bank()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/deposit amount:600");

        var enough = await bot.Ada.SayAsync("/bet amount:1000 side:heads");
        var tooLittle = await bot.Ada.SayAsync("/bet amount:1001 side:heads");

        Assert.Equal("(private)\nYou carry 400 coins; this bet needs 1,000. /withdraw takes some out of your bank.", enough.ToString());
        Assert.Equal("(private)\nYou carry 400 coins; this bet needs 1,001. /daily gives 250.", tooLittle.ToString());
    }

    [Fact]
    public async Task Refuses_all_of_nothing_and_stores_nobody()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/bet amount:all side:tails");

        Assert.Equal("(private)\nYou carry 0 coins; this bet needs 1. /start gives 1,000 to begin with.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Refuses_a_number_above_the_highest_stake()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 5_000_000);

        var seen = await bot.Ada.SayAsync("/bet amount:1000001 side:heads");

        Assert.Equal("(private)\nThe highest bet is 1,000,000 coins.", seen.ToString());
        Assert.Equal(5_001_000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("1m")]
    public async Task The_highest_stake_can_be_bet_and_all_means_at_most_that(string amount)
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 5_000_000);
        var side = await bot.Ada.NextSideAsync();

        var seen = await bot.Ada.WinAsync(amount);

        Assert.Equal(
            $"# {Face(side)}! You win 950,000 coins 🎉\nPurse 5,951,000.\n-- Round 1-1 · check it with /verify\n[Again]",
            seen.ToString());
    }

    [Theory]
    [InlineData("", "`side` is one of: heads, tails.")]
    [InlineData("edge", "`side` is one of: heads, tails.")]
    [InlineData("0", "`side` is one of: heads, tails.")]
    public async Task Refuses_a_side_that_is_not_offered(string side, string expected)
    {
        await using var bot = await StartedAsync();
        var interaction = bot.Ada.Command("/bet amount:10 side:heads");
        interaction["data"]!["options"]![1]!["value"] = side;

        var seen = await bot.Ada.AskAsync(interaction, $"/bet side:{side}");

        Assert.Equal($"(private)\n{expected}", seen.ToString());
    }

    [Fact]
    public async Task Refuses_a_missing_side()
    {
        await using var bot = await StartedAsync();
        var interaction = bot.Ada.Command("/bet amount:10 side:heads");
        interaction["data"]!["options"]!.AsArray().RemoveAt(1);

        Assert.Equal("(private)\n`side` is missing: Which side comes up.", (await bot.Ada.AskAsync(interaction, "/bet")).ToString());
    }

    [Fact]
    public async Task Refuses_what_is_no_amount()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync("/bet amount:much side:heads");

        Assert.Equal("(private)\n`amount` is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k, or one of: all, half, 25%.", seen.ToString());
    }

    [Fact]
    public async Task Rests_for_a_second_the_buttons_too()
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("100");

        var bet = await bot.Ada.SayAsync("/bet amount:1 side:heads");
        var again = await bot.Ada.PressAsync(first, "Again");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await bot.Ada.PressAsync(first, "Again");

        Assert.Equal("(private)\n`/bet` needs a rest: you can use it again <t:1767614401:R>.", bet.ToString());
        Assert.Equal("(private)\n`/bet` needs a rest: you can use it again <t:1767614401:R>.", again.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Count);
    }

    [Theory]
    [InlineData("Again", 100)]
    [InlineData("Double", 200)]
    public async Task The_buttons_repeat_the_round_with_its_side(string label, long stake)
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("100");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        await bot.Ada.PressAsync(first, label);

        var rounds = (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds;
        Assert.Equal((rounds[0].Input, stake), (rounds[1].Input, rounds[1].Stake));
    }

    [Fact]
    public async Task Double_pressed_twice_on_one_message_doubles_that_round_twice()
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("10");
        for (var i = 0; i < 2; i++)
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(1));
            await bot.Ada.PressAsync(first, "Double");
        }

        Assert.Equal([10, 20, 20], (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Select(round => round.Stake));
    }

    [Theory]
    [InlineData("Again")]
    [InlineData("Double")]
    public async Task A_button_delivered_twice_counts_once(string label)
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("100");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        var press = bot.Ada.Press(first, label);
        var counted = await bot.Ada.AskAsync(press, "first");

        var again = await bot.Ada.AskAsync(press, "second");

        var embed = counted.Data["embeds"]![0]!;
        Assert.Equal($"{embed["title"]}\n{embed["description"]}", again.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Count);
    }

    [Fact]
    public async Task The_command_delivered_twice_counts_once()
    {
        await using var bot = await StartedAsync();
        var interaction = bot.Ada.Command($"/bet amount:100 side:{await bot.Ada.NextSideAsync()}");
        var counted = await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal($"{counted.Data["embeds"]![0]!["title"]}\nPurse 1,095.", again.ToString());
        Assert.Equal(1095, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Theory]
    [InlineData("Again")]
    [InlineData("Double")]
    public async Task Nobody_else_may_press(string label)
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("100");
        await bot.Bob.SayAsync("/start");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var seen = await bot.Bob.PressAsync(first, label);

        Assert.Equal(NotYours, seen.ToString());
        Assert.Equal((1095, 1000), ((await bot.PlayerAsync(bot.Ada))!.Purse, (await bot.PlayerAsync(bot.Bob))!.Purse));
    }

    [Fact]
    public async Task Double_refuses_what_the_purse_does_not_hold()
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.LoseAsync("600");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var seen = await bot.Ada.PressAsync(first, "Double");

        Assert.Equal("(private)\nYou carry 400 coins; this bet needs 1,200. /daily gives 250.", seen.ToString());
    }

    [Fact]
    public async Task Double_is_not_offered_above_the_highest_stake_and_refused_on_an_old_message()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 5_000_000);
        var half = await bot.Ada.WinAsync("500k");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        var first = await bot.Ada.WinAsync("500001");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.EndsWith("\n[Again] [Double]", half.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Again]", first.ToString(), StringComparison.Ordinal);
        Assert.Equal("(private)\nThe highest bet is 1,000,000 coins.", (await bot.Ada.PressIdAsync(first, $"bet.double.1.{bot.Ada.Id}.1-2")).ToString());
    }

    [Theory]
    [InlineData("Again", 10)]
    [InlineData("Double", 20)]
    public async Task The_buttons_know_rounds_that_were_moved_out(string label, long stake)
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("10");
        await bot.Ada.FlipAsync(40);

        await bot.Ada.PressAsync(first, label);

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(1, player.Rounds.Archived);
        Assert.Equal(stake, player.Rounds.Last!.Stake);
    }

    [Theory]
    [InlineData("bet.again.1.{0}.1-1")]
    [InlineData("bet.again.1.{0}.1-99")]
    [InlineData("bet.double.1.{0}.9-9223372036854775807")]
    [InlineData("bet.again.1.{0}.2147483647-1")]
    [InlineData("bet.again.1.{0}.nonsense")]
    [InlineData("bet.again.1.{0}.")]
    [InlineData("bet.again.1.{0}")]
    [InlineData("bet.again.1.{0}.1-2.100")]
    [InlineData("bet.again.2.{0}.1-2")]
    [InlineData("bet.triple.1.{0}.1-2")]
    public async Task Refuses_forged_and_old_buttons(string id)
    {
        await using var bot = await StartedAsync();
        var free = await bot.Ada.SayAsync("/flip");
        await bot.Ada.WinAsync("100");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var seen = await bot.Ada.PressIdAsync(free, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal(TooOld, seen.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Count);
    }

    [Fact]
    public async Task Names_of_other_peoples_rounds_are_not_found()
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.WinAsync("100");
        await bot.Bob.SayAsync("/start");

        var seen = await bot.Bob.PressIdAsync(first, $"bet.again.1.{bot.Bob.Id}.1-1");

        Assert.Equal(TooOld, seen.ToString());
    }

    [Fact]
    public async Task Suggests_shares_of_the_purse()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.TypeAsync("/bet amount:", "amount");

        Assert.Equal("(choices)\nall (1,000 coins) = all\nhalf (500 coins) = half\n25% (250 coins) = 25%\n10% (100 coins) = 10%", seen.ToString());
    }

    [Fact]
    public async Task Fifty_deliveries_of_one_bet_at_once_are_one_bet()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting(), Settings = { ["RateLimits:User"] = "100/1" } });
        await bot.Ada.SayAsync("/start");
        var interaction = bot.Ada.Command($"/bet amount:100 side:{await bot.Ada.NextSideAsync()}").ToJsonString();

        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            bot.Ada.AskAsync((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(interaction)!, "one of fifty")));

        Assert.All(seen, answer => Assert.Contains("You win 95 coins", answer.ToString(), StringComparison.Ordinal));
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((1095, 1), (player.Purse, player.Rounds.Rounds.Count));
    }

    private static string Face(Side side) => side == Side.Heads ? "🙂 Heads" : "🦅 Tails";

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
