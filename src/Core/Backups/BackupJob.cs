using System.Globalization;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Telemetry;

namespace FlippyFlip.Core.Backups;

/// <summary>Makes the day's backup and throws away those that <see cref="Retention"/> does not keep.</summary>
public sealed class BackupJob(Safekeeping safekeeping) : Job("Backup", "0 0 3 * * *")
{
    /// <summary>A run that is cut off goes on with its parts at the next attempt.</summary>
    public override TimeSpan Longest => TimeSpan.FromHours(2);

    public override Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct) => ExplainAsync(async () =>
    {
        var made = await safekeeping.RunAsync(null, ct);
        Instruments.BackupSize.Record(made.Manifest.Length);
        var pruned = await safekeeping.PruneAsync(ct);
        return JobOutcome.Well(string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Manifest.Documents:N0} documents in {made.Manifest.Length / 1024:N0} kB{(made.WasResumed ? ", resumed" : "")}; {pruned.Kept.Count} kept, {pruned.Deleted.Count} deleted"));
    });

    /// <summary>What is expected to go wrong with backups is a sentence, not a bug.</summary>
    internal static async Task<JobOutcome> ExplainAsync(Func<Task<JobOutcome>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception expected) when (expected is BackupException or ArchiveException or SecretException)
        {
            return JobOutcome.Bad(expected.Message);
        }
    }
}
