using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Offers;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class RequestTests
{
    [Fact]
    public async Task Who_is_asked_pays_and_the_message_loses_its_buttons()
    {
        await using var bot = await StartedAsync();

        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:600 note:rent");
        Assert.Equal($"✉️ <@{bot.Bob.Id}>, <@{bot.Ada.Id}> asks you for 600 coins. The offer ends <t:1767700800:R>.\n> rent\n[Pay] [Decline] [Withdraw]", asked.ToString());
        Assert.Equal($$"""{"parse":[],"users":["{{bot.Bob.Id}}"]}""", asked.Data["allowed_mentions"]!.ToJsonString());
        var paid = await bot.Bob.PressAsync(asked, "Pay");

        Assert.Equal($"(update)\n🪙 <@{bot.Bob.Id}> pays <@{bot.Ada.Id}> 590 coins; 10 more went in tax.\n> rent", paid.ToString());
        Assert.True(paid.Data.ContainsKey("components") && paid.Data["components"] is null);
        Assert.Equal((1_590, 400), await PursesAsync(bot));
        Assert.Empty(await bot.EverythingAsync<Offer>());
        Assert.Equal("(private)\nThis is not open any more.", (await bot.Bob.PressAsync(asked, "Pay")).ToString());
        Assert.Equal("(private)\nThis is not open any more.", (await bot.Ada.PressAsync(asked, "Withdraw")).ToString());
    }

    [Fact]
    public async Task Of_quick_presses_exactly_one_counts()
    {
        await using var bot = await StartedAsync();
        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100");

        var seen = await Task.WhenAll(
            bot.Bob.PressAsync(asked, "Pay"), bot.Bob.PressAsync(asked, "Pay"), bot.Bob.PressAsync(asked, "Decline"), bot.Ada.PressAsync(asked, "Withdraw"));

        Assert.Single(seen, reply => !reply.IsPrivate);
        var isPaid = seen.Any(reply => reply.ToString().Contains("pays", StringComparison.Ordinal));
        Assert.Equal(isPaid ? (1_100L, 900L) : (1_000L, 1_000L), await PursesAsync(bot));
    }

    [Theory]
    [InlineData("Decline", "# ❌ Declined")]
    [InlineData("Withdraw", "# ❌ Withdrawn")]
    public async Task Nothing_is_paid_for_what_is_declined_or_withdrawn(string label, string title)
    {
        await using var bot = await StartedAsync();
        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100");

        var seen = await (label == "Decline" ? bot.Bob : bot.Ada).PressAsync(asked, label);

        Assert.Equal($"(update)\n{title}\n<@{bot.Ada.Id}> asked <@{bot.Bob.Id}> for 100 coins. Nothing was paid.", seen.ToString());
        Assert.Equal((1_000, 1_000), await PursesAsync(bot));
    }

    [Fact]
    public async Task Everybody_elses_press_gets_a_kind_sentence_and_changes_nothing()
    {
        await using var bot = await StartedAsync();
        var cem = new Visitor(bot, new Snowflake(900_000_000_000_000_103), "Cem");
        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100");

        Assert.Equal($"(private)\nThis is for <@{bot.Bob.Id}> to answer.", (await cem.PressAsync(asked, "Pay")).ToString());
        Assert.Equal($"(private)\nThis is for <@{bot.Bob.Id}> to answer.", (await cem.PressAsync(asked, "Decline")).ToString());
        Assert.Equal($"(private)\nOnly <@{bot.Ada.Id}> can withdraw this.", (await cem.PressAsync(asked, "Withdraw")).ToString());
        Assert.Equal($"(private)\n<@{bot.Bob.Id}> answers this. You can withdraw it.", (await bot.Ada.PressAsync(asked, "Pay")).ToString());
        Assert.Equal($"(private)\n<@{bot.Ada.Id}> can withdraw this. You can decline it.", (await bot.Bob.PressAsync(asked, "Withdraw")).ToString());
        Assert.Single(await bot.EverythingAsync<Offer>());
        Assert.Equal((1_000, 1_000), await PursesAsync(bot));
    }

    [Fact]
    public async Task After_a_day_it_is_too_late()
    {
        await using var bot = await StartedAsync();
        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100");
        bot.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(
            $"(update)\n# ⏳ Too late\n<@{bot.Ada.Id}> asked <@{bot.Bob.Id}> for 100 coins. Nothing was paid.", (await bot.Bob.PressAsync(asked, "Pay")).ToString());
        Assert.Equal((1_000, 1_000), await PursesAsync(bot));
    }

    [Fact]
    public async Task A_request_beyond_the_purse_stays_open()
    {
        await using var bot = await StartedAsync();
        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:1500");

        Assert.Equal("(private)\nYou carry 1,000 coins; this payment needs 1,500. /daily gives 250.", (await bot.Bob.PressAsync(asked, "Pay")).ToString());
        await bot.GrantAsync(bot.Bob, 1_000);
        Assert.StartsWith("(update)\n🪙", (await bot.Bob.PressAsync(asked, "Pay")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_one_is_asked_back_before_it_is_paid()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Bob, 50_000);
        var asked = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:20100");

        var question = await bot.Bob.PressAsync(asked, "Pay");
        Assert.StartsWith("# ❔ Are you sure?\n", question.ToString(), StringComparison.Ordinal);
        Assert.Equal((1_000, 51_000), await PursesAsync(bot));
        await bot.Bob.PressAsync(question, "Yes");

        Assert.Equal((20_700, 30_900), await PursesAsync(bot));
        Assert.StartsWith("(follow-up)\n🪙", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_are_open_at_once()
    {
        await using var bot = await StartedAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.False((await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100")).IsPrivate);
            bot.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(
            "(private)\nYou have 5 requests and challenges open. Withdraw one, or wait until the first ends <t:1767700800:R>.",
            (await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100")).ToString());
        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100")).IsPrivate);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("9")]
    public async Task Refuses_a_share_of_somebody_elses_purse_and_what_is_too_little(string amount)
    {
        await using var bot = await StartedAsync();

        Assert.Equal(
            "(private)\nAsk for a number of coins from 10 to 1,000,000,000, such as 500 or 2.5k.", (await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:{amount}")).ToString());
    }

    private static async Task<(long Ada, long Bob)> PursesAsync(Bot bot) => ((await bot.PlayerAsync(bot.Ada))!.Purse, (await bot.PlayerAsync(bot.Bob))!.Purse);

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        return bot;
    }
}
