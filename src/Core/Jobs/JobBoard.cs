using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Jobs;

/// <summary>How a job stands.</summary>
/// <param name="Job">Of the table.</param>
/// <param name="Record">Null: no process has seen it yet.</param>
/// <param name="Next">When it should run next.</param>
/// <param name="IsRunning">A live process is at it.</param>
/// <param name="IsOverdue">It should have begun a while ago: no clock runs, or the store refuses.</param>
public sealed record JobState(Job Job, JobRecord? Record, DateTimeOffset Next, bool IsRunning, bool IsOverdue)
{
    /// <summary>False: an operator should look.</summary>
    public bool IsWell => !IsOverdue && (Record is not { Outcome: not null } || Record.HasSucceeded);
}

/// <summary>How all jobs stand, in one round trip.</summary>
public sealed class JobBoard(JobTable table, IStore store, TimeProvider time)
{
    /// <summary>A clock that is late by less is only slow.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<JobState>> ReadAsync(CancellationToken ct)
    {
        var records = await store.FindManyAsync<JobRecord>([.. table.All.Select(job => job.Name)], ct);
        var now = time.GetUtcNow();
        return [.. table.All.Select(job => StateOf(job, records.FirstOrDefault(record => record.Id == job.Name), now))];
    }

    private static JobState StateOf(Job job, JobRecord? record, DateTimeOffset now)
    {
        var next = record?.DueAt(job.Schedule) ?? job.Schedule.NextAfter(now);
        var isRunning = record?.IsRunning(now) ?? false;
        return new JobState(job, record, next, isRunning, !isRunning && next + Grace < now);
    }
}
