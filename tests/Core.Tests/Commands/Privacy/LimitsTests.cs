using FlippyFlip.Core.Safety;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class LimitsTests
{
    [Fact]
    public async Task Caps_are_set_by_a_form_and_shown()
    {
        await using var bot = await StartedAsync();

        var seen = await SetAsync(bot, "100", "", "2.5k", null);

        Assert.Equal(new Caps(100, null, 2_500, null), (await bot.PlayerAsync(bot.Ada))!.Caps!.Now);
        Assert.Contains("Losses in a day", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("0 of 100", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("0, no limit", seen.ToString(), StringComparison.Ordinal);
        var form = await bot.Ada.PressAsync(seen, "Change");
        Assert.Contains("\"2500\"", form.Data.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("all")]
    [InlineData("lots")]
    [InlineData("1e9")]
    [InlineData("99999999999")]
    public async Task What_is_no_number_of_coins_is_refused_and_nothing_changes(string typed)
    {
        await using var bot = await StartedAsync();
        var seen = await SetAsync(bot, null, typed, null, null);
        Assert.Equal("(private)\nLosses in a week: a limit is a number of coins up to 1,000,000,000, such as 500 or 2.5k, or nothing.", seen.ToString().Trim());
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.Caps);
    }

    [Fact]
    public async Task Stakes_beyond_a_cap_are_refused_in_every_game_with_what_is_left()
    {
        await using var bot = await StartedAsync();
        await SetAsync(bot, null, null, "100", null);
        await bot.Ada.SayAsync("/bet amount:60 side:heads");

        foreach (var line in new[] { "/bet amount:41 side:heads", "/dice amount:41 target:50 over:over", "/slots amount:41", "/highlow amount:41", "/mines amount:41 mines:3", "/flipstreak amount:41" })
        {
            Assert.StartsWith("(private)\nStakes in a day: your own limit is 100 coins and leaves you 40. It begins anew <t:", (await bot.Ada.SayAsync(line)).ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("limit", (await bot.Ada.SayAsync("/bet amount:40 side:heads")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_round_counts_and_a_new_day_begins_anew()
    {
        await using var bot = await StartedAsync();
        await SetAsync(bot, "100", null, null, null);
        await bot.Ada.SayAsync("/mines amount:100 mines:1");
        Assert.Contains("Losses in a day: your own limit is 100 coins and leaves you 0", (await bot.Ada.SayAsync("/bet amount:1 side:heads")).ToString(), StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("limit", (await bot.Ada.SayAsync("/bet amount:1 side:heads")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_a_stake_of_yesterday_that_came_back_today_made_room_for_more_losses()
    {
        await using var bot = await StartedAsync();
        await SetAsync(bot, "100", null, null, null);
        bot.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 6, 23, 58, 0, TimeSpan.Zero));
        var waiting = await bot.Ada.SayAsync("/flipqueue amount:100");
        bot.Clock.Advance(TimeSpan.FromMinutes(3));
        await bot.Ada.PressAsync(waiting, "Leave");

        await bot.Ada.SayAsync("/mines amount:100 mines:3");

        Assert.Contains("Losses in a day: your own limit is 100 coins and leaves you 0", (await bot.Ada.SayAsync("/highlow amount:100")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stake_that_came_back_unplayed_was_none()
    {
        await using var bot = await StartedAsync();
        await SetAsync(bot, null, null, "100", null);

        await bot.Ada.PressAsync(await bot.Ada.SayAsync("/flipqueue amount:100"), "Leave");

        bot.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("limit", (await bot.Ada.SayAsync("/bet amount:100 side:heads")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wider_cap_is_announced_and_holds_a_day_later()
    {
        await using var bot = await StartedAsync();
        await SetAsync(bot, null, null, "10", null);

        var seen = await SetAsync(bot, null, null, "1000", null);
        Assert.Contains("Stakes in a day: 1,000 coins", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("limit is 10 coins", (await bot.Ada.SayAsync("/bet amount:11 side:heads")).ToString(), StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromHours(24));
        Assert.DoesNotContain("limit", (await bot.Ada.SayAsync("/bet amount:11 side:heads")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<Seen> SetAsync(Bot bot, params string?[] caps) =>
        await bot.Ada.SubmitAsync(await bot.Ada.PressAsync(await bot.Ada.SayAsync("/limits"), "Change"), caps);

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
