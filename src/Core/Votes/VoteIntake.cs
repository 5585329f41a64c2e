using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Votes;

/// <summary>Keeps votes, durably, before the list of bots is told that they arrived. It tells one again that it heard nothing of; that counts once.</summary>
public sealed class VoteIntake(IStore store, TimeProvider time, ILogger<VoteIntake> log)
{
    private const int MostConflicts = 5;

    /// <param name="vote">Its sender is known.</param>
    /// <param name="bot">Whom it is for.</param>
    /// <param name="receipt">When it arrived.</param>
    /// <returns>False: it is not kept, and the list shall send it again.</returns>
    public async Task<bool> TryTakeAsync(CastVote vote, Snowflake bot, Receipt receipt)
    {
        using var deadline = new CancellationTokenSource();
        var taking = CountAsync(vote, bot, deadline.Token);
        try
        {
            var left = EventIntake.Patience - time.GetElapsedTime(receipt.Timestamp);
            await taking.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            return true;
        }
        catch (Exception failure)
        {
            await deadline.CancelAsync();
            Log.VoteFailed(log, failure);
            _ = WatchAsync(taking);
            return false;
        }
    }

    private async Task CountAsync(CastVote vote, Snowflake bot, CancellationToken ct)
    {
        var id = Ballot.IdOf(bot, vote.User);
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            var ballot = await store.FindAsync<Ballot>(id, ct) ?? new Ballot { Id = id, Bot = bot, User = vote.User };
            if (!ballot.Count(vote))
            {
                return;
            }

            var commit = ballot.Version == 0 ? new Commit().Insert(ballot) : new Commit().Replace(ballot);
            if (await store.CommitAsync(commit, ct) is CommitOutcome.Committed)
            {
                return;
            }
        }

        throw new StoreException(StoreFault.Busy, "Too many wrote the same ballot at once.");
    }

    private async Task WatchAsync(Task taking)
    {
        try
        {
            await taking;
        }
        catch (Exception exception)
        {
            Log.LateEventFailed(log, exception);
        }
    }
}
