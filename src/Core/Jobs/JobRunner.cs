using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Jobs;

/// <summary>What became of the wish to run a job.</summary>
public abstract record JobResult
{
    private JobResult()
    {
    }

    /// <summary>It ran here, to its end or not.</summary>
    public sealed record Ran(JobOutcome Outcome) : JobResult;

    /// <summary>It is being run elsewhere.</summary>
    /// <param name="Until">When that run's lease ends, unless it is renewed.</param>
    public sealed record Busy(DateTimeOffset Until) : JobResult;

    /// <summary>Somebody else has done it, or its time has not come.</summary>
    public sealed record NotDue(DateTimeOffset Next) : JobResult;
}

/// <summary>
/// Runs jobs, each at most once at a time over all processes that share the store: who writes the lease first runs, renews it meanwhile and
/// gives it back at the end. A run whose process died is found by its lease and run again.
/// </summary>
public sealed class JobRunner(JobTable table, IStore store, TimeProvider time, ILogger<JobRunner> log)
{
    /// <summary>How long a process may be silent before its run counts as dead.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>To write down how a run ended.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Runs a job whether or not it is due: for a head with timers of its own, and for an operator.</summary>
    /// <param name="name">Of the job table.</param>
    /// <param name="ct">The process stops: the run is cancelled and given back.</param>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    /// <exception cref="StoreException">The lease could not be had.</exception>
    /// <exception cref="OperationCanceledException">It was given back.</exception>
    public Task<JobResult> RunAsync(string name, CancellationToken ct) => RunAsync(Find(name), onlyWhenDue: false, ct);

    /// <summary>Runs a job if its tick has come and nobody has seen to it: for a clock that several processes have.</summary>
    /// <inheritdoc cref="RunAsync(string, CancellationToken)"/>
    public Task<JobResult> RunDueAsync(string name, CancellationToken ct) => RunAsync(Find(name), onlyWhenDue: true, ct);

    private Job Find(string name) => table.Find(name) ?? throw new ArgumentException($"There is no job {name}.", nameof(name));

    private async Task<JobResult> RunAsync(Job job, bool onlyWhenDue, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var record = await store.FindAsync<JobRecord>(job.Name, ct) ?? new JobRecord { Id = job.Name, KnownSince = now };
        if (record.IsRunning(now))
        {
            Instruments.Jobs.Record(0, new("job", job.Name), new("outcome", "skipped"));
            return new JobResult.Busy(record.LeaseUntil!.Value);
        }

        if (onlyWhenDue && record.DueAt(job.Schedule) is var due && due > now)
        {
            if (record.Version == 0)
            {
                await store.CommitAsync(new Commit().Insert(record), ct);
            }

            return new JobResult.NotDue(due);
        }

        record.Begin(now, Lease);
        return await store.CommitAsync(record.Version == 0 ? new Commit().Insert(record) : new Commit().Replace(record), ct) is CommitOutcome.Committed
            ? new JobResult.Ran(await HoldAsync(job, record, ct))
            : new JobResult.Busy(now + Lease);
    }

    /// <summary>The run itself, under a lease that was just taken.</summary>
    private async Task<JobOutcome> HoldAsync(Job job, JobRecord record, CancellationToken ct)
    {
        var run = new JobRun(record.Fence, record.Attempt, record.StartedAt!.Value);
        var lease = new JobLease(record, store, time);
        JobOutcome? outcome;
        await using (lease)
        {
            using var patience = new CancellationTokenSource(job.Longest, time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, lease.Lost, ct);
            outcome = await AttemptAsync(job, run, lease.Lost, ct, any.Token);
        }

        await SettleAsync(job, record, lease, outcome);
        ct.ThrowIfCancellationRequested();
        return outcome ?? JobOutcome.Bad("It was stopped.");
    }

    /// <summary>Null: the process stops.</summary>
    private async Task<JobOutcome?> AttemptAsync(Job job, JobRun run, CancellationToken lost, CancellationToken stop, CancellationToken any)
    {
        Task<JobOutcome>? work = null;
        try
        {
            return await (work = job.RunAsync(run, any)).WaitAsync(any);
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested)
        {
            // Until it has really stopped the lease is kept, or the next run would begin beside it.
            await Task.WhenAny(work ?? Task.CompletedTask, Task.Delay(Lease / 2, time, CancellationToken.None));
            return stop.IsCancellationRequested ? null
                : lost.IsCancellationRequested ? JobOutcome.Bad("Its lease was lost, so it was stopped.")
                : JobOutcome.Bad($"It took longer than {job.Longest.TotalMinutes:N0} minutes and was stopped.");
        }
        catch (StoreException fault)
        {
            Log.JobFailed(log, fault, job.Name, run.Attempt);
            return JobOutcome.Bad(fault.Message);
        }
        catch (Exception bug)
        {
            Log.JobFailed(log, bug, job.Name, run.Attempt);
            return JobOutcome.Bad($"It broke with {bug.GetType().Name}, fingerprint {Apology.Fingerprint(bug)}.");
        }
    }

    /// <summary>Writes down how the run ended, unless somebody else has taken it over. If that fails, the lease ends by itself and the run is repeated.</summary>
    private async Task SettleAsync(Job job, JobRecord record, JobLease lease, JobOutcome? outcome)
    {
        if (lease.Lost.IsCancellationRequested)
        {
            Log.JobLeaseLost(log, job.Name);
            return;
        }

        if (outcome is null)
        {
            record.GiveBack(time.GetUtcNow());
        }
        else
        {
            var now = time.GetUtcNow();
            record.Finish(now, outcome);
            Instruments.Jobs.Record((now - record.StartedAt!.Value).TotalMilliseconds, new("job", job.Name), new("outcome", outcome.IsWell ? "done" : "failed"));
        }

        try
        {
            using var patience = new CancellationTokenSource(Farewell, time);
            if (await store.CommitAsync(new Commit().Replace(record), patience.Token).WaitAsync(patience.Token) is CommitOutcome.Conflict)
            {
                Log.JobLeaseLost(log, job.Name);
            }
        }
        catch (Exception failure) when (failure is StoreException or OperationCanceledException)
        {
            Log.JobNotRecorded(log, failure, job.Name);
        }
    }
}
