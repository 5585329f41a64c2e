using FlippyFlip.Contracts;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class PingTests
{
    [Fact]
    public async Task Tells_where_the_time_went()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/ping");
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1_234));

        var seen = await bot.Ada.AskAsync(interaction, "/ping");

        Assert.Equal(
            """
            (private)
            # 💓 Pong!
            Signature: 0.00 ms
            Dispatch: 0.00 ms
            Store: 0.00 ms
            Age of this interaction: 1,234 ms
            """,
            seen.ToString());
    }

    [Fact]
    public async Task An_interaction_from_the_future_is_not_older_than_new()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/ping");
        bot.Clock.SetUtcNow(TestClock.Start - TimeSpan.FromSeconds(2));

        var seen = await bot.Ada.AskAsync(interaction, "/ping");

        Assert.EndsWith("\nAge of this interaction: 0 ms", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_the_store_once_and_stores_nobody()
    {
        await using var bot = await Bot.StartAsync();
        bot.Store.Reset();

        await (bot.Ada with { IsInGuild = false }).SayAsync("/ping");

        Assert.Equal((1, 1), (bot.Store[StoreOperation.Find], bot.Store.RoundTrips));
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }
}
