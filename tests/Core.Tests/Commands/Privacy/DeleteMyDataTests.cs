using FlippyFlip.FrontDoor;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Tests.Outbox;
using FlippyFlip.Core.Tests.PersonalData;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class DeleteMyDataTests
{
    private const string Pending =
        "(private)\n# ⏳ Everything about you is erased <t:1767873600:R>\n"
        + "You asked for it <t:1767614400:f>, and it is done <t:1767873600:f>. Until then I do nothing else for you. If you change your mind, take it back with the button or with /deletemydata.\n"
        + "[Take it back]";

    private const string TooLate = "(private)\nThe 72 hours are over, and your data is being erased. In a few minutes you can begin anew with /start.";

    [Fact]
    public async Task Explains_and_asks_for_the_bot_s_name_before_anything_happens()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync("/deletemydata");
        var form = await bot.Ada.PressAsync(seen, "Type my name");

        Assert.StartsWith("(private)\n# ❌ Have everything erased?\nYour coins, your games, your settings and all else", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("type my name: **Flippy Flip**.\n[Type my name]", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal("(form)\nHave everything erased?\nType my name: []", form.ToString());
        Assert.Empty(await bot.EverythingAsync<Erasure>());
    }

    [Theory]
    [InlineData("Flippy")]
    [InlineData("yes")]
    public async Task Another_name_changes_nothing(string name)
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.AskForErasureAsync(name);

        Assert.Equal("(private)\nThat is not my name, so nothing was changed. I am called **Flippy Flip**; /deletemydata asks again.", seen.ToString());
        Assert.Empty(await bot.EverythingAsync<Erasure>());
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.ErasureDueAt);
    }

    [Theory]
    [InlineData("Flippy Flip")]
    [InlineData(" flippy flip ")]
    public async Task The_name_sets_the_clock_and_the_notice_comes_by_direct_message_as_well(string name)
    {
        await using var bot = await Sending.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.AskForErasureAsync(name);

        Assert.Equal(Pending, seen.ToString());
        Assert.Equal(Pending.Replace("(private)", $"(in 9{bot.Ada.Id})", StringComparison.Ordinal), (await bot.Discord.NextAsync()).ToString());
        Assert.Equal(Pending, (await bot.Ada.SayAsync("/deletemydata")).ToString());
    }

    [Fact]
    public async Task Until_then_nothing_else_is_done_for_them_and_nobody_reaches_them()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.AskForErasureAsync();

        Assert.Equal(
            "(private)\nEverything about you is erased <t:1767873600:R>, as you asked, so I keep still until then. /deletemydata takes it back.",
            (await bot.Ada.SayAsync("/daily")).ToString());
        Assert.StartsWith("(private)\n# 🔒 ", (await bot.Ada.SayAsync("/privacy")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n📖 ", (await bot.Ada.SayAsync("/mydata")).ToString(), StringComparison.Ordinal);
        Assert.Equal(1000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task It_can_be_taken_back_a_minute_before_the_end()
    {
        await using var bot = await StartedAsync();
        var pending = await bot.Ada.AskForErasureAsync();
        bot.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMinutes(1));
        Assert.Equal("0 erased", await bot.RunErasureAsync());

        var seen = await bot.Ada.PressAsync(pending, "Take it back");
        bot.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("(update)\n✅ Taken back. Nothing is erased, and everything is as it was.", seen.ToString());
        Assert.Equal("0 erased", await bot.RunErasureAsync());
        Assert.StartsWith("# 🪙 ", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
        Assert.Equal("(update)\nNothing of yours is about to be erased. /deletemydata would ask for it.", (await bot.Ada.PressAsync(pending, "Take it back")).ToString());
    }

    [Fact]
    public async Task Afterwards_it_cannot_whether_the_job_was_there_or_not()
    {
        await using var bot = await StartedAsync();
        var pending = await bot.Ada.AskForErasureAsync();
        bot.Clock.Advance(TimeSpan.FromHours(72));

        Assert.Equal(TooLate, (await bot.Ada.PressAsync(pending, "Take it back")).ToString());
        Assert.Equal(TooLate, (await bot.Ada.SayAsync("/deletemydata")).ToString());
        Assert.Equal("1 erased", await bot.RunErasureAsync());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
        Assert.Equal("(private)\nI store nothing about you, so there is nothing to erase.", (await bot.Ada.SayAsync("/deletemydata")).ToString());
    }

    [Fact]
    public async Task A_job_that_has_begun_by_a_faster_clock_is_not_undone()
    {
        await using var bot = await StartedAsync();
        var pending = await bot.Ada.AskForErasureAsync();
        var erasure = Assert.Single(await bot.EverythingAsync<Erasure>());
        erasure.BegunAt = erasure.DueAt;
        await bot.Part<IStore>().CommitAsync(new Commit().Replace(erasure), CancellationToken.None);

        Assert.Equal(TooLate, (await bot.Ada.PressAsync(pending, "Take it back")).ToString());
    }

    [Fact]
    public async Task Asked_for_twice_it_keeps_its_first_date()
    {
        await using var bot = await StartedAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/deletemydata"), "Type my name");
        await bot.Ada.SubmitAsync(form, Lives.BotName);
        bot.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Pending, (await bot.Ada.SubmitAsync(form, Lives.BotName)).ToString());
        Assert.Single(await bot.EverythingAsync<Erasure>());
    }

    [Fact]
    public async Task Who_is_not_stored_has_nothing_to_erase()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(private)\nI store nothing about you, so there is nothing to erase.", (await bot.Ada.SayAsync("/deletemydata")).ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Bug_who_had_no_player_was_not_held_off()
    {
        await using var bot = await Bot.StartAsync();
        await bot.VoteAsync(bot.Ada);
        await bot.Bob.SayAsync("/start");
        var pending = await bot.Ada.AskForErasureAsync();

        Assert.Equal(
            "(private)\nEverything about you is erased <t:1767873600:R>, as you asked, so I keep still until then. /deletemydata takes it back.",
            (await bot.Ada.SayAsync("/start")).ToString());
        Assert.StartsWith("(private)\n", (await bot.Bob.SayAsync($"/pay user:{bot.Ada.Id} amount:100")).ToString(), StringComparison.Ordinal);
        Assert.Equal((0L, 1_000L), ((await bot.PlayerAsync(bot.Ada))!.Purse, (await bot.PlayerAsync(bot.Bob))!.Purse));

        await bot.Ada.PressAsync(pending, "Take it back");
        Assert.StartsWith("# 🎁 Welcome, Ada!\n", (await bot.Ada.SayAsync("/start")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_a_second_erasure_without_a_player_between_does_not_shake_off_a_ban()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");
        await bot.Ada.EraseAsync();
        await bot.VoteAsync(bot.Ada);

        await bot.Ada.EraseAsync();

        Assert.Equal("cheated", Assert.Single(await bot.EverythingAsync<Tombstone>()).Sanction!.Reason);
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
