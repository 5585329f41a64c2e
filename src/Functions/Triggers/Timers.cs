using FlippyFlip.Core.Jobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Triggers;

/// <summary>
/// One timer for each job, by the job's own schedule (a test compares them). The host fires a timer on one instance only; the runner's lease holds
/// where the host does not, such as against an operator's run.
/// </summary>
public sealed class Timers(JobRunner runner, ILogger<Timers> log)
{
    [Function("Backup")]
    public Task BackupAsync([TimerTrigger("0 0 3 * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("Backup", timer, ct);

    [Function("BackupVerification")]
    public Task BackupVerificationAsync([TimerTrigger("0 0 5 * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("BackupVerification", timer, ct);

    [Function("OutboxSweep")]
    public Task OutboxSweepAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken ct) => RunAsync("OutboxSweep", timer, ct);

    private async Task RunAsync(string job, TimerInfo timer, CancellationToken ct)
    {
        var result = await runner.RunAsync(job, ct);
        if (result is JobResult.Busy)
        {
            Log.JobBusy(log, job, timer.IsPastDue);
        }
    }
}
