using System.Text;
using FlippyFlip.Contracts.Heads;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Votes;
using FlippyFlip.FrontDoor;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlippyFlip.Functions.Tests;

/// <summary>The letters that the local head answers too, to the byte.</summary>
public sealed class AzureHeadLettersTests(Azurite azurite) : HeadContract
{
    /// <summary>The bot of the letters, with storage of the test's own.</summary>
    internal static Dictionary<string, string?> With(Azurite azurite) => new(Settings)
    {
        ["Storage:ConnectionString"] = azurite.NewAccount().ConnectionString,
        ["Mongo:ConnectionString"] = "mongodb://127.0.0.1:1/",
        ["Secrets:MasterKey"] = Convert.ToBase64String(new byte[32]),
    };

    protected override async Task<IHeadUnderTest> StartAsync() => await AzureBot.StartAsync(With(azurite), Chance.Counting());
}

public sealed class AzureHeadTests(Azurite azurite)
{
    /// <summary>Ada's vote, as the list tells it.</summary>
    internal const string Upvote = """{"type":"vote.create","data":{"id":"1","user":{"platform_id":"900000000000000101"},"project":{"platform_id":"1200000000000000001"}}}""";

    [Theory]
    [InlineData("GET", "/api/health/live", 200, "live")]
    [InlineData("GET", "/api/health/ready", 200, "ready")]
    [InlineData("GET", "/api/health/other", 404, "")]
    [InlineData("GET", "/api/interactions", 405, "")]
    [InlineData("PUT", "/api/interactions", 405, "")]
    [InlineData("GET", "/api/votes", 405, "")]
    [InlineData("GET", "/api/events", 405, "")]
    [InlineData("GET", "/", 404, "")]
    [InlineData("GET", "/admin.php", 404, "")]
    public async Task Serves_the_addresses_that_both_heads_share(string method, string path, int status, string body)
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var answer = await bot.AskAsync(method, path);
        Assert.Equal((status, body), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
    }

    [Theory]
    [InlineData("/api/votes", 200)]
    [InlineData("/api/votes/1200000000000000001", 200)]
    [InlineData("/api/votes/1200000000000000002", 404)]
    public async Task Keeps_a_signed_vote_for_a_bot_that_it_serves(string path, int status)
    {
        var settings = AzureHeadLettersTests.With(azurite);
        await using var bot = await AzureBot.StartAsync(settings);
        var signature = new VoteSecret(settings["Bot:VoteSecret"]!).Sign(bot.Clock.GetUtcNow(), Encoding.UTF8.GetBytes(Upvote));

        var answer = await bot.AskAsync("POST", path, context =>
        {
            context.Request.ContentType = "application/json";
            context.Request.Headers["x-topgg-signature"] = signature;
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Upvote));
        });

        var id = Ballot.IdOf(new Snowflake(1_200_000_000_000_000_001), new Snowflake(900_000_000_000_000_101));
        Assert.Equal((status, status == 200 ? 1 : null), (answer.Status, (await bot.Store.FindAsync<Ballot>(id, TestContext.Current.CancellationToken))?.Waiting));
    }

    [Fact]
    public async Task Serves_the_page_that_checks_rounds()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));

        var page = await bot.AskAsync("GET", Verifier.Path);

        // The page is what npm builds, and this build may have been made without it.
        Assert.Equal(Verifier.IsBuilt ? 200 : 503, page.Status);
        Assert.Contains(Verifier.IsBuilt ? "<title>Flippy Flip: check a round</title>" : "was not built", Encoding.UTF8.GetString(page.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_ready_while_the_store_hangs()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        bot.Store.Start(Contracts.Hang.IgnoringCancellation);
        var asked = bot.AskAsync("GET", "/api/health/ready");
        await Until.IsTrueAsync(() => bot.Store.Hanging > 0);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(503, (await asked).Status);
    }

    [Fact]
    public async Task Checks_a_signature_with_its_own_library_when_it_starts()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        using var first = Assert.Single(bot.Parts.GetServices<IHostedService>().OfType<FirstSignature>());

        await first.StartAsync(CancellationToken.None);
        await first.ExecuteTask!;
    }

    [Fact]
    public async Task Knows_its_queues()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var vitals = await bot.Parts.GetRequiredService<IVitals>().ReadAsync(CancellationToken.None);
        Assert.Contains(new Vital("Deferred queue", true, "0 waiting, 0 given up"), vitals);
        Assert.Contains(vitals, vital => vital.Name == "Memory");
    }
}
