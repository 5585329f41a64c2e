using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class SelfExcludeTests
{
    [Fact]
    public async Task A_break_begins_when_it_is_confirmed_and_ends_by_itself()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var asked = await bot.Ada.SayAsync("/selfexclude days:week");
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.ExcludedUntil);
        await bot.Ada.PressAsync(asked, "Begin the break");

        var until = (await bot.PlayerAsync(bot.Ada))!.ExcludedUntil!.Value;
        Assert.Equal(bot.Clock.GetUtcNow().AddDays(7).ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        foreach (var line in new[] { "/bet amount:10 side:heads", "/dice amount:10 target:50 over:over", "/slots amount:10", "/highlow amount:10", "/mines amount:10 mines:3", "/flipstreak amount:10" })
        {
            Assert.StartsWith("(private)\nYou took a break from staking coins until ", (await bot.Ada.SayAsync(line)).ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(1_000, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.DoesNotContain("break", (await bot.Ada.SayAsync("/flip")).ToString(), StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromDays(7));
        Assert.DoesNotContain("break", (await bot.Ada.SayAsync("/bet amount:10 side:heads")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_break_grows_and_never_shrinks()
    {
        await using var bot = await Bot.StartAsync();
        var day = await bot.Ada.SayAsync("/selfexclude days:day");
        await bot.Ada.PressAsync(await bot.Ada.SayAsync("/selfexclude days:month"), "Begin the break");
        var month = (await bot.PlayerAsync(bot.Ada))!.ExcludedUntil;

        await bot.Ada.PressAsync(day, "Begin the break");

        Assert.Equal(month, (await bot.PlayerAsync(bot.Ada))!.ExcludedUntil);
        Assert.StartsWith("(private)\nYour break lasts until ", (await bot.Ada.SayAsync("/selfexclude days:week")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_bets_were_put_on_the_roulette_table_in_a_break()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var table = await bot.Ada.SayAsync("/roulette");
        await bot.Ada.PressAsync(await bot.Ada.SayAsync("/selfexclude days:week"), "Begin the break");

        var seen = await bot.Ada.SubmitAsync(await bot.Ada.ChooseAsync(table, "red"), "100");

        Assert.StartsWith("(private)\nYou took a break from staking coins until ", seen.ToString(), StringComparison.Ordinal);
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.Roulette);
        Assert.Equal(seen.ToString(), (await bot.Ada.SayAsync("/roulette")).ToString());
    }

    [Fact]
    public async Task An_open_round_can_be_finished_in_a_break()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var round = await bot.Ada.SayAsync("/mines amount:100 mines:1");
        await bot.Ada.PressAsync(await bot.Ada.SayAsync("/selfexclude days:day"), "Begin the break");

        await bot.Ada.PressIdAsync(round, round.CustomIds().First());

        Assert.NotEqual("", (await bot.PlayerAsync(bot.Ada))!.Tables?[0].Input ?? "over");
    }
}
