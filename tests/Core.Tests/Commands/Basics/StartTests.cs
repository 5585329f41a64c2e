using FlippyFlip.Core.Storage;
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

    [Fact]
    public async Task Who_was_here_in_an_earlier_life_gets_no_second_bonus()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Store.CommitAsync(new Commit().Delete((await bot.PlayerAsync(bot.Ada))!), CancellationToken.None);

        var seen = await bot.Ada.SayAsync("/start");

        Assert.Equal(
            """
            # 🎁 Welcome back, Ada!
            You had your starter bonus in an earlier life; it is paid once only. Your daily coins are waiting.
            [Daily coins] [Flip a coin] [Show me around]
            """,
            seen.ToString());
        Assert.Equal(0, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Who_played_before_starting_still_gets_the_bonus()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");

        await bot.Ada.SayAsync("/start");

        Assert.Equal(1250, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Delivered_twice_it_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/start");
        await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal(
            """
            🎁 Welcome, Ada!
            Here are **1,000 coins** to begin with. Come back every day for more, flip a coin for free, or read what else there is.
            """,
            again.ToString());
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Twenty_starts_at_once_pay_one_bonus()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });

        var seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bot.Ada.SayAsync("/start")));

        Assert.Single(seen, welcome => welcome.ToString().StartsWith("# 🎁 Welcome, Ada!", StringComparison.Ordinal));
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task The_second_button_flips_and_the_third_explains()
    {
        await using var bot = await Bot.StartAsync();
        var welcome = await bot.Ada.SayAsync("/start");

        var flipped = await bot.Ada.PressAsync(welcome, "Flip a coin");
        var shown = await bot.Ada.PressAsync(welcome, "Show me around");

        Assert.EndsWith("\n-- Round 1-1 · check it with /verify\n[Again]", flipped.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# 📖 What I can do\n", shown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Daily coins")]
    [InlineData("Flip a coin")]
    [InlineData("Show me around")]
    public async Task Nobody_else_may_press(string label)
    {
        await using var bot = await Bot.StartAsync();
        var welcome = await bot.Ada.SayAsync("/start");

        var seen = await bot.Bob.PressAsync(welcome, label);

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Bob));
    }

    [Theory]
    [InlineData("@everyone", @"\@everyone")]
    [InlineData("*Ada* [x](https://y)", @"\*Ada\* \[x\]\(https\://y\)")]
    [InlineData("Ádá 🦄", "Ádá 🦄")]
    public async Task A_name_is_welcomed_as_typed_and_pings_nobody(string name, string shown)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await (bot.Ada with { Name = name, IsInGuild = false }).SayAsync("/start");

        Assert.StartsWith($"# 🎁 Welcome, {shown}!\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_server_nickname_comes_first()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/start");
        interaction["member"]!["nick"] = "Lady L";

        Assert.StartsWith("# 🎁 Welcome, Lady L!\n", (await bot.Ada.AskAsync(interaction, "/start")).ToString(), StringComparison.Ordinal);
    }
}
