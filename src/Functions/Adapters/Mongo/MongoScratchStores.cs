using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Storage;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>Scratch stores as databases of their own beside the product's. Whether a name is in use the engine cannot tell: drills run under a lease.</summary>
/// <param name="client">The process's own.</param>
/// <param name="database">The product's; a scratch store's name follows it.</param>
/// <param name="time">For the stores.</param>
internal sealed class MongoScratchStores(IMongoClient client, string database, TimeProvider time) : IScratchStores
{
    private const int LongestName = 40;

    /// <summary>Of the name of a database, in bytes.</summary>
    private const int LongestDatabase = 63;

    public async Task<IScratchStore> OpenAsync(string name, CancellationToken ct)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{name}' is no name for a scratch store.", nameof(name));
        }

        var scratch = new Scratch(client, NameOf(name), time);
        try
        {
            await client.DropDatabaseAsync(scratch.Name, ct);
            await scratch.Store.EnsureSchemaAsync(ct);
            return scratch;
        }
        catch (MongoException failure)
        {
            throw new StoreException(StoreFault.Unavailable, $"The scratch store '{name}' cannot be made: {failure.GetType().Name}.", failure);
        }
    }

    internal string NameOf(string name) => $"{database[..Math.Min(database.Length, LongestDatabase - LongestName - 1)]}-{name}";

    private sealed class Scratch(IMongoClient client, string name, TimeProvider time) : IScratchStore
    {
        public string Name => name;

        public IStore Store { get; } = MongoStore.Open(client, name, Collections.All, time);

        public async ValueTask DisposeAsync() => await client.DropDatabaseAsync(name);
    }
}
