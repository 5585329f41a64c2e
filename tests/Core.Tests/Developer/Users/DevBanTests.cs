using FlippyFlip.Contracts;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Tests.Outbox;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Developer.Users;

public sealed class DevBanTests
{
    [Fact]
    public async Task Keeps_a_player_from_everything_tells_them_why_and_is_audited()
    {
        await using var bot = await Sending.StartAsync();

        var seen = await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:week reason:cheated");

        Assert.Equal("(private)\n🔒 <@900000000000000101> is kept from everything for 7 days, and told so. Reason: cheated", seen.ToString());
        Assert.Equal($"(in 9{bot.Ada.Id})\nYou may not use me: cheated. /appeal states your case. It ends <t:1768219200:f>.", (await bot.Discord.NextAsync()).ToString());
        Assert.Equal("(private)\nYou may not use me until <t:1768219200:f>: cheated. /appeal states your case.", (await bot.Ada.SayAsync("/daily")).ToString());
        var entry = Assert.Single(await bot.AuditAsync());
        Assert.Equal((bot.Owner.Id, "dev-ban", $"{bot.ApplicationId}/global/{bot.Ada.Id}", "All for 7 days: cheated"), (entry.Actor, entry.Action, entry.Target!, entry.Details));
        bot.Clock.Advance(TimeSpan.FromDays(7));
        Assert.StartsWith("# 🪙 ", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ban_for_a_day_is_not_for_days()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:day reason:cheated");

        Assert.Equal("(private)\n🔒 <@900000000000000101> is kept from everything for 1 day, and told so. Reason: cheated", seen.ToString());
        Assert.Equal("All for 1 day: cheated", Assert.Single(await bot.AuditAsync()).Details);
    }

    [Theory]
    [InlineData("duration:open", "duration:week", "everything until it is lifted")]
    [InlineData("duration:month", "duration:week", "everything until <t:1770206400:f>")]
    [InlineData("duration:day", "duration:open scope:wager", "everything until <t:1767700800:f>")]
    [InlineData("duration:day scope:trade", "duration:open scope:wager", "dealing with others until <t:1767700800:f>")]
    [InlineData("duration:week scope:wager", "duration:day", "staking coins until <t:1768219200:f>")]
    public async Task A_weaker_or_shorter_ban_does_not_take_the_place_of_another_in_silence(string first, string second, string stands)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} {first} reason:cheated");
        var before = (await bot.PlayerAsync(bot.Ada))!.Sanction;

        var seen = await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} {second} reason:spam");

        Assert.Equal($"(private)\n<@{bot.Ada.Id}> is kept from {stands} already, and this would lift that: cheated. To replace it, lift it with /dev-unban first.", seen.ToString());
        Assert.Equal(before, (await bot.PlayerAsync(bot.Ada))!.Sanction);
        Assert.Single(await bot.AuditAsync());
    }

    [Theory]
    [InlineData("duration:week", "duration:week")]
    [InlineData("duration:week", "duration:open")]
    [InlineData("duration:week scope:wager", "duration:month scope:wager")]
    [InlineData("duration:week scope:trade", "duration:month")]
    public async Task A_ban_is_extended_by_one_that_is_as_strong_and_lasts_longer(string first, string second)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} {first} reason:cheated");
        bot.Clock.Advance(TimeSpan.FromHours(1));

        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} {second} reason:cheated again");

        Assert.Equal("cheated again", (await bot.PlayerAsync(bot.Ada))!.Sanction!.Reason);
    }

    [Fact]
    public async Task A_ban_that_is_over_stands_in_nobodys_way()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:week reason:cheated");
        bot.Clock.Advance(TimeSpan.FromDays(7));

        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:day scope:trade reason:spam");

        Assert.Equal("spam", (await bot.PlayerAsync(bot.Ada))!.Sanction!.Reason);
    }

    [Fact]
    public async Task A_wager_ban_leaves_the_rest()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open scope:wager reason:cheated");

        Assert.Equal("(private)\n🔒 <@900000000000000101> is kept from staking coins until it is lifted, and told so. Reason: cheated", seen.ToString());
        Assert.Equal("(private)\nYou may not stake coins: cheated. /appeal states your case.", (await bot.Ada.SayAsync("/bet amount:10 side:heads")).ToString());
        Assert.StartsWith("# 🪙 ", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", null, "Du darfst mich nicht nutzen: cheated. ", "✅ Deine Einschränkung ist aufgehoben.")]
    [InlineData("de", "fr", "Tu ne peux pas m’utiliser\u202F: cheated. ", "✅ Ta restriction est levée.")]
    [InlineData(null, null, "You may not use me: cheated. ", "✅ What kept you from using me is lifted.")]
    public async Task A_ban_and_its_end_are_told_in_the_language_of_whom_they_are_about(string? spoken, string? chosen, string banned, string lifted)
    {
        await using var bot = await Sending.StartAsync();
        if (spoken is not null)
        {
            await (bot.Ada with { Locale = spoken, GuildLocale = "ja" }).SayAsync("/start");
        }

        if (chosen is not null)
        {
            await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { Language = chosen }));
        }

        await (bot.Owner with { Locale = "pt-BR" }).SayAsync($"/dev-ban user:{bot.Ada.Id} duration:week reason:cheated");
        var ban = await bot.Discord.NextAsync();
        await (bot.Owner with { Locale = "pt-BR" }).SayAsync($"/dev-unban user:{bot.Ada.Id} reason:a mistake");
        var end = await bot.Discord.NextAsync();

        Assert.StartsWith($"(in 9{bot.Ada.Id})\n{banned}", ban.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"(in 9{bot.Ada.Id})\n{lifted}", end.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_a_form_asks()
    {
        await using var bot = await Bot.StartAsync();

        var form = await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:month scope:trade");
        await bot.Owner.SubmitAsync(form, "spam");

        Assert.Equal("(form)\nRestrict a player\nReason: []", form.ToString());
        Assert.Equal(new Sanction(Barred.Trade, "spam", TestClock.Start, TestClock.Start.AddDays(30)), (await bot.PlayerAsync(bot.Ada))!.Sanction);
    }

    [Fact]
    public async Task Refuses_who_runs_the_bot()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync($"/dev-ban user:{bot.Owner.Id} duration:day reason:because");

        Assert.EndsWith(" runs this bot with you. Take their role first.", seen.ToString(), StringComparison.Ordinal);
        Assert.Empty(await bot.AuditAsync());
    }

    [Fact]
    public async Task Is_lifted_and_told_so()
    {
        await using var bot = await Sending.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");
        await bot.Discord.NextAsync();

        var seen = await bot.Owner.SayAsync($"/dev-unban user:{bot.Ada.Id} reason:a mistake");

        Assert.Equal("(private)\n✅ <@900000000000000101> is free again, and told so. Reason: a mistake", seen.ToString());
        Assert.Equal($"(in 9{bot.Ada.Id})\n✅ What kept you from using me is lifted. Welcome back!", (await bot.Discord.NextAsync()).ToString());
        Assert.Equal(["dev-ban", "dev-unban"], (await bot.AuditAsync()).Select(entry => entry.Action));
        Assert.StartsWith("# 🪙 ", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_nothing_to_lift_from_who_is_free()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync($"/dev-unban user:{bot.Ada.Id} reason:a mistake");

        Assert.EndsWith(" from anything.", seen.ToString(), StringComparison.Ordinal);
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }
}
