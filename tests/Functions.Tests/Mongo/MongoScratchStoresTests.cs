using FlippyFlip.Contracts;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

public sealed class MongoScratchStoresTests(MongoServers servers) : ScratchStoresContract, IAsyncLifetime
{
    private readonly string _database = MongoServers.NewName()[..20];
    private MongoClient _client = null!;

    protected override IScratchStores Stores => new MongoScratchStores(_client, _database, TimeProvider.System);

    public async ValueTask InitializeAsync() => _client = await servers.ClientAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var name in (await (await _client.ListDatabaseNamesAsync()).ToListAsync()).Where(name => name.StartsWith(_database, StringComparison.Ordinal)))
        {
            await _client.DropDatabaseAsync(name);
        }
    }

    protected override async Task AbandonAsync(string name, StarterClaim claim)
    {
        var left = MongoStore.Open(_client, new MongoScratchStores(_client, _database, TimeProvider.System).NameOf(name), Collections.All, TimeProvider.System);
        await left.EnsureSchemaAsync(CancellationToken.None);
        await left.CommitAsync(new Commit().Insert(claim), CancellationToken.None);
    }
}
