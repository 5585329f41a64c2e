using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Tests.Outbox;
using FlippyFlip.FrontDoor;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Developer.Users;

public sealed class DevAppealsTests
{
    [Fact]
    public async Task Without_any_it_says_so()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(private)\n# ✅ No appeal waits", (await bot.Owner.SayAsync("/dev-appeals")).ToString().TrimEnd());
    }

    [Fact]
    public async Task Accepting_lifts_the_ban_tells_the_person_and_shows_the_next()
    {
        await using var bot = await Sending.StartAsync();
        await AppealAsync(bot, bot.Ada, "My brother used my phone that evening.");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await AppealAsync(bot, bot.Bob, "I did not know that this is not allowed.");
        var seen = await bot.Owner.SayAsync("/dev-appeals");

        var form = await bot.Owner.PressAsync(seen, "Accept…");
        var after = await bot.Owner.SubmitAsync(form, "We believe you.");

        Assert.Equal(
            "(private)\n# ❔ An appeal\n<@900000000000000101> wrote <t:1767614400:R>:\n>>> My brother used my phone that evening.\n"
            + "Against: All, until it is lifted: cheated\nWaiting: 2\n[Accept…] [Decline…] [Next]",
            seen.ToString());
        Assert.Equal("(form)\nAccept and lift\nAnswer: []", form.ToString());
        Assert.StartsWith("(update)\n# ❔ An appeal\n<@900000000000000101>: Accepted. <@900000000000000102> wrote ", after.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            $"(in 9{bot.Ada.Id})\n✅ Your appeal was accepted, and what you appealed against is lifted. The answer: We believe you.",
            (await bot.Discord.NextAsync()).ToString());
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.Sanction);
        var entry = (await bot.AuditAsync())[^1];
        Assert.Equal(("dev-appeals", $"{bot.ApplicationId}/global/{bot.Ada.Id}", "Accepted: We believe you."), (entry.Action, entry.Target!, entry.Details));
        Assert.StartsWith("# 🪙 ", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declining_leaves_the_ban_and_tells_the_person_why()
    {
        await using var bot = await Sending.StartAsync();
        await AppealAsync(bot, bot.Ada, "My brother used my phone that evening.");

        var after = await bot.Owner.SubmitAsync(await bot.Owner.PressAsync(await bot.Owner.SayAsync("/dev-appeals"), "Decline…"), "The log says otherwise.");

        Assert.Equal("(update)\n# ✅ No appeal waits\n<@900000000000000101>: Declined.", after.ToString().TrimEnd());
        Assert.Equal($"(in 9{bot.Ada.Id})\n❌ Your appeal was declined. The answer: The log says otherwise.", (await bot.Discord.NextAsync()).ToString());
        var appeal = Assert.Single(await bot.EverythingAsync<AppealRecord>());
        Assert.Equal((AppealState.Declined, bot.Owner.Id, bot.Clock.GetUtcNow() + AppealRecord.KeptAfterwards), (appeal.State, appeal.DecidedBy, appeal.ExpiresAt));
        Assert.NotNull((await bot.PlayerAsync(bot.Ada))!.Sanction);
    }

    [Fact]
    public async Task Next_goes_round()
    {
        await using var bot = await Bot.StartAsync();
        await AppealAsync(bot, bot.Ada, "My brother used my phone that evening.");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await AppealAsync(bot, bot.Bob, "I did not know that this is not allowed.");

        var second = await bot.Owner.PressAsync(await bot.Owner.SayAsync("/dev-appeals"), "Next");
        var first = await bot.Owner.PressAsync(second, "Next");

        Assert.Contains("<@900000000000000102> wrote", second.ToString(), StringComparison.Ordinal);
        Assert.Contains("<@900000000000000101> wrote", first.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answered_twice_the_second_answer_is_refused()
    {
        await using var bot = await Bot.StartAsync();
        await AppealAsync(bot, bot.Ada, "My brother used my phone that evening.");
        var form = await bot.Owner.PressAsync(await bot.Owner.SayAsync("/dev-appeals"), "Decline…");
        await bot.Owner.SubmitAsync(form, "The log says otherwise.");

        var again = await bot.Owner.SubmitAsync(form, "Or does it not?");

        Assert.Equal("(private)\nThat appeal is answered already. /dev-appeals shows what waits.", again.ToString());
        Assert.Equal("The log says otherwise.", Assert.Single(await bot.EverythingAsync<AppealRecord>()).Answer);
    }

    [Fact]
    public async Task Bug_accepting_an_old_appeal_lifted_a_newer_ban()
    {
        await using var bot = await Sending.StartAsync();
        await AppealAsync(bot, bot.Ada, "I was not loud at all, you know.");
        bot.Clock.Advance(TimeSpan.FromHours(1));
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:stole coins");
        await bot.Discord.NextAsync();

        var after = await bot.Owner.SubmitAsync(await bot.Owner.PressAsync(await bot.Owner.SayAsync("/dev-appeals"), "Accept…"), "We believe you.");

        Assert.Equal("stole coins", (await bot.PlayerAsync(bot.Ada))!.Sanction!.Reason);
        Assert.Equal(
            "(update)\n# ✅ No appeal waits\n<@900000000000000101>: Accepted. Another restriction stands (All: stole coins); /dev-unban lifts it.",
            after.ToString().TrimEnd());
        Assert.Equal(
            $"(in 9{bot.Ada.Id})\n✅ Your appeal was accepted. The answer: We believe you.\nWhat was decided about you since still stands.\nYou may not use me: stole coins. /appeal states your case.",
            (await bot.Discord.NextAsync()).ToString());
    }

    /// <summary>Is banned and appeals; what goes out for the ban is taken from the line.</summary>
    private static async Task AppealAsync(Bot bot, Visitor visitor, string text)
    {
        await bot.Owner.SayAsync($"/dev-ban user:{visitor.Id} duration:open reason:cheated");
        if (bot.Part<Core.Bots.IBots>().Find(null)!.Token is not null)
        {
            await bot.Discord.NextAsync();
        }

        await visitor.SubmitAsync(await visitor.PressAsync(await visitor.SayAsync("/appeal"), "State my case"), text);
    }
}
