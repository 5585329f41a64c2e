using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Safety;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class PayTests
{
    [Fact]
    public async Task Coins_go_over_less_the_tax_and_only_who_gets_them_is_pinged()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:600 note:for *you* @everyone");

        Assert.Equal($"🪙 <@{bot.Ada.Id}> pays <@{bot.Bob.Id}> 590 coins; 10 more went in tax.\n> for \\*you\\* \\@everyone", seen.ToString());
        Assert.Equal($$"""{"parse":[],"users":["{{bot.Bob.Id}}"]}""", seen.Data["allowed_mentions"]!.ToJsonString());
        var (ada, bob) = ((await bot.PlayerAsync(bot.Ada))!, (await bot.PlayerAsync(bot.Bob))!);
        Assert.Equal((400, 1_000, 10, 0, 590), (ada.Purse, ada.Minted, ada.Burned, ada.Received, ada.Sent));
        Assert.Equal((1_590, 1_000, 0, 590, 0), (bob.Purse, bob.Minted, bob.Burned, bob.Received, bob.Sent));
        Assert.Equal([Reason.StarterBonus, Reason.PaymentSent, Reason.PaymentTax], ada.Ledger.Entries.Select(entry => entry.Reason));
        Assert.Equal([Reason.StarterBonus, Reason.PaymentReceived], bob.Ledger.Entries.Select(entry => entry.Reason));
        Assert.StartsWith("(private)\n# ✅ Everything adds up\n", (await bot.Owner.SayAsync("/dev-reconcile scope:bot")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_see_in_their_history_with_whom()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:100");

        Assert.Contains($" · Payment sent · **-100** · purse 900 · <@{bot.Bob.Id}>\n", (await bot.Ada.SayAsync("/history kind:payments")).ToString(), StringComparison.Ordinal);
        Assert.Contains($" · Payment received · **+100** · purse 1,100 · <@{bot.Ada.Id}>\n", (await bot.Bob.SayAsync("/history")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_erased_from_a_transfer_is_shown_to_nobody()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:100 note:hello");
        var transfer = Assert.Single(await bot.EverythingAsync<Transfer>());
        Assert.Equal(((string?)"hello", (Snowflake?)bot.Bob.Id), (transfer.Note, transfer.With(transfer.Sender!)));

        var sender = transfer.Sender!;
        transfer.Forget(transfer.Receiver!);
        await bot.Store.CommitAsync(new Core.Storage.Commit().Replace(transfer), CancellationToken.None);

        Assert.Equal((null, null, null), (transfer.Receiver, transfer.Note, transfer.With(sender)));
        Assert.Contains(" · Payment sent · **-100** · purse 900\n", (await bot.Ada.SayAsync("/history")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_payment_delivered_twice_counts_once_and_the_memory_names_nobody()
    {
        await using var bot = await StartedAsync();
        var interaction = bot.Ada.Command($"/pay user:{bot.Bob.Id} amount:100");
        await bot.Ada.AskAsync(interaction, "/pay");

        Assert.Equal($"🪙 <@{bot.Ada.Id}> pays … 100 coins.", (await bot.Ada.AskAsync(interaction, "/pay")).ToString());
        Assert.Equal(1_100, (await bot.PlayerAsync(bot.Bob))!.Purse);
        Assert.DoesNotContain((await bot.PlayerAsync(bot.Bob))!.Remembered, memory => memory.Meaning.Contains("pays", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_payment_is_asked_back_and_who_gets_it_is_told_by_a_message_of_its_own()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 50_000);

        var question = await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:20100");
        Assert.Equal($"# ❔ Are you sure?\nThis takes 20,100 coins out of your purse: <@{bot.Bob.Id}> gets 19,700, the tax is 400.\n[Yes] [No]", question.ToString());
        Assert.Equal(1_000, (await bot.PlayerAsync(bot.Bob))!.Purse);
        Assert.Equal("(update)\n# ✅ Done", (await bot.Ada.PressAsync(question, "Yes")).ToString());

        Assert.Equal($"(follow-up)\n🪙 <@{bot.Ada.Id}> pays <@{bot.Bob.Id}> 19,700 coins; 400 more went in tax.", (await bot.Discord.NextAsync()).ToString());
        Assert.Equal(20_700, (await bot.PlayerAsync(bot.Bob))!.Purse);
    }

    [Fact]
    public async Task The_payers_own_threshold_counts_when_it_is_lower()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { ConfirmAbove = 99 }));

        var question = await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:100");
        Assert.StartsWith("# ❔ Are you sure?", question.ToString(), StringComparison.Ordinal);
        Assert.Equal("(update)\n# ❔ Not done\nNothing was changed.", (await bot.Ada.PressAsync(question, "No")).ToString());
        Assert.Equal(1_000, (await bot.PlayerAsync(bot.Bob))!.Purse);
    }

    [Theory]
    [InlineData("5000", "(private)\nYou carry 1,000 coins; this payment needs 5,000. /daily gives 250.")]
    [InlineData("9", "(private)\nThe smallest payment is 10 coins.")]
    [InlineData("0.5%", "(private)\nThe smallest payment is 10 coins.")]
    public async Task Refuses_what_the_purse_or_the_house_does_not_allow(string amount, string sentence)
    {
        await using var bot = await StartedAsync();

        Assert.Equal(sentence, (await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:{amount}")).ToString());
        Assert.Equal(1_000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Refuses_oneself_those_who_blocked_and_those_who_may_not_trade()
    {
        await using var bot = await StartedAsync();
        Assert.Equal("(private)\nThat is you. Name somebody else.", (await bot.Ada.SayAsync($"/pay user:{bot.Ada.Id} amount:100")).ToString());

        await bot.ChangeAsync(bot.Bob, player => player.Judge(new Sanction(Barred.Trade, "Cheating", bot.Clock.GetUtcNow(), null)));
        Assert.EndsWith(" takes nothing from you.", (await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:100")).ToString(), StringComparison.Ordinal);
        Assert.Equal("(private)\nYou may not deal with others: Cheating. /appeal states your case.", (await bot.Bob.SayAsync($"/pay user:{bot.Ada.Id} amount:100")).ToString());

        await bot.ChangeAsync(bot.Bob, player => player.Judge(null));
        await bot.ChangeAsync(bot.Bob, player => player.Block(bot.Ada.Id));
        Assert.EndsWith(" takes nothing from you.", (await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:100")).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/block lets them come again.", (await bot.Bob.SayAsync($"/pay user:{bot.Ada.Id} amount:100")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        return bot;
    }
}
