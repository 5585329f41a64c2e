using FlippyFlip.Contracts;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

public sealed class MongoScratchStoresTests(MongoServers servers) : ScratchStoresContract, IAsyncLifetime
{
    private readonly string _prefix = $"s{Guid.CreateVersion7():N}"[..20];
    private MongoClient _client = null!;

    protected override IScratchStores Stores => new MongoScratchStores(_client, _prefix, new TestClock());

    public async ValueTask InitializeAsync() => _client = await servers.ClientAsync();

    public async ValueTask DisposeAsync()
    {
        // No test leaves anything, not even what it was given by a dead process.
        Assert.DoesNotContain((await (await _client.ListDatabaseNamesAsync()).ToListAsync()), name => name.StartsWith(_prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_still_be_in_use_and_what_is_none_of_ours_stays()
    {
        var now = TestClock.Start.UtcDateTime;
        string[] others = [$"{_prefix}-drill-{now.AddHours(-23):yyyyMMddHHmmss}-0a1b2c", $"{_prefix}-drill-20200101", $"{_prefix}-other-20200101000000-0a1b2c"];
        var old = $"{_prefix}-drill-{now.AddHours(-25):yyyyMMddHHmmss}-0a1b2c";
        foreach (var name in (string[])[.. others, old])
        {
            await _client.GetDatabase(name).CreateCollectionAsync("any");
        }

        try
        {
            await using var scratch = await Stores.OpenAsync("drill", CancellationToken.None);

            var names = await (await _client.ListDatabaseNamesAsync()).ToListAsync();
            Assert.DoesNotContain(old, names);
            Assert.Equal(others.Order(StringComparer.Ordinal), names.Where(others.Contains).Order(StringComparer.Ordinal));
            Assert.Matches($"^{_prefix}-drill-{now:yyyyMMddHHmmss}-[0-9a-f]{{6}}$", Assert.Single(names, name => name.StartsWith(_prefix, StringComparison.Ordinal) && !others.Contains(name)));
        }
        finally
        {
            foreach (var name in others)
            {
                await _client.DropDatabaseAsync(name);
            }
        }
    }

    protected override async Task AbandonAsync(string name, StarterClaim claim)
    {
        var store = MongoStore.Open(_client, $"{_prefix}-{name}-20260103000000-0a1b2c", Collections.All, new TestClock());
        await store.EnsureSchemaAsync(CancellationToken.None);
        await store.CommitAsync(new Commit().Insert(claim), CancellationToken.None);
    }
}
