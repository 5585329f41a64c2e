using System.Globalization;
using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.PersonalData;

/// <summary>
/// Erases who asked for it three days ago: first all that hangs on the player, then in one commit the player and the request, leaving a tombstone. Cut off
/// anywhere, the request is still there and the next run goes on; done twice, it finds nothing.
/// </summary>
public sealed class ErasureJob(SessionParts parts, ILogger<ErasureJob> log) : Job("Erasure", "45 */5 * * * *")
{
    /// <summary>Somebody may act on the player meanwhile, such as an operator.</summary>
    private const int MostAttempts = 3;

    private IStore Store => parts.Store;

    public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (erased, left, failed) = (0, 0, 0);
        await foreach (var erasure in Store.EveryAsync(Erasure.ByDue.Where().Between(null, Now()), ct))
        {
            try
            {
                _ = await BeginAsync(erasure, ct) && await FinishAsync(erasure, ct) ? erased++ : left++;
            }
            catch (StoreException failure)
            {
                // Those behind are not to wait for one that does not go.
                Log.SweepItemFailed(log, failure, Name);
                failed++;
            }
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"{erased} erased{(left > 0 ? $", {left} overtaken and left for the next run" : "")}{(failed > 0 ? $", {failed} failed" : "")}");
        return failed > 0 ? JobOutcome.Bad(sentence) : JobOutcome.Well(sentence);
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(parts.Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>From here on it cannot be taken back, since what takes it back replaces the same document.</summary>
    private async Task<bool> BeginAsync(Erasure erasure, CancellationToken ct)
    {
        if (erasure.BegunAt is not null)
        {
            return true;
        }

        erasure.BegunAt = Now();
        return await Store.CommitAsync(new Commit().Replace(erasure), ct) is CommitOutcome.Committed;
    }

    private async Task<bool> FinishAsync(Erasure erasure, CancellationToken ct)
    {
        var subject = Subject.Of(erasure.Player, parts.Pepper.Span);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            // Read before its parts are erased: if it gets another one meanwhile, its version is another and all begins anew.
            var player = await Store.FindAsync<Player>(subject.Player, ct);
            foreach (var holding in Holdings.All)
            {
                await holding.EraseAsync(Store, subject, ct);
            }

            if (await Store.CommitAsync(await LastAsync(erasure, subject, player, ct), ct) is CommitOutcome.Committed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The player with all coins, the request, and what stays: a tombstone, and how many coins were burned with a player whom only the hash names.</summary>
    private async Task<Commit> LastAsync(Erasure erasure, Subject subject, Player? player, CancellationToken ct)
    {
        var now = Now();
        var commit = new Commit().Delete(erasure);
        var before = await Store.FindAsync<Tombstone>(subject.Tombstone, ct);
        if (before is null)
        {
            commit.Insert(Tombstone.Of(subject.Tombstone, player, now));
        }
        else if (player is not null)
        {
            var tombstone = Tombstone.Of(subject.Tombstone, player, now);
            tombstone.Version = before.Version;
            commit.Replace(tombstone);
        }

        if (player is not null)
        {
            commit.Delete(player);
        }

        var id = AuditDay.IdOf(subject.Bot, now);
        var day = await Store.FindAsync<AuditDay>(id, ct) ?? new AuditDay { Id = id };
        var coins = string.Create(CultureInfo.InvariantCulture, $"{player?.Balances.Total ?? 0} coins burned");
        commit.Insert(day.Append(now, subject.Bot, "erasure", subject.Tombstone, coins, default));
        return day.Version == 0 ? commit.Insert(day) : commit.Replace(day);
    }
}
