using System.Globalization;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>
/// Counts, bot by bot, how wealth is spread, so that nobody who asks for their place has to wait for it. It reads every player once; wealth moves slowly, so
/// four times a day are enough.
/// </summary>
public sealed class WealthCensus(IStore store, TimeProvider time) : Job("WealthCensus", "0 20 */6 * * *")
{
    public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (bots, players) = (0, 0L);
        Census? census = null;
        await foreach (var player in store.ScanAsync<Player>(null, ct))
        {
            var id = $"{player.Id[..player.Id.IndexOf('/', StringComparison.Ordinal)]}/{Census.Name}";
            if (census?.Id != id)
            {
                bots += await KeepAsync(census, ct);
                census = new Census { Id = id };
            }

            if (player.Minted > 0 || player.Received > 0)
            {
                census.Add(player.NetWorth);
                players++;
            }
        }

        bots += await KeepAsync(census, ct);
        return JobOutcome.Well(string.Create(CultureInfo.InvariantCulture, $"{players} players of {bots} bots counted"));
    }

    /// <returns>How many were kept.</returns>
    private async Task<int> KeepAsync(Census? census, CancellationToken ct)
    {
        if (census is null)
        {
            return 0;
        }

        census.TakenAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        census.Version = (await store.FindAsync<Census>(census.Id, ct))?.Version ?? 0;
        // Whoever was faster counted the same players.
        await store.CommitAsync(census.Version == 0 ? new Commit().Insert(census) : new Commit().Replace(census), ct);
        return 1;
    }
}
