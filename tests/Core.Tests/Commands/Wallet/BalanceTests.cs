using FlippyFlip.Core.Discord;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class BalanceTests
{
    private const string Starters =
        """
        (private)
        # 🪙 Coins of Ada
        Purse: 700
        Bank: 300 of 5,000
        Net worth: 1,000
        """;

    [Fact]
    public async Task Shows_the_callers_purse_bank_and_net_worth()
    {
        await using var bot = await AdaWithSavingsAsync();

        Assert.Equal(Starters, (await bot.Ada.SayAsync("/balance")).ToString());
    }

    [Fact]
    public async Task Naming_oneself_is_the_same()
    {
        await using var bot = await AdaWithSavingsAsync();

        Assert.Equal(Starters, (await bot.Ada.SayAsync($"/balance user:{bot.Ada.Id}")).ToString());
    }

    [Fact]
    public async Task Somebody_new_has_nothing_and_is_not_stored()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/balance");

        Assert.Equal(
            """
            (private)
            # 🪙 Coins of Ada
            Purse: 0
            Bank: 0 of 5,000
            Net worth: 0
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Anothers_bank_is_private()
    {
        await using var bot = await AdaWithSavingsAsync();

        var seen = await bot.Bob.SayAsync($"/balance user:{bot.Ada.Id}");

        Assert.Equal(
            """
            (private)
            # 🪙 Coins of Tester 101
            Purse: 700
            -- The bank is private.
            """,
            seen.ToString());
    }

    [Fact]
    public async Task Anothers_bank_is_shown_when_they_share_it()
    {
        await using var bot = await AdaWithSavingsAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { SharesBank = true }));

        var seen = await bot.Bob.SayAsync($"/balance user:{bot.Ada.Id}");

        Assert.Equal(Starters.Replace("Ada", "Tester 101", StringComparison.Ordinal), seen.ToString());
    }

    [Fact]
    public async Task A_stranger_has_an_empty_purse()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/balance user:123456789012345678");

        Assert.Equal(
            """
            (private)
            # 🪙 Coins of Tester 678
            Purse: 0
            -- The bank is private.
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada with { Id = new Snowflake(123456789012345678) }));
    }

    [Fact]
    public async Task Refuses_a_bot()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command($"/balance user:{bot.Bob.Id}");
        var user = interaction["data"]!["resolved"]!["users"]![bot.Bob.Id.ToString()]!;
        user["bot"] = true;
        user["global_name"] = "_Robo_ @everyone";

        var seen = await bot.Ada.AskAsync(interaction, "/balance of a bot");

        Assert.Equal("(private)\n\\_Robo\\_ \\@everyone is a bot, and bots have no wallets.", seen.ToString());
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_nickname_comes_before_the_global_name()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command($"/balance user:{bot.Bob.Id}");
        interaction["data"]!["resolved"]!["members"]![bot.Bob.Id.ToString()]!["nick"] = "Bobby";

        var seen = await bot.Ada.AskAsync(interaction, "/balance of a nickname");

        Assert.Equal("(private)\n# 🪙 Coins of Bobby\nPurse: 0\n-- The bank is private.", seen.ToString());
    }

    [Fact]
    public async Task Without_resolved_users_the_id_stands_for_the_name()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command($"/balance user:{bot.Bob.Id}");
        interaction["data"]!.AsObject().Remove("resolved");

        var seen = await bot.Ada.AskAsync(interaction, "/balance unresolved");

        Assert.Equal("(private)\n# 🪙 Coins of 900000000000000102\nPurse: 0\n-- The bank is private.", seen.ToString());
    }

    [Theory]
    [InlineData("**Ada** @everyone", @"\*\*Ada\*\* \@everyone")]
    [InlineData("[free](https://x.y)", @"\[free\]\(https\://x.y\)")]
    [InlineData("<@900000000000000102>", @"\<\@900000000000000102\>")]
    [InlineData("`Ada`||x||", @"\`Ada\`\|\|x\|\|")]
    [InlineData("Zoë 🦄 愛", "Zoë 🦄 愛")]
    public async Task A_name_appears_as_typed_and_pings_nobody(string name, string shown)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await (bot.Ada with { Name = name }).SayAsync("/balance");

        Assert.Equal($"(private)\n# 🪙 Coins of {shown}\nPurse: 0\nBank: 0 of 5,000\nNet worth: 0", seen.ToString());
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Ada")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Refuses_a_user_that_is_no_id(string id)
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command($"/balance user:{bot.Bob.Id}");
        interaction["data"]!["options"]![0]!["value"] = id;

        var seen = await bot.Ada.AskAsync(interaction, $"/balance user:{id}");

        Assert.Equal("(private)\n`user` must be a user.", seen.ToString());
    }

    [Fact]
    public async Task Works_in_direct_messages()
    {
        await using var bot = await AdaWithSavingsAsync();

        Assert.Equal(Starters, (await (bot.Ada with { IsInGuild = false }).SayAsync("/balance")).ToString());
    }

    [Fact]
    public async Task Germans_see_their_thousands_separated_by_a_dot()
    {
        await using var bot = await AdaWithSavingsAsync();

        var seen = await (bot.Ada with { Locale = "de" }).SayAsync("/balance");

        Assert.Equal("1.000", (string?)seen.Data["embeds"]![0]!["fields"]![2]!["value"]);
    }

    [Fact]
    public async Task Costs_one_read()
    {
        await using var bot = await AdaWithSavingsAsync();
        bot.Store.Reset();

        await bot.Ada.SayAsync("/balance");

        Assert.Equal(1, bot.Store.RoundTrips);
    }

    private static async Task<Bot> AdaWithSavingsAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:300");
        return bot;
    }
}
