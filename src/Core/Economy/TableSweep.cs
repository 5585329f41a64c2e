using System.Globalization;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>Settles rounds of several moves that nobody plays on, and gives stakes back that nobody met in the queue, so that no stake stays in escrow for ever.</summary>
public sealed class TableSweep(IStore store, Rates rates, TimeProvider time) : Job("TableSweep", "15 * * * * *")
{
    private const int Page = 100;

    public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (settled, returned, overtaken) = (0, 0, 0);
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
                if (rounds.Count == 0 && !leaves)
                {
                    continue;
                }

                if (await store.CommitAsync(new Commit().Keep(player), ct) is CommitOutcome.Committed)
                {
                    settled += rounds.Count;
                    returned += leaves ? 1 : 0;
                }
                else
                {
                    // The player is at it again, or another sweep was here.
                    overtaken++;
                }
            }

            query = query.After(page.Continuation);
            more = page.Continuation is not null;
        }

        return JobOutcome.Well(string.Create(CultureInfo.InvariantCulture, $"{settled} abandoned rounds settled{(returned > 0 ? $", {returned} stakes given back" : "")}{(overtaken > 0 ? $", {overtaken} players overtook it" : "")}"));
    }
}
