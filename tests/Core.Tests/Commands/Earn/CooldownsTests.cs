using FlippyFlip.Core.Tests.Sessions;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class CooldownsTests
{
    private const string Ready = "\n✅ `/scavenge` ready\n✅ `/vote` ready\n✅ `/weekly` ready\n✅ `/work` ready";

    [Fact]
    public async Task A_bot_that_takes_no_votes_names_none()
    {
        var reply = await new Stage().RunAsync(1, 50, "cooldowns");

        Assert.DoesNotContain("/vote", Stage.Say(reply), StringComparison.Ordinal);
        Assert.Contains("/weekly", Stage.Say(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_new_may_do_everything_and_is_not_stored()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/cooldowns");

        Assert.Equal(
            """
            (private)
            # ⏳ Your timers
            ✅ `/daily` ready
            ✅ `/scavenge` ready
            ✅ `/vote` ready
            ✅ `/weekly` ready
            ✅ `/work` ready
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Shows_when_the_rest_is_ready()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/daily");
        await bot.Ada.SayAsync("/deposit amount:10");
        await bot.Ada.SayAsync("/withdraw amount:10");
        await bot.Ada.SayAsync("/bet amount:10 side:heads");

        var seen = await bot.Ada.SayAsync("/cooldowns");

        Assert.Equal(
            """
            (private)
            # ⏳ Your timers
            ⏳ `/deposit` <t:1767614403:R>
            ⏳ `/withdraw` <t:1767614403:R>
            ⏳ `/daily` <t:1767700800:R>
            ✅ `/scavenge` ready
            ✅ `/vote` ready
            ✅ `/weekly` ready
            ✅ `/work` ready
            ⏳ `/bet` <t:1767614401:R>
            """,
            seen.ToString());
    }

    [Fact]
    public async Task A_short_rest_that_is_over_is_not_named()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/daily");
        await bot.Ada.SayAsync("/deposit amount:10");
        bot.Clock.Advance(TimeSpan.FromSeconds(3));

        var seen = await bot.Ada.SayAsync("/cooldowns");

        Assert.Equal("(private)\n# ⏳ Your timers\n⏳ `/daily` <t:1767700800:R>" + Ready, seen.ToString());
    }

    [Fact]
    public async Task Shows_the_second_at_which_the_command_is_ready()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await bot.Ada.SayAsync("/deposit amount:10");

        var seen = await bot.Ada.SayAsync("/cooldowns");

        Assert.Equal("(private)\n# ⏳ Your timers\n⏳ `/deposit` <t:1767614404:R>\n✅ `/daily` ready" + Ready, seen.ToString());
    }

    [Fact]
    public async Task Costs_one_read()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Store.Reset();

        await bot.Ada.SayAsync("/cooldowns");

        Assert.Equal(1, bot.Store.RoundTrips);
    }
}
