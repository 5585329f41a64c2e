using System.Globalization;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// Scratch stores as databases of their own beside the product's, on its client. Nobody can tell a live one from what a dead process left, so each is called by
/// the time it was made and by chance, and what is older than a day is nobody's.
/// </summary>
/// <param name="client">The process's own.</param>
/// <param name="database">The product's; what it is called begins the names of its scratch stores.</param>
/// <param name="time">For names and stores.</param>
internal sealed class MongoScratchStores(IMongoClient client, string database, TimeProvider time) : IScratchStores
{
    /// <summary>A drill takes hours at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private const string MadeAt = "yyyyMMddHHmmss";

    private const int ChanceLength = 6;

    /// <summary>Of a database's name, in bytes.</summary>
    private const int LongestDatabase = 63;

    public async Task<IScratchStore> OpenAsync(string name, CancellationToken ct)
    {
        ScratchName.Check(name);

        var room = LongestDatabase - MadeAt.Length - ChanceLength - name.Length - 3;
        var begin = $"{database[..Math.Min(database.Length, room)]}-{name}-";
        await SweepAsync(begin, ct);
        var own = $"{begin}{time.GetUtcNow().UtcDateTime.ToString(MadeAt, CultureInfo.InvariantCulture)}-{Entropy.System.ClientSeed()[..ChanceLength]}";
        var scratch = new Scratch(Open(own));
        try
        {
            await scratch.Store.EnsureSchemaAsync(ct);
            return scratch;
        }
        catch
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    private MongoStore Open(string own) => MongoStore.Open(client, own, Collections.All, time);

    /// <summary>Drops what processes left behind that were killed.</summary>
    private async Task SweepAsync(string begin, CancellationToken ct)
    {
        List<string> names;
        try
        {
            using var cursor = await client.ListDatabaseNamesAsync(ct);
            names = await cursor.ToListAsync(ct);
        }
        catch (Exception problem) when (problem is MongoException or TimeoutException or IOException)
        {
            throw MongoFaults.From(problem);
        }

        foreach (var old in names.Where(name => name.StartsWith(begin, StringComparison.Ordinal) && time.GetUtcNow() - MadeAtOf(name[begin.Length..]) > Longest))
        {
            await Open(old).DropAsync(ct);
        }
    }

    /// <summary>Null: it is none of ours.</summary>
    private static DateTimeOffset? MadeAtOf(string rest) =>
        rest.Length == MadeAt.Length + 1 + ChanceLength && rest[MadeAt.Length] == '-'
        && DateTimeOffset.TryParseExact(rest[..MadeAt.Length], MadeAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    private sealed class Scratch(MongoStore store) : IScratchStore
    {
        public IStore Store => store;

        /// <summary>What cannot be dropped now is dropped by one that is opened a day later.</summary>
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
