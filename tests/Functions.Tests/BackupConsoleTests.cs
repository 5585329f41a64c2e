using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Functions.Tests.Mongo;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Functions.Tests;

/// <summary>An operator's hands on Azure's backups: a real database and Azurite.</summary>
public sealed class BackupConsoleTests(Azurite azurite, MongoServers mongo)
{
    private readonly string _database = MongoServers.NewName();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_backed_up_is_listed_verified_drilled_and_restored_beside_the_original()
    {
        var settings = await SettingsAsync();
        var client = await mongo.ClientAsync();
        var store = MongoStore.Open(client, _database, Collections.All, TimeProvider.System);
        await store.EnsureSchemaAsync(Ct);
        await new Populace(7, mostRounds: 60).SettleAsync(store, 0, 12);
        try
        {
            var made = await RunAsync(settings, "run");
            var id = made.Out.Split(':')[0];
            Assert.Equal((0, ""), (made.Code, made.Error));

            Assert.Matches($"^{id} is good: [0-9,]+ documents read\n$", (await RunAsync(settings, "verify")).Out);
            Assert.Matches($"^{id} is good: [0-9,]+ documents restored and compared\n$", (await RunAsync(settings, "drill", id)).Out);
            Assert.Matches($"^{id}  [0-9,]+ documents, 12 players, [0-9,]+ kB, good on .+Z\n$", (await RunAsync(settings, "list")).Out);
            var restored = await RunAsync(settings, "restore", id, "--into", $"{_database}-new");
            Assert.Equal((0, ""), (restored.Code, restored.Error));

            var target = MongoStore.Open(client, $"{_database}-new", Collections.All, TimeProvider.System);
            Assert.Equal(await BalancesAsync(store), await BalancesAsync(target));
            var again = await RunAsync(settings, "restore", id, "--into", $"{_database}-new");
            Assert.Equal((1, ""), (again.Code, again.Out));
        }
        finally
        {
            await client.DropDatabaseAsync(_database, CancellationToken.None);
            await client.DropDatabaseAsync($"{_database}-new", CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("verify nothing", 1)]
    [InlineData("nonsense", 2)]
    [InlineData("restore 20260105-030000-1a2b3c4d", 2)]
    [InlineData("restore x --into ../etc", 2)]
    public async Task What_cannot_be_done_is_one_sentence(string line, int code)
    {
        var ended = await RunAsync(await SettingsAsync(), line.Split(' '));

        Assert.Equal((code, ""), (ended.Code, ended.Out));
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Wrong_settings_are_listed()
    {
        var ended = await RunAsync([], "list");

        Assert.Equal(3, ended.Code);
        Assert.Contains("Mongo__ConnectionString is missing", ended.Error, StringComparison.Ordinal);
    }

    private static async Task<List<(string Id, Balances Balances, long Version)>> BalancesAsync(MongoStore store)
    {
        var all = new List<(string, Balances, long)>();
        await foreach (var player in store.ScanAsync<Player>(null, Ct))
        {
            all.Add((player.Id, player.Balances, player.Version));
        }

        return all;
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(Dictionary<string, string?> settings, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await BackupConsole.RunAsync(args, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), output, error, Ct);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<Dictionary<string, string?>> SettingsAsync()
    {
        var settings = AzureHeadLettersTests.With(azurite);
        settings["Mongo:ConnectionString"] = await mongo.UrlAsync();
        settings["Mongo:Database"] = _database;
        return settings;
    }
}
