using System.Collections.Concurrent;
using FlippyFlip.Core.Jobs;

namespace FlippyFlip.Core.Tests.Jobs;

/// <summary>A job that does what the test says, and remembers its runs.</summary>
internal sealed class ProbeJob(string schedule = "0 0 * * * *") : Job("Probe", schedule)
{
    private readonly ConcurrentQueue<JobRun> _runs = new();

    public Func<CancellationToken, Task<JobOutcome>> Act { get; set; } = _ => Task.FromResult(JobOutcome.Well("done"));

    public IReadOnlyList<JobRun> Runs => [.. _runs];

    public override TimeSpan Longest => TimeSpan.FromMinutes(10);

    public override Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        _runs.Enqueue(run);
        return Act(ct);
    }
}
