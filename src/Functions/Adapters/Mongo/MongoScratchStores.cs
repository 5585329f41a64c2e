using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Storage;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>Scratch stores as databases of their own beside the product's, on its client. Nobody can tell a live one from what a dead process left: drills run under a lease.</summary>
/// <param name="client">The process's own.</param>
/// <param name="database">The product's; what it is called begins the names of its scratch stores.</param>
/// <param name="time">For the stores.</param>
internal sealed class MongoScratchStores(IMongoClient client, string database, TimeProvider time) : IScratchStores
{
    /// <summary>Of a database's name, in bytes.</summary>
    private const int LongestDatabase = 63;

    public async Task<IScratchStore> OpenAsync(string name, CancellationToken ct)
    {
        ScratchName.Check(name);

        var store = MongoStore.Open(client, $"{database[..Math.Min(database.Length, LongestDatabase - ScratchName.Longest - 1)]}-{name}", Collections.All, time);
        await store.DropAsync(ct);
        await store.EnsureSchemaAsync(ct);
        return new Scratch(store);
    }

    private sealed class Scratch(MongoStore store) : IScratchStore
    {
        public IStore Store => store;

        /// <summary>What cannot be dropped now is dropped by the next of that name.</summary>
        public async ValueTask DisposeAsync()
        {
            try
            {
                await store.DropAsync(CancellationToken.None);
            }
            catch (StoreException)
            {
                // What was found in it counts all the same.
            }
        }
    }
}
