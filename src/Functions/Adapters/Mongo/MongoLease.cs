using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>Lets one process at a time work on the schema. By the engine's clock, so that ours may differ; only when to renew it is ours.</summary>
/// <param name="state">Where it lies.</param>
/// <param name="patience">Tries again what may pass.</param>
/// <param name="time">Paces the renewals.</param>
internal sealed class MongoLease(IMongoCollection<BsonDocument> state, MongoPatience patience, TimeProvider time)
{
    private const string Id = "lease";

    /// <summary>A process that dies holds everybody else up for as long as this.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    /// <summary>With <see cref="MongoPatience.Usual"/> for one renewal well within the length: who cannot renew stops before another may begin.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    /// <summary>Finds the lease while somebody has it.</summary>
    public static BsonDocument Held => new() { { "_id", Id }, { "$expr", new BsonDocument("$gt", new BsonArray { "$until", "$$NOW" }) } };

    private readonly ObjectId _holder = ObjectId.GenerateNewId();

    /// <summary>True: it is ours.</summary>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        var isFree = new BsonDocument("$or", new BsonArray
        {
            new BsonDocument("$eq", new BsonArray { "$holder", _holder }), new BsonDocument("$lte", new BsonArray { "$until", "$$NOW" }),
        });
        var mine = new BsonDocument { { "holder", If(isFree, _holder, "$holder") }, { "until", If(isFree, Until(), "$until") } };
        var options = new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After, MaxTime = MongoPatience.Command };
        try
        {
            var lease = await patience.RunAsync<BsonDocument>(
                async (_, end) => await state.FindOneAndUpdateAsync(new BsonDocument("_id", Id), Pipeline(mine), options, end), ct);
            return lease["holder"] == _holder;
        }
        catch (StoreException problem) when (problem.InnerException is MongoCommandException { Code: MongoFaults.DuplicateKey })
        {
            // Another was the first ever to take it, at the same time.
            return false;
        }

        static BsonDocument If(BsonValue condition, BsonValue then, BsonValue otherwise) => new("$cond", new BsonArray { condition, then, otherwise });
    }

    /// <summary>
    /// Works under the lease that was taken, and renews it meanwhile: building an index may take far longer than it lasts. What the engine has begun
    /// to build it may still finish; asking it for the same index again does no harm.
    /// </summary>
    /// <exception cref="StoreException">The lease was lost, or could not be renewed; the work was ended.</exception>
    public async Task HoldAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = KeepAsync(stop.Token);
        var working = work(stop.Token);
        var first = await Task.WhenAny(working, keeping);
        await stop.CancelAsync();
        await (first == working ? keeping : working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    public async Task LetGoAsync()
    {
        try
        {
            using var end = new CancellationTokenSource(MongoPatience.Command);
            await state.DeleteOneAsync(Mine(), end.Token);
        }
        catch (Exception problem) when (problem is MongoException or TimeoutException or OperationCanceledException)
        {
            // It runs out.
        }
    }

    /// <summary>An update by the engine's own values, such as its time.</summary>
    internal static UpdateDefinition<BsonDocument> Pipeline(BsonDocument fields) =>
        new PipelineUpdateDefinition<BsonDocument>(new[] { new BsonDocument("$set", fields) });

    /// <summary>Ends only with an exception. One that ran out is still ours unless another has taken it; one that is gone was another's meanwhile.</summary>
    private async Task KeepAsync(CancellationToken ct)
    {
        using var tick = new PeriodicTimer(Renewal, time);
        while (true)
        {
            await tick.WaitForNextTickAsync(ct);
            var renewed = await patience.RunAsync<UpdateResult>(
                async (_, end) => await state.UpdateOneAsync(Mine(), Pipeline(new BsonDocument("until", Until())), cancellationToken: end), ct);
            if (renewed.MatchedCount == 0)
            {
                throw MongoFaults.LeaseLost();
            }
        }
    }

    private BsonDocument Mine() => new() { { "_id", Id }, { "holder", _holder } };

    private static BsonDocument Until() => new("$add", new BsonArray { "$$NOW", (long)Length.TotalMilliseconds });
}
