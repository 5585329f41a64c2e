using System.Globalization;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Economy;

/// <summary>
/// Settles rounds of several moves that nobody plays on, and gives stakes back that nobody met in the queue, so that no stake stays in escrow for ever. Takes
/// out of a player whom they named for a while, so that no other person's id stays with somebody who does not come back.
/// </summary>
public sealed class TableSweep(IStore store, Rates rates, TimeProvider time, ILogger<TableSweep> log) : Job("TableSweep", "15 * * * * *")
{
    private const int Page = 100;

    public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (settled, returned, rid, overtaken, failed) = (0, 0, 0, 0, 0);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var query = Player.ByTablesDue.Where().Between(null, now).Take(Page);
        for (var more = true; more;)
        {
            var page = await store.QueryAsync(query, ct);
            foreach (var player in page.Items)
            {
                var occasion = new Occasion(default, now);
                var rounds = player.Abandon(rates, occasion);
                var leaves = player.Queued?.DueAt <= now && player.LeaveQueue(occasion);
                var forgets = player.Forget(now);
                if (rounds.Count == 0 && !leaves && !forgets)
                {
                    continue;
                }

                switch (await TryKeepAsync(player, ct))
                {
                    case CommitOutcome.Committed:
                        settled += rounds.Count;
                        returned += leaves ? 1 : 0;
                        rid += forgets ? 1 : 0;
                        break;
                    case CommitOutcome.Conflict:
                        // The player is at it again, or another sweep was here.
                        overtaken++;
                        break;
                    default:
                        failed++;
                        break;
                }
            }

            query = query.After(page.Continuation);
            more = page.Continuation is not null;
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"{settled} abandoned rounds settled{(returned > 0 ? $", {returned} stakes given back" : "")}{(rid > 0 ? $", {rid} players rid of whom they named" : "")}{(overtaken > 0 ? $", {overtaken} players overtook it" : "")}{(failed > 0 ? $", {failed} players failed" : "")}");
        return failed > 0 ? JobOutcome.Bad(sentence) : JobOutcome.Well(sentence);
    }

    /// <returns>Null: the store does not take this player; those behind them are not to wait for that.</returns>
    private async Task<CommitOutcome?> TryKeepAsync(Player player, CancellationToken ct)
    {
        try
        {
            return await store.CommitAsync(new Commit().Keep(player), ct);
        }
        catch (StoreException failure)
        {
            Log.SweepItemFailed(log, failure, Name);
            return null;
        }
    }
}
