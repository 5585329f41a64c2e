using FlippyFlip.Contracts;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Functions.Tests.Mongo;
using Microsoft.Extensions.Configuration;
using MongoDB.Bson;
using MongoDB.Driver;

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
            Assert.Equal((0, ""), (made.Code, Wrong(made.Error)));
            Assert.Matches("(?m)^\\.\\.\\. players, [0-9,]+ documents so far$", made.Error);

            Assert.Matches($"^{id} is good: [0-9,]+ documents read\n$", (await RunAsync(settings, "verify")).Out);
            Assert.Matches($"^{id} is good: [0-9,]+ documents restored and compared\n$", (await RunAsync(settings, "drill", id)).Out);
            Assert.Matches($"^{id}  [0-9,]+ documents, 12 players, [0-9,]+ kB, good on .+Z\n$", (await RunAsync(settings, "list")).Out);
            var restored = await RunAsync(settings, "restore", id, "--into", $"{_database}-new");
            Assert.Equal((0, ""), (restored.Code, Wrong(restored.Error)));

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
    [InlineData("restore x --into --help-me", 2)]
    [InlineData("restore --force --into somewhere", 2)]
    [InlineData("verify -x", 2)]
    [InlineData("drill --frob", 2)]
    [InlineData("list --frob", 2)]
    public async Task What_cannot_be_done_is_one_sentence(string line, int code)
    {
        var ended = await RunAsync(await SettingsAsync(), line.Split(' '));

        Assert.Equal((code, ""), (ended.Code, ended.Out));
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("verify -h")]
    [InlineData("restore x --help")]
    [InlineData("restore x --into y -?")]
    public async Task Help_is_given_wherever_it_is_asked_for(string line)
    {
        // Without any setting.
        var ended = await RunAsync([], line.Split(' '));

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.StartsWith("FlippyFlip.Functions backup <command>", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_it_says_what_there_is()
    {
        var ended = await RunAsync([]);

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains("Exit codes: 0 done", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_cannot_begin_leaves_its_target_as_it_is()
    {
        var settings = await SettingsAsync();
        var client = await mongo.ClientAsync();
        var (live, missing) = ($"{_database}-live", $"{_database}-new");
        await MongoStore.Open(client, _database, Collections.All, TimeProvider.System).EnsureSchemaAsync(Ct);
        await client.GetDatabase(live).GetCollection<BsonDocument>("starter_claims").InsertOneAsync(new BsonDocument { { "_id", "a" }, { "claimedAt", DateTime.UtcNow }, { "version", 1L } }, null, Ct);
        try
        {
            var id = (await RunAsync(settings, "run")).Out.Split(':')[0];

            var mistyped = await RunAsync(settings, "restore", $"{id[..^1]}x", "--into", missing);
            var refused = await RunAsync(settings, "restore", id, "--into", live);

            Assert.Equal((1, ""), (mistyped.Code, mistyped.Out));
            Assert.StartsWith($"There is no backup {id[..^1]}x in ", mistyped.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(missing, await (await client.ListDatabaseNamesAsync(Ct)).ToListAsync(Ct));
            Assert.Equal((1, ""), (refused.Code, refused.Out));
            Assert.StartsWith("The store to be filled is not empty: it has '", refused.Error, StringComparison.Ordinal);
            Assert.Equal(["starter_claims"], await (await client.GetDatabase(live).ListCollectionNamesAsync(cancellationToken: Ct)).ToListAsync(Ct));
        }
        finally
        {
            await client.DropDatabaseAsync(_database, CancellationToken.None);
            await client.DropDatabaseAsync(live, CancellationToken.None);
            await client.DropDatabaseAsync(missing, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Two_drills_at_once_do_not_touch_each_other()
    {
        var settings = await SettingsAsync();
        var client = await mongo.ClientAsync();
        var store = MongoStore.Open(client, _database, Collections.All, TimeProvider.System);
        await store.EnsureSchemaAsync(Ct);
        await new Populace(7, mostRounds: 60).SettleAsync(store, 0, 12);
        try
        {
            Assert.Equal(0, (await RunAsync(settings, "run")).Code);

            var drills = await Task.WhenAll(RunAsync(settings, "drill"), RunAsync(settings, "drill"), RunAsync(settings, "drill"));

            Assert.All(drills, drill => Assert.Equal((0, 1), (drill.Code, drill.Out.Split('\n').Count(line => line.Contains(" is good: ", StringComparison.Ordinal)))));
            Assert.DoesNotContain(await (await client.ListDatabaseNamesAsync(Ct)).ToListAsync(Ct), name => name.StartsWith($"{_database}-", StringComparison.Ordinal));
        }
        finally
        {
            await client.DropDatabaseAsync(_database, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_one_sentence()
    {
        await using var cable = new Cable(await mongo.UrlAsync());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        cable.Decide = command =>
        {
            // Pressed while the first document is read.
            if (command == "find")
            {
                stop.Cancel();
            }

            return new Fate.Pass();
        };
        var settings = await SettingsAsync();
        settings["Mongo:ConnectionString"] = cable.Url;

        var ended = await RunAsync(settings, stop.Token, "run");

        Assert.Equal((130, "", "Cancelled.\n"), ended);
    }

    [Fact]
    public void Progress_is_a_line_for_each_collection_and_every_few_seconds()
    {
        var (lines, clock) = (new StringWriter { NewLine = "\n" }, new TestClock());
        var progress = new BackupLines(lines, clock);

        progress.Report(new BackupProgress("players", 1000));
        progress.Report(new BackupProgress("players", 2000));
        clock.Advance(BackupLines.Pause);
        progress.Report(new BackupProgress("players", 3000));
        progress.Report(new BackupProgress("ledger", 4000));

        Assert.Equal("... players, 1,000 documents so far\n... players, 3,000 documents so far\n... ledger, 4,000 documents so far\n", lines.ToString());
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

    private static Task<(int Code, string Out, string Error)> RunAsync(Dictionary<string, string?> settings, params string[] args) => RunAsync(settings, Ct, args);

    /// <summary>What was said besides how far it had come.</summary>
    private static string Wrong(string error) => string.Join('\n', error.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith("... ", StringComparison.Ordinal)));

    private static async Task<(int Code, string Out, string Error)> RunAsync(Dictionary<string, string?> settings, CancellationToken ct, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await BackupConsole.RunAsync(args, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), output, error, ct);
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
