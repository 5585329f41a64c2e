using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// Commits. One document is one conditional write: one round trip. Several are a transaction. What does not go through is looked into
/// (<see cref="MongoVerdict"/>), and tried again when nothing speaks against it.
/// </summary>
internal sealed class MongoWriter(IMongoDatabase database, MongoPatience patience, Entropy entropy, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private static readonly BsonDocument ByMajority = new("w", "majority");

    /// <summary>Snapshot, since DocumentDB's own default lets a transaction see others' work half done; MongoDB has no other.</summary>
    private static readonly TransactionOptions Options = new(ReadConcern.Snapshot, ReadPreference.Primary, WriteConcern.WMajority, MongoPatience.Command);

    public async Task<CommitOutcome> CommitAsync(Commit changes, CancellationToken ct)
    {
        var commit = new MongoCommit(changes);
        // One session for all attempts: beginning again ends what a lost connection left open, with the documents it holds.
        using var session = commit.IsSingle
            ? null
            : await patience.RunAsync(async (_, end) => await database.Client.StartSessionAsync(cancellationToken: end), ct);
        return await patience.RunAsync<CommitOutcome>(
            async (isUnsure, end) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                if (session is null ? await WriteAsync(commit, now, end) : await TransactAsync(session, commit, now, end))
                {
                    return CommitOutcome.Committed.Instance;
                }

                return isUnsure || !IsPlain(commit)
                    ? await new MongoVerdict(database, commit, now, end).GiveAsync()
                    : new CommitOutcome.Conflict(commit.Changes);
            },
            ct);
    }

    /// <summary>A single write that does not fit has one possible reason, unless unique values or increments are about.</summary>
    private static bool IsPlain(MongoCommit commit) =>
        commit.IsSingle && commit.Changes[0] is not Change.Increment && !commit.Changes[0].Collection.Indexes.Any(index => index.IsUnique);

    private async Task<bool> WriteAsync(MongoCommit commit, DateTime now, CancellationToken end)
    {
        var write = commit.Writes(now).Single();
        write.Command["writeConcern"] = ByMajority;
        return write.Fits(await database.RunCommandAsync<BsonDocument>(write.Command, cancellationToken: end));
    }

    /// <summary>False: nothing happened.</summary>
    private async Task<bool> TransactAsync(IClientSessionHandle session, MongoCommit commit, DateTime now, CancellationToken end)
    {
        session.StartTransaction(Options);
        try
        {
            foreach (var write in commit.Writes(now))
            {
                if (!write.Fits(await database.RunCommandAsync<BsonDocument>(session, write.Command, cancellationToken: end)))
                {
                    return false;
                }
            }

            await EndAsync(session, end);
            return true;
        }
        catch (MongoCommandException problem) when (problem.Code is MongoFaults.WriteConflict or MongoFaults.DuplicateKey)
        {
            return false;
        }
        catch (MongoRefusal refusal) when (refusal.Code is MongoFaults.WriteConflict)
        {
            return false;
        }
        finally
        {
            await AbandonAsync(session);
        }
    }

    /// <summary>A commit whose answer was lost is asked for again in the same session: the engine knows what became of it.</summary>
    private async Task EndAsync(IClientSessionHandle session, CancellationToken end)
    {
        while (true)
        {
            try
            {
                await session.CommitTransactionAsync(end);
                return;
            }
            catch (MongoException problem) when (problem.HasErrorLabel("UnknownTransactionCommitResult") && !end.IsCancellationRequested)
            {
                await Task.Delay(Pause + entropy.Jitter(Pause), end);
            }
        }
    }

    /// <summary>Lets go of the documents now, not when the engine forgets the transaction; without it the session would do so and block a thread.</summary>
    private static async Task AbandonAsync(IClientSessionHandle session)
    {
        if (!session.IsInTransaction)
        {
            return;
        }

        using var end = new CancellationTokenSource(MongoPatience.Command);
        try
        {
            await session.AbortTransactionAsync(end.Token);
        }
        catch (Exception problem) when (problem is MongoException or OperationCanceledException or TimeoutException or IOException)
        {
            // It ends by itself within the engine's limit of 30 or 60 s.
        }
    }
}
