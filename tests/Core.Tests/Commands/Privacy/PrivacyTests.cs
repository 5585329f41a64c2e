using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class PrivacyTests
{
    [Fact]
    public async Task Says_what_is_stored_to_somebody_of_whom_nothing_is_and_stores_nothing()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/privacy");

        Assert.StartsWith("(private)\n# 🔒 What I store about you\nNo messages, no e-mail addresses, nothing for advertising, and nothing is sold or passed on.", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Statistics: ❌ How you use me is not counted beyond what running me takes.\n[Send me my data] [Allow statistics] [Erase everything…]", seen.ToString(), StringComparison.Ordinal);
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Consent_is_given_and_taken_back_by_a_button_that_says_which()
    {
        await using var bot = await Bot.StartAsync();
        var seen = await bot.Ada.SayAsync("/privacy");

        var given = await bot.Ada.PressAsync(seen, "Allow statistics");
        var again = await bot.Ada.PressAsync(seen, "Allow statistics");

        Assert.Contains("Statistics: ✅ You allow me to count", given.ToString(), StringComparison.Ordinal);
        Assert.Equal(given.ToString(), again.ToString());
        Assert.True((await bot.PlayerAsync(bot.Ada))!.Preferences.AllowsAnalytics);
        await bot.Ada.PressAsync(given, "Stop counting");
        Assert.False((await bot.PlayerAsync(bot.Ada))!.Preferences.AllowsAnalytics);
    }

    [Fact]
    public async Task Leads_to_the_copy_and_to_the_erasure()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var seen = await bot.Ada.SayAsync("/privacy");

        var copy = await bot.Ada.PressAsync(seen, "Send me my data");
        var erasure = await bot.Ada.PressAsync(seen, "Erase everything…");

        Assert.Equal("(private)\n📖 Your file comes in the next message. Only you see it.", copy.ToString());
        Assert.StartsWith("(private)\n# ❌ Have everything erased?\n", erasure.ToString(), StringComparison.Ordinal);
    }
}
