using FlippyFlip.FrontDoor;
using Instance = FlippyFlip.Core.Bots.Instance;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class AboutTests
{
    [Fact]
    public async Task Says_who_it_is_since_when_and_what_it_stores()
    {
        await using var bot = await Bot.StartAsync();
        bot.Store.Reset();

        var seen = await bot.Ada.SayAsync("/about");

        Assert.Equal(
            $"""
            # Flippy Flip
            An economy of coins and fair games. Every flip can be checked afterwards: /fairness and /verify.
            Version: {bot.Part<Instance>().Version}
            Running since: <t:1767614400:R>
            What I store: Your Discord id, your coins and their ledger, your rounds and the seeds they were drawn from; who added me to which server, and what was bought. No messages, no e-mail addresses.
            """,
            seen.ToString());
        Assert.Equal(0, bot.Store.RoundTrips);
    }

    [Fact]
    public async Task A_branded_bot_has_its_name_colour_and_links()
    {
        await using var bot = await Bot.StartAsync(new BotOptions
        {
            Settings =
            {
                ["Bot:Name"] = "Coin Cat", ["Bot:Accent"] = "#FF8800",
                ["Bot:Website"] = "https://coincat.example", ["Bot:Support"] = "https://discord.gg/coincat",
            },
        });

        var seen = await bot.Ada.SayAsync("/about");

        Assert.StartsWith("# Coin Cat\n", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Website] [Support]", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(0xFF8800, (int)seen.Data["embeds"]![0]!["color"]!);
        Assert.Equal(
            ["https://coincat.example/", "https://discord.gg/coincat"],
            seen.Data["components"]![0]!["components"]!.AsArray().Select(button => (string?)button!["url"]));
    }

    [Fact]
    public async Task A_branded_bot_has_its_own_pictures()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Emoji"] = "Gift=🐱; Coin=💰" } });

        Assert.StartsWith("# 🐱 Welcome, Ada!\n", (await bot.Ada.SayAsync("/start")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("# 💰 250 coins for today", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_link_is_enough()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Support"] = "https://discord.gg/coincat" } });

        Assert.EndsWith("\n[Support]", (await (bot.Ada with { IsInGuild = false }).SayAsync("/about")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_the_instance_ran_since_somebody_first_asked()
    {
        await using var bot = await Bot.StartAsync();
        bot.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Contains("Running since: <t:1767614400:R>", (await bot.Ada.SayAsync("/about")).ToString(), StringComparison.Ordinal);
    }
}
