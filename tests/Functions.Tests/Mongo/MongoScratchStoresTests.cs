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
        await using (await Stores.OpenAsync("drill", CancellationToken.None))
        {
        }

        Assert.DoesNotContain((await (await _client.ListDatabaseNamesAsync()).ToListAsync()), name => name.StartsWith(_prefix, StringComparison.Ordinal));
    }

    protected override async Task AbandonAsync(string name, StarterClaim claim)
    {
        var store = MongoStore.Open(_client, $"{_prefix}-{name}", Collections.All, new TestClock());
        await store.EnsureSchemaAsync(CancellationToken.None);
        await store.CommitAsync(new Commit().Insert(claim), CancellationToken.None);
    }
}
