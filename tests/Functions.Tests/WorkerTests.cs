using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Votes;
using FlippyFlip.Functions.Adapters;
using FlippyFlip.Functions.Tests.Mongo;

namespace FlippyFlip.Functions.Tests;

/// <summary>Real processes: host, worker, storage, database.</summary>
public sealed class WorkerTests(Azurite azurite, MongoServers mongo)
{
    private const string Ping = """{"id":"1459000000000000001","application_id":"1200000000000000001","type":1,"version":1,"token":"cGluZw"}""";

    [Fact]
    public async Task The_built_worker_answers_a_signed_ping_and_refuses_another()
    {
        await using var worker = await WorkerProcess.StartAsync(AzureHeadLettersTests.With(azurite));

        Assert.Equal((HttpStatusCode.OK, """{"type":1}"""), await worker.PostAsync(Ping, Ping));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await worker.PostAsync(Ping, Ping + " "));
        Assert.Equal((HttpStatusCode.OK, "live"), await worker.GetAsync("/api/health/live"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await worker.GetAsync("/api/interactions")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/nowhere/at/all")).Status);
    }

    [Fact]
    public async Task A_flip_goes_through_host_worker_and_database()
    {
        var settings = AzureHeadLettersTests.With(azurite);
        settings["Mongo:ConnectionString"] = await mongo.UrlAsync();
        settings["Mongo:Database"] = $"worker-{Environment.ProcessId}";
        await using var worker = await WorkerProcess.StartAsync(settings);
        await ReadyAsync(worker);

        var start = Command(1, "start");
        Assert.Contains("1,000", (await worker.PostAsync(start, start)).Body, StringComparison.Ordinal);
        var flip = Command(2, "flip");
        var answer = await worker.PostAsync(flip, flip);
        Assert.Matches("Heads|Tails", answer.Body);
        // The same interaction again changes nothing.
        await worker.PostAsync(flip, flip);
        var history = Command(3, "verify");
        Assert.Contains("1-1", (await worker.PostAsync(history, history)).Body, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Success\"", await worker.FireAsync("DeferredPoison", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_goes_through_host_worker_and_database_and_one_that_nobody_signed_does_not()
    {
        var settings = AzureHeadLettersTests.With(azurite);
        settings["Mongo:ConnectionString"] = await mongo.UrlAsync();
        settings["Mongo:Database"] = $"voted-{Environment.ProcessId}";
        await using var worker = await WorkerProcess.StartAsync(settings);
        await ReadyAsync(worker);
        var signature = new VoteSecret(settings["Bot:VoteSecret"]!).Sign(TimeProvider.System.GetUtcNow(), Encoding.UTF8.GetBytes(AzureHeadTests.Upvote));

        Assert.Equal(HttpStatusCode.Unauthorized, await worker.VoteAsync(AzureHeadTests.Upvote + " ", signature));
        Assert.Equal(HttpStatusCode.OK, await worker.VoteAsync(AzureHeadTests.Upvote, signature));

        var vote = Command(1, "vote");
        Assert.Contains("""{"name":"Votes to collect","value":"1",""", (await worker.PostAsync(vote, vote)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backup_s_timers_copy_the_database_into_the_archive_and_prove_the_copy()
    {
        var settings = AzureHeadLettersTests.With(azurite);
        settings["Mongo:ConnectionString"] = await mongo.UrlAsync();
        settings["Mongo:Database"] = $"copied-{Environment.ProcessId}";
        await using var worker = await WorkerProcess.StartAsync(settings);
        await ReadyAsync(worker);
        var start = Command(1, "start");
        Assert.Contains("1,000", (await worker.PostAsync(start, start)).Body, StringComparison.Ordinal);

        Assert.Contains("\"status\":\"Success\"", await worker.FireAsync("Backup", ""), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Success\"", await worker.FireAsync("BackupVerification", ""), StringComparison.Ordinal);

        var archive = new BlobArchive(new StorageAccount("", settings["Storage:ConnectionString"]!).Container("backups", Azurite.NoCredential, new()), Entropy.System);
        var key = new AesMasterKey(Convert.FromBase64String(settings["Secrets:MasterKey"]!), Entropy.System);
        var shelf = new Safekeeping(new BackupPlace(archive, key, Entropy.System, TimeProvider.System, "0.1.0"), null!, null!);
        var backup = Assert.Single(await shelf.ListAsync(CancellationToken.None));
        Assert.Equal((1, 1000L, true), (backup.Manifest!.Ledger.Players, backup.Manifest.Ledger.Balances, backup.Check?.IsGood));
    }

    [Fact]
    public async Task Wrong_settings_end_the_worker_with_every_mistake_in_one_list()
    {
        var settings = AzureHeadLettersTests.With(azurite);
        settings["Bot:PublicKey"] = "nothing";
        settings["Privacy:Pepper"] = "nothing";
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkerProcess.StartAsync(settings));
        Assert.Contains("2 settings are wrong:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Bot__PublicKey is not 64 hex digits", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_what_host_and_worker_write_while_everything_fails()
    {
        var settings = AzureHeadLettersTests.With(azurite);
        var masterKey = Convert.ToBase64String("the master key of the secret one"u8);
        const string botToken = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.secret.token-of-the-bot", password = "password-of-the-database", token = "token-of-an-interaction";
        settings["Bot:Token"] = botToken;
        settings["Secrets:MasterKey"] = masterKey;
        settings["Privacy:Pepper"] = Convert.ToBase64String("the pepper of the secret names !"u8);
        settings["Discord:BaseAddress"] = "http://127.0.0.1:9/";
        // A server that knows no such user says so at once.
        settings["Mongo:ConnectionString"] = (await mongo.UrlAsync()).Replace("mongodb://", $"mongodb://flippy:{password}@", StringComparison.Ordinal);
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";
        await using var worker = await WorkerProcess.StartAsync(settings);

        var flip = Command(1, "flip").Replace("dG9rZW4", token, StringComparison.Ordinal);
        // The queue has 600 ms, which on a slow machine its first message may exceed.
        await FrontDoor.Until.IsTrueAsync(async () => await worker.PostAsync(flip, flip) == (HttpStatusCode.OK, """{"type":5}"""));
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync(flip.Replace("\"flip\"", "[]", StringComparison.Ordinal), flip.Replace("\"flip\"", "[]", StringComparison.Ordinal))).Status);
        var message = $$"""{"application":"1200000000000000001","received":{{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}},"attempt":1,"interaction":{{flip}} }""";
        Assert.Contains("\"status\":\"Success\"", await worker.FireAsync("DeferredPoison", message), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Success\"", await worker.FireAsync("DeferredPoison", message[..^9]), StringComparison.Ordinal);
        Assert.Contains("A deferred message is not in our form.", await worker.FireAsync("DeferredInteractions", message[..^9]), StringComparison.Ordinal);
        await FrontDoor.Until.IsTrueAsync(() => worker.Said.Contains("The store cannot be opened", StringComparison.Ordinal));
        await worker.StopAsync();

        string[] secrets = [botToken, password, token, masterKey.TrimEnd('='), Azurite.AccountKey.TrimEnd('='), settings["Privacy:Pepper"]!.TrimEnd('='), settings["Bot:VoteSecret"]!, "InstrumentationKey="];
        Assert.Contains("could not be told", worker.Said, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, worker.Said, StringComparison.Ordinal));
    }

    private static async Task ReadyAsync(WorkerProcess worker) =>
        await FrontDoor.Until.IsTrueAsync(async () => (await worker.GetAsync("/api/health/ready")).Status == HttpStatusCode.OK);

    private static string Command(int number, string name) => new JsonObject
    {
        ["id"] = $"145900000000000000{number}", ["application_id"] = "1200000000000000001", ["type"] = 2, ["version"] = 1, ["token"] = "dG9rZW4", ["locale"] = "en-US",
        ["context"] = 1, ["authorizing_integration_owners"] = new JsonObject { ["0"] = "0" }, ["entitlements"] = new JsonArray(),
        ["user"] = new JsonObject { ["id"] = "900000000000000101", ["username"] = "ada", ["global_name"] = "Ada" },
        ["data"] = new JsonObject { ["id"] = "1", ["name"] = name, ["type"] = 1 },
    }.ToJsonString();
}
