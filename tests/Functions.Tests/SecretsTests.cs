using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Triggers;

namespace FlippyFlip.Functions.Tests;

public sealed class SecretsTests(Azurite azurite)
{
    [Fact]
    public async Task No_secret_is_in_any_line_of_the_log()
    {
        const string botToken = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.secret.token-of-the-bot";
        const string mongoPassword = "password-of-the-database";
        var settings = AzureHeadLettersTests.With(azurite);
        settings["Bot:Token"] = botToken;
        settings["Mongo:ConnectionString"] = $"mongodb://flippy:{mongoPassword}@127.0.0.1:1/?serverSelectionTimeoutMS=50";
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";
        await using var bot = await AzureBot.StartAsync(settings);
        bot.Discord.Fail(400, 400);

        string[] lines = ["/start", "/daily", "/bet amount:100 side:heads", "/flip", "/history", "/help", "/balance"];
        foreach (var line in lines)
        {
            await bot.SayAsync(line);
        }

        bot.Store.Start(Hang.UntilCancelled);
        var deferred = bot.SayAsync("/flip", padding: 100_000);
        await Until.IsTrueAsync(() => bot.Store.Hanging > 0);
        bot.Clock.Advance(TimeSpan.FromSeconds(2));
        await deferred;
        bot.Store.Release();
        var message = $$"""{"application":"1200000000000000001","received":{{bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()}},"attempt":1,"interaction":{{Interaction("token-of-an-interaction")}}}""";
        await bot.Function<DeferredPoison>().RunAsync(message, 1, CancellationToken.None);
        await bot.Function<DeferredPoison>().RunAsync(message[..^5], 1, CancellationToken.None);
        await Assert.ThrowsAsync<FormatException>(() => bot.Function<DeferredInteractions>().RunAsync(message[..^5], 1, CancellationToken.None));

        string[] secrets = [botToken, mongoPassword, Azurite.AccountKey, settings["Privacy:Pepper"]!, "token-of-an-interaction", "InstrumentationKey="];
        Assert.NotEmpty(bot.Log.Troubles);
        Assert.All(secrets, secret => Assert.DoesNotContain(bot.Log.All, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static string Interaction(string token) => new JsonObject
    {
        ["id"] = "1459000000000000001", ["application_id"] = "1200000000000000001", ["type"] = 2, ["version"] = 1, ["token"] = token, ["locale"] = "en-US",
        ["user"] = new JsonObject { ["id"] = "900000000000000101", ["username"] = "ada" },
        ["data"] = new JsonObject { ["id"] = "1", ["name"] = "flip", ["type"] = 1 },
    }.ToJsonString();
}
