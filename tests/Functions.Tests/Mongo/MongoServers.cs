using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Functions.Tests.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

[assembly: AssemblyFixture(typeof(MongoServers))]

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>The servers of a whole test run: the one that FLIPPY_TEST_MONGO names, or one for each isolation, started when a test first asks.</summary>
public sealed class MongoServers : IAsyncDisposable
{
    public const string Snapshot = "snapshot";
    public const string ReadCommitted = "read-committed";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, MongoServer> _servers = [];
    private readonly Dictionary<string, MongoClient> _clients = [];

    private static string? Named => Environment.GetEnvironmentVariable("FLIPPY_TEST_MONGO") is { Length: > 0 } url ? url : null;

    /// <summary>A client as the product makes it. Skips the test where there is no server, unless CI_REQUIRE_MONGO says that there must be one.</summary>
    internal async Task<MongoClient> ClientAsync(string isolation = Snapshot)
    {
        await _gate.WaitAsync();
        try
        {
            if (!_clients.TryGetValue(isolation, out var client))
            {
                client = MongoConnection.Open(await UrlOfAsync(isolation));
                if (Named is not null)
                {
                    await StopForgettingAsync(client);
                }

                _clients.Add(isolation, client);
            }

            return client;
        }
        finally
        {
            _gate.Release();
        }
    }

    internal async Task<string> UrlAsync(string isolation = Snapshot)
    {
        await _gate.WaitAsync();
        try
        {
            return await UrlOfAsync(isolation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A server of the test's own, which it may kill. Skips where only a named server exists: that one is everybody's.</summary>
    internal static Task<MongoServer> OwnAsync()
    {
        Assert.SkipWhen(
            Named is not null && MongoServer.Script is null,
            "FLIPPY_TEST_MONGO names a server that this test may not kill; a script that starts one of its own is named by FLIPPY_MONGO_SERVER.");
        SkipWithoutScript();
        return MongoServer.StartAsync(Snapshot);
    }

    /// <summary>A database name that no other test has.</summary>
    internal static string NewName() => $"t{ObjectId.GenerateNewId()}";

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        _gate.Dispose();
    }

    private async Task<string> UrlOfAsync(string isolation)
    {
        if (Named is { } url)
        {
            Assert.SkipUnless(isolation == Snapshot, "FLIPPY_TEST_MONGO names one server; its isolation is its own.");
            return url;
        }

        SkipWithoutScript();
        if (!_servers.TryGetValue(isolation, out var server))
        {
            _servers.Add(isolation, server = await MongoServer.StartAsync(isolation));
        }

        return server.Url;
    }

    /// <summary>Expired documents go by the test's clock, not by the server's. Engines other than MongoDB must be told so when they are started.</summary>
    private static async Task StopForgettingAsync(MongoClient client)
    {
        try
        {
            await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument { { "setParameter", 1 }, { "ttlMonitorEnabled", false } });
        }
        catch (MongoCommandException)
        {
            // It does not know the command.
        }
    }

    private static void SkipWithoutScript() => Assert.SkipUnless(
        MongoServer.Script is not null || string.Equals(Environment.GetEnvironmentVariable("CI_REQUIRE_MONGO"), "true", StringComparison.OrdinalIgnoreCase),
        "No MongoDB-compatible server: name one in FLIPPY_TEST_MONGO, or the script that starts one in FLIPPY_MONGO_SERVER.");
}
