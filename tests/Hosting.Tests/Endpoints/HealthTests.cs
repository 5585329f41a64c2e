using System.Reflection;
using FlippyFlip.Contracts;
using FlippyFlip.FrontDoor;
using FlippyFlip.Hosting.Composition;

namespace FlippyFlip.Hosting.Tests.Endpoints;

public sealed class HealthTests
{
    [Fact]
    public async Task Lives_and_is_ready_while_the_store_answers()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal([(200, "live"), (200, "ready")], [await GetAsync(bot, "live"), await GetAsync(bot, "ready")]);
    }

    [Theory]
    [InlineData(Hang.UntilCancelled)]
    [InlineData(Hang.IgnoringCancellation)]
    public async Task Lives_but_is_not_ready_while_the_store_hangs_and_is_again_afterwards(Hang hang)
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(hang);

        var during = await bot.PassTimeAsync(GetAsync(bot, "ready"), speed: 10);
        var alive = await GetAsync(bot, "live");
        bot.Hanging.Release();

        Assert.Equal([(503, "the store does not answer"), (200, "live"), (200, "ready")], [during, alive, await GetAsync(bot, "ready")]);
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task Is_not_ready_when_the_store_fails()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        faulty.Before = _ => throw new Core.Storage.StoreException(Core.Storage.StoreFault.Corrupt, "The file is damaged.");

        Assert.Equal([(503, "the store does not answer"), (200, "live")], [await GetAsync(bot, "ready"), await GetAsync(bot, "live")]);
    }

    [Fact]
    public async Task Is_not_ready_when_the_store_breaks_in_an_unexpected_way()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        faulty.Before = _ => throw new InvalidOperationException("The pool is gone.");

        Assert.Equal((503, "the store does not answer"), await GetAsync(bot, "ready"));
    }

    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Tells_which_release_answers(string what)
    {
        var built = typeof(Body).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        await using var bot = await Bot.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bot.Url, $"api/health/{what}"));
        using var answer = await bot.SendAsync(request);

        Assert.Equal([built], answer.Headers.GetValues("Flippy-Release"));
    }

    private static async Task<(int Status, string Text)> GetAsync(Bot bot, string what)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bot.Url, $"api/health/{what}"));
        using var answer = await bot.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
