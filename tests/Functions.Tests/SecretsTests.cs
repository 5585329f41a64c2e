using System.Text.Json.Nodes;
using Azure.Core;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters;
using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Functions.Triggers;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests;

/// <summary>Secrets go where they are used and nowhere else: every line of the log and all that Application Insights would be sent is searched for them.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class SecretsTests(Azurite azurite)
{
    private const string BotToken = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.secret.token-of-the-bot";
    private const string MongoPassword = "password-of-the-database";
    private const string IdentityToken = "token-of-the-identity";
    private const string InteractionToken = "token-of-an-interaction";
    private const string Discord = "1200000000000000001";

    private static readonly string MasterKey = Convert.ToBase64String("the master key of the secret one"u8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_leaves_a_head_that_works_while_Discord_does_not()
    {
        var sent = new Sent();
        await using var bot = await AzureBot.StartAsync(Settings(), change: services => services.AddSingleton<ITelemetryChannel>(sent));
        await using (await bot.WorkAsync())
        {
            await SayAsync(bot, "/start", "/daily", "/bet amount:100 side:heads", "/flip", "/history", "/help", "/balance");
            await SendBrokenAsync(bot);
            bot.Discord.Fail(400, 404, 500, 500, 500, 429, 500, 500, 400, 400, 404);
            foreach (var padding in (int[])[0, 100_000])
            {
                await DeferAsync(bot, padding);
                foreach (var message in (await bot.Parts.GetRequiredService<StorageQueues>().Queue(StorageQueues.Deferred).ReceiveMessagesAsync(10, cancellationToken: Ct)).Value)
                {
                    await bot.PassTimeAsync(bot.Function<DeferredInteractions>().RunAsync(message.MessageText, 1, Ct));
                }
            }

            await GiveUpAsync(bot);
            var token = bot.Parts.GetRequiredService<IBots>().Find(null)!.Token!;
            bot.Discord.Fail(401, 400);
            var discord = bot.Parts.GetRequiredService<IDiscordApi>();
            await bot.PassTimeAsync(discord.OpenDirectMessagesAsync(token, new Snowflake(900_000_000_000_000_101), Ct));
            await bot.PassTimeAsync(discord.PostWebhookAsync(new Snowflake(1), InteractionToken, "{}"u8.ToArray(), Ct));
        }

        Assert.Contains(sent.Items, item => item is DependencyTelemetry { Data: { } address } && address.Contains("deferred", StringComparison.Ordinal));
        Assert.Contains(sent.Items, item => item is TraceTelemetry);
        Assert.Contains(sent.Items, item => item is MetricTelemetry);
        NothingLeft(bot, sent);
    }

    [Fact]
    public async Task No_secret_leaves_a_head_whose_storage_and_vault_are_away()
    {
        var sent = new Sent();
        var settings = Settings();
        var nowhere = new StorageAccount("", Azurite.Nowhere);
        settings["Storage:ConnectionString"] = nowhere.ConnectionString;
        await using var bot = await AzureBot.StartAsync(settings, change: services => services
            .AddSingleton<ITelemetryChannel>(sent)
            .AddSingleton<TokenCredential>(new Identity())
            .AddSingleton<IArchive>(parts => new BlobArchive(nowhere.Container("backups", Azurite.NoCredential, new() { Retry = { MaxRetries = 0 } }), parts.GetRequiredService<Entropy>()))
            .AddSingleton<IMasterKey>(parts => new KeyVaultMasterKey(
                new Uri("https://127.0.0.1:9/keys/master"), parts.GetRequiredService<TokenCredential>(), new KeyVaultOptions { Retry = { MaxRetries = 0 } })));
        await using (await bot.WorkAsync())
        {
            await DeferAsync(bot, padding: 0);
            await Assert.ThrowsAnyAsync<Exception>(() => GiveUpAsync(bot));
            await Assert.ThrowsAsync<JobFailedException>(() => bot.Function<Timers>().BackupAsync(new(), Ct));
            await Assert.ThrowsAsync<SecretException>(() => bot.Parts.GetRequiredService<SecretProtector>().ProtectAsync(new byte[8], "a", Ct));
            bot.Clock.Advance(TimeSpan.FromMinutes(1));
            await Until.IsTrueAsync(() => HasSaid(bot, "The lengths of the queues cannot be read"));
        }

        Assert.Contains(sent.Items, item => item is ExceptionTelemetry);
        Assert.Contains(sent.Items, item => item is DependencyTelemetry { Success: false });
        NothingLeft(bot, sent);
    }

    [Fact]
    public async Task No_secret_leaves_a_head_whose_database_is_away()
    {
        var sent = new Sent();
        await using var bot = await AzureBot.StartAsync(Settings(), change: services => services
            .AddSingleton<ITelemetryChannel>(sent)
            .AddSingleton<OpenStore>(parts => () => MongoStore.Open(
                parts.GetRequiredService<IMongoClient>(), "nowhere", Collections.All, parts.GetRequiredService<TimeProvider>(), TimeSpan.FromMilliseconds(100))));
        await using (await bot.WorkAsync())
        {
            await Until.IsTrueAsync(() => HasSaid(bot, "The store cannot be opened"));
            await bot.PassTimeAsync(SayAsync(bot, "/start", "/flip"));
        }

        Assert.Contains(sent.Items, item => item is ExceptionTelemetry);
        NothingLeft(bot, sent);
    }

    private static bool HasSaid(AzureBot bot, string sentence) => bot.Log.Troubles.Any(line => line.Contains(sentence, StringComparison.Ordinal));

    private static void NothingLeft(AzureBot bot, Sent sent)
    {
        string[] secrets = [BotToken, MongoPassword, IdentityToken, InteractionToken, Azurite.AccountKey.TrimEnd('='), MasterKey.TrimEnd('='), Pepper.TrimEnd('='), .. bot.Tokens.Distinct()];
        Assert.NotEmpty(bot.Log.Troubles);
        string[] said = [.. bot.Log.All, .. sent.Wire];
        Assert.All(secrets, secret => Assert.DoesNotContain(said, line => line.Contains(secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(bot.Log.All, line => line.Contains("InstrumentationKey=", StringComparison.Ordinal));
    }

    private static async Task SayAsync(AzureBot bot, params string[] lines)
    {
        foreach (var line in lines)
        {
            await bot.SayAsync(line);
        }
    }

    /// <summary>Signed bodies that cannot be read, each for another reason.</summary>
    private static async Task SendBrokenAsync(AzureBot bot)
    {
        foreach (var (field, value) in new (string, JsonNode?)[] { ("token", new JsonArray(InteractionToken)), ("data", InteractionToken), ("data", null), ("user", InteractionToken), ("type", InteractionToken), ("type", 99) })
        {
            var interaction = Interaction();
            interaction[field] = value;
            await bot.SendAsync(interaction);
        }
    }

    private static async Task DeferAsync(AzureBot bot, int padding)
    {
        bot.Store.Start(Hang.UntilCancelled);
        var deferred = bot.SayAsync("/flip", padding);
        await Until.IsTrueAsync(() => bot.Store.Hanging > 0);
        bot.Clock.Advance(TimeSpan.FromSeconds(2));
        await deferred;
        bot.Store.Release();
    }

    /// <summary>A message that can be read, one cut off, one whose body is elsewhere.</summary>
    private static async Task GiveUpAsync(AzureBot bot)
    {
        var head = $$"""{"application":"{{Discord}}","received":{{bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()}},"attempt":1,""";
        var message = $$"""{{head}}"interaction":{{Interaction().ToJsonString()}} }""";
        await bot.PassTimeAsync(bot.Function<DeferredPoison>().RunAsync(message[..^5], 1, Ct));
        await bot.PassTimeAsync(bot.Function<DeferredPoison>().RunAsync(head + $$"""
            "interaction":{"token":["{{InteractionToken}}"] } }
            """, 1, Ct));
        await Assert.ThrowsAsync<FormatException>(() => bot.Function<DeferredInteractions>().RunAsync(message[..^5], 1, Ct));
        await bot.PassTimeAsync(bot.Function<DeferredPoison>().RunAsync(message, 1, Ct));
        await bot.PassTimeAsync(bot.Function<DeferredPoison>().RunAsync($$"""{{head}}"blob":"no-body" }""", 1, Ct));
    }

    private static JsonObject Interaction() => new()
    {
        ["id"] = "1459000000000000001", ["application_id"] = Discord, ["type"] = 2, ["version"] = 1, ["token"] = InteractionToken, ["locale"] = "en-US",
        ["user"] = new JsonObject { ["id"] = "900000000000000101", ["username"] = "ada" },
        ["data"] = new JsonObject { ["id"] = "1", ["name"] = "flip", ["type"] = 1 },
    };

    private static string Pepper => Convert.ToBase64String("the pepper of the secret names !"u8);

    private Dictionary<string, string?> Settings() => new(AzureHeadLettersTests.With(azurite))
    {
        ["Bot:Token"] = BotToken,
        ["Mongo:ConnectionString"] = $"mongodb://flippy:{MongoPassword}@127.0.0.1:1/?serverSelectionTimeoutMS=50",
        ["Secrets:MasterKey"] = MasterKey,
        ["Privacy:Pepper"] = Pepper,
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/",
    };

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(IdentityToken, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}

/// <summary>Application Insights listens to a whole process: of two heads in one, either may be told of the other's calls in its place.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
