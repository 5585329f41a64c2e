using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Developer.Economy;

public sealed class DevGrantTests
{
    private const string NoShare = "(private)\nA grant is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k.";

    [Fact]
    public async Task Credits_a_player_and_says_why()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:2.5k reason:won the quiz");

        Assert.Equal("(private)\n🎁 <@900000000000000101> got **2,500** and carries 3,500. Reason: won the quiz", seen.ToString());
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((3500, Reason.Grant), (player.Purse, player.Ledger.Entries[^1].Reason));
    }

    [Fact]
    public async Task Is_audited_in_the_same_commit()
    {
        await using var bot = await Bot.StartAsync();
        bot.Store.Reset();
        var interaction = bot.Owner.Command($"/dev-grant user:{bot.Ada.Id} amount:500 reason:because");

        await bot.Owner.AskAsync(interaction, "/dev-grant");

        Assert.Equal(1, bot.Store[StoreOperation.Commit]);
        var entry = Assert.Single(await bot.AuditAsync());
        Assert.Equal(
            (bot.Owner.Id, "dev-grant", $"{bot.ApplicationId}/global/{bot.Ada.Id}", "500 coins: because", TestClock.Start),
            (entry.Actor, entry.Action, entry.Target!, entry.Details, entry.At));
        Assert.Equal((string?)interaction["id"], entry.Interaction.ToString());
    }

    [Fact]
    public async Task Entries_are_chained_anew_each_day()
    {
        await using var bot = await Bot.StartAsync();
        await bot.GrantAsync(bot.Ada, 1);
        await bot.GrantAsync(bot.Bob, 2);
        await bot.Owner.SayAsync("/dev-health");
        bot.Clock.Advance(TimeSpan.FromHours(12));
        await bot.GrantAsync(bot.Ada, 3);

        Assert.Equal(["1 coins: for the test", "2 coins: for the test", $"0 of {5 + bot.Part<JobTable>().All.Count} not well"], (await bot.AuditAsync(TestClock.Start)).Select(entry => entry.Details));
        Assert.Equal(["3 coins: for the test"], (await bot.AuditAsync()).Select(entry => entry.Details));
    }

    [Fact]
    public async Task Without_a_reason_a_form_asks()
    {
        await using var bot = await Bot.StartAsync();

        var form = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:500");
        var seen = await bot.Owner.SubmitAsync(form, "750", "  typed\nin two lines ");

        Assert.Equal("(form)\nGrant coins\nHow many coins: [500]\nReason: []", form.ToString());
        Assert.Equal("(private)\n🎁 <@900000000000000101> got **750** and carries 750. Reason: typed in two lines", seen.ToString());
        Assert.Equal("750 coins: typed in two lines", Assert.Single(await bot.AuditAsync()).Details);
    }

    [Theory]
    [InlineData("half", "why", NoShare)]
    [InlineData("0", "why", NoShare)]
    [InlineData("1000000001", "why", NoShare)]
    [InlineData("many", "why", NoShare)]
    [InlineData("", "why", "(private)\n'How many coins' must be filled in.")]
    [InlineData(null, "why", "(private)\n'How many coins' must be filled in.")]
    [InlineData("1111111111111111111111111", "why", "(private)\n'How many coins' may have 24 characters at most.")]
    [InlineData("500", " ", "(private)\n'Reason' must be filled in.")]
    [InlineData("500", null, "(private)\n'Reason' must be filled in.")]
    public async Task Refuses_a_form_that_is_filled_in_wrongly(string? amount, string? reason, string expected)
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:500");

        var seen = await bot.Owner.SubmitAsync(form, amount, reason);

        Assert.Equal(expected, seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
        Assert.Empty(await bot.AuditAsync());
    }

    [Fact]
    public async Task Refuses_a_reason_beyond_two_hundred_characters()
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:500");

        var tooLong = await bot.Owner.SubmitAsync(form, "500", new string('x', 201));
        var asLongAsMayBe = await bot.Owner.SubmitAsync(form, "500", new string('x', 200));

        Assert.Equal("(private)\n'Reason' may have 200 characters at most.", tooLong.ToString());
        Assert.EndsWith(new string('x', 200), asLongAsMayBe.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("half")]
    [InlineData("10%")]
    public async Task Refuses_a_share(string amount)
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(NoShare, (await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:{amount} reason:because")).ToString());
        Assert.Equal(NoShare, (await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:{amount}")).ToString());
    }

    [Fact]
    public async Task Refuses_a_reason_of_two_letters()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:5 reason:no");

        Assert.Equal("(private)\n`reason` has 3 to 200 characters.", seen.ToString());
    }

    [Fact]
    public async Task Refuses_a_bot()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Owner.Command($"/dev-grant user:{bot.Bob.Id} amount:5 reason:because");
        interaction["data"]!["resolved"]!["users"]![bot.Bob.Id.ToString()]!["bot"] = true;

        var seen = await bot.Owner.AskAsync(interaction, "/dev-grant to a bot");

        Assert.Equal("(private)\nTester 102 is a bot, and bots have no wallets.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Bob));
    }

    [Fact]
    public async Task A_stranger_gets_a_wallet_and_still_the_starter_bonus()
    {
        await using var bot = await Bot.StartAsync();
        var stranger = bot.Ada with { Id = new Snowflake(123456789012345678) };

        var seen = await bot.Owner.SayAsync("/dev-grant user:123456789012345678 amount:5 reason:hello");
        await stranger.SayAsync("/start");

        Assert.Equal("(private)\n🎁 <@123456789012345678> got **5** and carries 5. Reason: hello", seen.ToString());
        Assert.Equal(1005, (await bot.PlayerAsync(stranger))!.Purse);
    }

    [Theory]
    [InlineData("@everyone **big** `x`", @"\@everyone \*\*big\*\* \`x\`")]
    [InlineData("für Zoë 🦄", "für Zoë 🦄")]
    public async Task A_reason_appears_as_typed_and_pings_nobody(string reason, string shown)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:1000000000 reason:{reason}");

        Assert.Equal($"(private)\n🎁 <@900000000000000101> got **1,000,000,000** and carries 1,000,000,000. Reason: {shown}", seen.ToString());
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
        Assert.Equal($"1000000000 coins: {reason}", Assert.Single(await bot.AuditAsync()).Details);
    }

    [Fact]
    public async Task Delivered_twice_it_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Owner.Command($"/dev-grant user:{bot.Ada.Id} amount:500 reason:because");
        await bot.Owner.AskAsync(interaction, "first");

        var again = await bot.Owner.AskAsync(interaction, "second");

        Assert.Equal("(private)\n🎁 <@900000000000000101> got **500** and carries 500. Reason: because", again.ToString());
        Assert.Equal(500, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.Single(await bot.AuditAsync());
    }

    [Fact]
    public async Task A_form_delivered_twice_counts_once_and_sent_twice_counts_twice()
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:500");
        var submit = bot.Owner.Submit(form, "500", "because");
        await bot.Owner.AskAsync(submit, "first");
        await bot.Owner.AskAsync(submit, "second");

        Assert.Equal(500, (await bot.PlayerAsync(bot.Ada))!.Purse);
        await bot.Owner.SubmitAsync(form, "500", "because");
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Another_operator_may_not_send_the_form()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Developers"] = "900000000000000102" } });
        var form = await bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:500");

        var developer = await bot.Bob.SubmitAsync(form, "500", "because");
        var player = await bot.Ada.SubmitAsync(form, "500", "because");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", developer.ToString());
        Assert.Equal("(private)\n`/dev-grant` is for operators of this bot.", player.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }
}
