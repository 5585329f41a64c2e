using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>The contract on transactions that see one snapshot, as MongoDB's.</summary>
public sealed class MongoStoreTests(MongoServers servers) : MongoStoreContract(servers, MongoServers.Snapshot);

/// <summary>The contract on transactions that see what others commit meanwhile, as DocumentDB's.</summary>
public sealed class ReadCommittedMongoStoreTests(MongoServers servers) : MongoStoreContract(servers, MongoServers.ReadCommitted);

public abstract class MongoStoreContract(MongoServers servers, string isolation) : StoreContract
{
    private readonly string _database = MongoServers.NewName();

    protected override async Task<IStore> OpenAsync(TimeProvider time) => MongoStore.Open(await servers.ClientAsync(isolation), _database, Collections, time);

    protected override async ValueTask RemoveAsync() => await (await servers.ClientAsync(isolation)).DropDatabaseAsync(_database);
}
