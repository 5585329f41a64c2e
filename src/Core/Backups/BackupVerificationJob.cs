using System.Globalization;
using FlippyFlip.Core.Jobs;

namespace FlippyFlip.Core.Backups;

/// <summary>Reads the newest backup to the last byte; on Sundays restores it into a scratch store as well, which is what it is for.</summary>
public sealed class BackupVerificationJob(Safekeeping safekeeping) : Job("BackupVerification", "0 0 5 * * *")
{
    private const int MostProblems = 3;

    public override TimeSpan Longest => TimeSpan.FromHours(2);

    public override Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct) => BackupJob.ExplainAsync(async () =>
    {
        var found = await safekeeping.VerifyLatestAsync(null, ct);
        if (!found.IsGood)
        {
            return Bad(found.Manifest.Id, found.Problems);
        }

        if (run.StartedAt.DayOfWeek != DayOfWeek.Sunday)
        {
            return JobOutcome.Well(string.Create(CultureInfo.InvariantCulture, $"{found.Manifest.Id} is good: {found.Documents:N0} documents read"));
        }

        var drill = await safekeeping.DrillAsync(found.Manifest.Id, null, ct);
        return drill.IsGood
            ? JobOutcome.Well(string.Create(CultureInfo.InvariantCulture, $"{found.Manifest.Id} is good: {drill.Restored.Documents:N0} documents restored and compared"))
            : Bad(found.Manifest.Id, drill.Problems);
    });

    private static JobOutcome Bad(string id, IReadOnlyList<string> problems) =>
        JobOutcome.Bad($"{id}: {string.Join(' ', problems.Take(MostProblems))}{(problems.Count > MostProblems ? $" And {problems.Count - MostProblems} more." : "")}");
}
