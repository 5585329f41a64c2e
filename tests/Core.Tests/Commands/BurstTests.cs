using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands;

public sealed class BurstTests
{
    private static readonly BotOptions OneAMinute = new() { Settings = { ["RateLimits:User"] = "1/60" } };

    [Fact]
    public async Task Of_fifty_flips_at_once_one_is_tossed_and_the_others_are_asked_to_wait()
    {
        await using var bot = await Bot.StartAsync(OneAMinute);

        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => bot.Ada.SayAsync("/flip")));

        Assert.Single(seen, reply => !reply.IsPrivate);
        var refused = seen.Where(reply => reply.IsPrivate).ToList();
        Assert.Equal(49, refused.Count);
        Assert.All(refused, reply => Assert.Equal("(private)\nNot so fast! You can go on <t:1767614460:R>.", reply.ToString()));
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task The_player_decides_when_another_process_has_its_own_memory()
    {
        await using var bot = await Bot.StartAsync(OneAMinute);
        await bot.Ada.SayAsync("/flip");
        await bot.RestartAsync();

        var seen = await bot.Ada.SayAsync("/flip");

        Assert.Equal("(private)\nNot so fast! You can go on <t:1767614460:R>.", seen.ToString());
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Fact]
    public async Task Who_comes_at_the_second_shown_goes_on()
    {
        await using var bot = await Bot.StartAsync(OneAMinute);
        await bot.Ada.SayAsync("/flip");
        bot.Clock.Advance(TimeSpan.FromSeconds(60));

        await bot.Ada.SayAsync("/flip");

        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Count);
    }

    [Fact]
    public async Task One_users_burst_slows_nobody_else()
    {
        await using var bot = await Bot.StartAsync(OneAMinute);
        await bot.Ada.SayAsync("/flip");
        await bot.Ada.SayAsync("/flip");

        Assert.False((await bot.Bob.SayAsync("/flip")).IsPrivate);
    }

    [Fact]
    public async Task Buttons_count_and_typing_does_not()
    {
        await using var bot = await Bot.StartAsync(OneAMinute);
        var first = await bot.Ada.SayAsync("/flip");

        var pressed = await bot.Ada.PressAsync(first, "Again");
        var typed = await bot.Ada.TypeAsync("/help command:start", "command");

        Assert.Equal("(private)\nNot so fast! You can go on <t:1767614460:R>.", pressed.ToString());
        Assert.Equal("(choices)\nstart = start", typed.ToString());
    }
}
