using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Tests.PersonalData;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class AppealTests
{
    private const string Case = "My brother used my phone that evening.";
    private const string Free = "(private)\nNothing keeps you from anything here, so there is nothing to appeal against. If something else is wrong, /report tells those who run me.";

    [Fact]
    public async Task Who_is_free_is_told_so()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(Free, (await bot.Ada.SayAsync("/appeal")).ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Who_was_banned_for_a_day_is_free_a_day_later()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:day reason:cheated");
        bot.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(Free, (await bot.Ada.SayAsync("/appeal")).ToString());
    }

    [Fact]
    public async Task States_a_case_that_is_kept_with_what_it_is_against()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:week reason:cheated");

        var seen = await bot.Ada.SayAsync("/appeal");
        var stated = await bot.Ada.SubmitAsync(await bot.Ada.PressAsync(seen, "State my case"), Case);

        Assert.Equal(
            "(private)\n# ❔ Your case\nYou may not use me: cheated. /appeal states your case. It ends <t:1768219200:f>.\n"
            + "-- You can state your case once a week. An operator reads it and answers by direct message.\n[State my case]",
            seen.ToString());
        Assert.Equal("(private)\n✅ Your case is stated. An operator reads it, and the answer comes by direct message; you can state it again <t:1768219200:R>.", stated.ToString());
        var appeal = Assert.Single(await bot.EverythingAsync<AppealRecord>());
        Assert.Equal((bot.Ada.Id, Case, "cheated", AppealState.Open, null), (appeal.User, appeal.Text, appeal.Against.Reason, appeal.State, appeal.ExpiresAt));
    }

    [Fact]
    public async Task Once_a_week()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/appeal"), "State my case");
        await bot.Ada.SubmitAsync(form, Case);
        bot.Clock.Advance(TimeSpan.FromDays(6));
        const string Wait = "(private)\n`/appeal` needs a rest: you can use it again <t:1768219200:R>.";

        Assert.EndsWith(
            "You may not use me: cheated. /appeal states your case.\nYou have stated your case. An operator reads it and answers by direct message; you can state it again <t:1768219200:R>.",
            (await bot.Ada.SayAsync("/appeal")).ToString(),
            StringComparison.Ordinal);
        Assert.Equal(Wait, (await bot.Ada.SubmitAsync(form, Case)).ToString());
        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.StartsWith("(private)\n✅ ", (await bot.Ada.SubmitAsync(form, Case)).ToString(), StringComparison.Ordinal);
        Assert.Equal(2, (await bot.EverythingAsync<AppealRecord>()).Count);
    }

    [Fact]
    public async Task Who_was_erased_and_is_still_banned_may_appeal_too()
    {
        await using var bot = await Bot.StartAsync(new FrontDoor.BotOptions { Entropy = FrontDoor.Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");
        await bot.Ada.EraseAsync();

        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/appeal"), "State my case");
        await bot.Ada.SubmitAsync(form, Case);

        Assert.Single(await bot.EverythingAsync<AppealRecord>());
        Assert.Equal("cheated", (await bot.PlayerAsync(bot.Ada))!.Sanction!.Reason);
    }

    [Theory]
    [InlineData("too short", "(private)\n'Why should it be lifted?' must have 20 characters at least.")]
    public async Task Refuses_a_case_of_two_words(string text, string expected)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");

        Assert.Equal(expected, (await bot.Ada.SubmitAsync(await bot.Ada.PressAsync(await bot.Ada.SayAsync("/appeal"), "State my case"), text)).ToString());
    }
}
