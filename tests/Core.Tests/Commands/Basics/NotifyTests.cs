using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Tests.Outbox;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class NotifyTests
{
    private const string Foot = "-- I send them as direct messages. Pick none to end them.";

    [Fact]
    public async Task Shows_what_there_is_and_that_nothing_is_on()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/notify");

        Assert.Equal(
            $"""
            (private)
            # 🔔 Your reminders
            ⬛ Daily coins are ready
            ⬛ Work is ready
            ⬛ Something of yours was sold
            ⬛ Somebody challenges you to a duel
            {Foot}
            <What I remind you of: Daily coins are ready | Work is ready | Something of yours was sold | Somebody challenges you to a duel>
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task The_menu_takes_none_some_or_all()
    {
        await using var bot = await Bot.StartAsync();

        var menu = (await bot.Ada.SayAsync("/notify")).Data["components"]![0]!["components"]![0]!;

        Assert.Equal((0, 4), ((int)menu["min_values"]!, (int)menu["max_values"]!));
    }

    [Fact]
    public async Task Says_what_is_on_and_when_it_is_next_ready()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");

        var seen = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/notify"), "Duel", "Daily", "Nonsense", "Daily");

        Assert.Equal(
            $"""
            (update)
            # 🔔 Your reminders
            ✅ Daily coins are ready <t:1767700800:R>
            ⬛ Work is ready
            ⬛ Something of yours was sold
            ✅ Somebody challenges you to a duel
            {Foot}
            <What I remind you of: *Daily coins are ready | Work is ready | Something of yours was sold | *Somebody challenges you to a duel>
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal([Reminder.Daily, Reminder.Duel], player.Preferences.Reminders);
        Assert.Equal(bot.Clock.GetUtcNow().AddDays(1), player.RemindAt);
    }

    [Fact]
    public async Task Picking_none_ends_them()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");
        var seen = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/notify"), "Daily");

        seen = await bot.Ada.ChooseAsync(seen);

        Assert.StartsWith("(update)\n# 🔔 Your reminders\n⬛ Daily coins are ready\n", seen.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Empty(player.Preferences.Reminders);
        Assert.Null(player.RemindAt);
    }

    [Fact]
    public async Task Writes_once_when_the_first_is_chosen()
    {
        await using var bot = await Sending.StartAsync();
        var german = bot.Ada with { Locale = "de" };
        var notify = await german.SayAsync("/notify");

        await german.ChooseAsync(notify, "Daily");
        var hello = await bot.Discord.NextAsync();
        await german.ChooseAsync(notify, "Daily", "Work");

        Assert.Equal($"(in 9{bot.Ada.Id})\n🔔 Hier werde ich dich erinnern. /erinnern schaltet das ab.", hello.ToString());
        Assert.Equal("""{"parse":[]}""", hello.Message["allowed_mentions"]!.ToJsonString());
        Assert.Single(await bot.EverythingAsync<Core.Outbox.OutboxMessage>());
        Assert.Equal("de", (await bot.PlayerAsync(bot.Ada))!.Preferences.SpokenIn);
    }

    [Fact]
    public async Task Whoever_takes_no_messages_is_told_here_and_may_choose_again()
    {
        await using var bot = await Sending.StartAsync();
        await bot.Ada.SayAsync("/daily");
        var notify = await bot.Ada.SayAsync("/notify");
        bot.Discord.Fail(200, 403);

        await bot.Ada.ChooseAsync(notify, "Daily", "Duel");
        await Until.IsTrueAsync(async () => (await bot.PlayerAsync(bot.Ada))!.UnreachableSince is not null);
        var told = await bot.Ada.SayAsync("/notify");

        Assert.Equal(
            $"""
            (private)
            # 🔔 Your reminders
            ⬛ Daily coins are ready
            ⬛ Work is ready
            ⬛ Something of yours was sold
            ⬛ Somebody challenges you to a duel
            They were switched off: Discord did not let me write to you <t:1767614400:R>. Allow direct messages on a server that we share, then pick again.
            {Foot}
            <What I remind you of: Daily coins are ready | Work is ready | Something of yours was sold | Somebody challenges you to a duel>
            """,
            told.ToString());
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.RemindAt);

        Assert.DoesNotContain("switched off", (await bot.Ada.ChooseAsync(told, "Daily")).ToString(), StringComparison.Ordinal);
        Assert.Equal($"(in 9{bot.Ada.Id})\n🔔 This is where I will remind you. /notify switches it off.", (await bot.Discord.NextAsync()).ToString());
        Assert.Equal(bot.Clock.GetUtcNow().AddDays(1), (await bot.PlayerAsync(bot.Ada))!.RemindAt);
    }

    [Fact]
    public async Task Nobody_else_may_choose()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Bob.ChooseAsync(await bot.Ada.SayAsync("/notify"), "Daily");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", seen.ToString());
    }
}
