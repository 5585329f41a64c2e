using FlippyFlip.Core.Jobs;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local;

/// <summary>Runs the job table by this process's clock. Several processes may have one: a tick is run once, and one that was missed is made up for once.</summary>
/// <param name="store">The clock starts when it is open.</param>
/// <param name="settings">Whether it starts at all.</param>
/// <param name="makeTable">Makes the table.</param>
/// <param name="makeRunner">Makes the runner.</param>
/// <param name="time">The clock itself.</param>
/// <param name="log">Of what fails.</param>
internal sealed class JobClock(
    OpeningStore store, Settings settings, Func<JobTable> makeTable, Func<JobRunner> makeRunner, TimeProvider time, ILogger<JobClock> log) : BackgroundService
{
    /// <summary>The machine may sleep or its clock be set, which no timer tells.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await store.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested || !settings.RunsJobs)
        {
            return;
        }

        var runner = makeRunner();
        await Task.WhenAll(makeTable().All.Select(job => Task.Run(() => KeepAsync(job, runner, stoppingToken), CancellationToken.None)));
    }

    /// <summary>One job, tick after tick. Others do not wait for it.</summary>
    private async Task KeepAsync(Job job, JobRunner runner, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var wait = await RunAsync(job, runner, ct);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How long to wait before looking again.</returns>
    private async Task<TimeSpan> RunAsync(Job job, JobRunner runner, CancellationToken ct)
    {
        try
        {
            return await runner.RunDueAsync(job.Name, ct) switch
            {
                JobResult.Busy busy => Until(busy.Until),
                JobResult.NotDue notDue => Until(notDue.Next),
                _ => TimeSpan.Zero,
            };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception failure)
        {
            Log.JobClockFailed(log, failure, job.Name);
            return PauseAfterFailure;
        }
    }

    /// <summary>A millisecond at least, so that a clock that is set back cannot make a circle of it.</summary>
    private TimeSpan Until(DateTimeOffset moment) =>
        moment - time.GetUtcNow() is var wait && wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1);
}
