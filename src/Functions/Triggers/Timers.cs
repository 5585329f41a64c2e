using FlippyFlip.Core.Jobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Triggers;

/// <summary>
/// One timer for each job, by the job's own schedule (a test compares them), and one that makes up for what failed or was cut off. The host fires a
/// timer on one instance only; the runner's lease holds where the host does not, such as against an operator's run.
/// </summary>
public sealed class Timers(JobRunner runner, JobTable table, ILogger<Timers> log)
{
    [Function("Backup")]
    public Task BackupAsync([TimerTrigger("0 0 3 * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("Backup", timer, ct);

    [Function("BackupVerification")]
    public Task BackupVerificationAsync([TimerTrigger("0 0 5 * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("BackupVerification", timer, ct);

    [Function("OutboxSweep")]
    public Task OutboxSweepAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("OutboxSweep", timer, ct);

    [Function("TableSweep")]
    public Task TableSweepAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("TableSweep", timer, ct);

    [Function("ReminderSweep")]
    public Task ReminderSweepAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("ReminderSweep", timer, ct);

    [Function("WealthCensus")]
    public Task WealthCensusAsync([TimerTrigger("0 20 */6 * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("WealthCensus", timer, ct);

    [Function("Erasure")]
    public Task ErasureAsync([TimerTrigger("45 */5 * * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("Erasure", timer, ct);

    /// <summary>A timer of its own, since a backup that is made up for may take hours and the sweep cannot wait; at a second that no job has, or it would run what that job's timer is about to run.</summary>
    [Function("JobRetries")]
    public async Task JobRetriesAsync([TimerTrigger("50 * * * * *")] TimerInfo timer, CancellationToken ct)
    {
        // Whether this tick is late does not matter: the records know what is due.
        _ = timer;
        Check(await Task.WhenAll(table.All.Select(job => runner.RunDueAsync(job.Name, ct))));
    }

    private async Task RunAsync(string job, TimerInfo timer, CancellationToken ct)
    {
        var result = await runner.RunAsync(job, ct);
        if (result is JobResult.Busy)
        {
            Log.JobBusy(log, job, timer.IsPastDue);
        }

        Check(result);
    }

    /// <exception cref="JobFailedException">One of them did not reach its end: the host counts and shows a failure only when something is thrown.</exception>
    private static void Check(params JobResult[] results)
    {
        var failures = results.OfType<JobResult.Ran>().Where(ran => !ran.Outcome.IsWell).Select(ran => ran.Outcome.Sentence).ToList();
        if (failures.Count > 0)
        {
            throw new JobFailedException(string.Join(' ', failures));
        }
    }
}
