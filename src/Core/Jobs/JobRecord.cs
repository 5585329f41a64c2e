using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Jobs;

/// <summary>What is known about one job: its last run, and the lease of the run under way. The id is the job's name.</summary>
public sealed class JobRecord : Document, IDocument<JobRecord>
{
    /// <summary>Runs in a row that are tried again before their tick; after that many failures the schedule alone decides.</summary>
    public const int MostAttempts = 3;

    /// <summary>Before a failed run is tried again; twice that the second time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public static Collection<JobRecord> Collection { get; } = new("jobs", StoredJson.Default.JobRecord) { IsPassing = true };

    /// <summary>When the job was first seen: its first tick is the one after that.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>How often a lease was taken.</summary>
    public long Fence { get; set; }

    /// <summary>Null: it never ran.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Null: the run is under way, or was cut off.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Until then nobody else may run it. Null: no run is under way.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Runs since the last success, the last one included; 1 after one that succeeded at once.</summary>
    public int Attempt { get; set; }

    /// <summary>Whether the last finished run reached its end.</summary>
    public bool HasSucceeded { get; set; }

    /// <summary>The last finished run's sentence. Null: none finished yet.</summary>
    public string? Outcome { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public bool IsRunning(DateTimeOffset now) => StartedAt is not null && FinishedAt is null && LeaseUntil > now;

    /// <summary>When it should run next. A tick that was missed, however often, is due once.</summary>
    public DateTimeOffset DueAt(Schedule schedule)
    {
        var tick = schedule.NextAfter(StartedAt ?? KnownSince);
        DateTimeOffset? again = StartedAt is null || Attempt > MostAttempts ? null
            : FinishedAt is not { } finished ? LeaseUntil
            : HasSucceeded || Attempt == MostAttempts ? null
            : finished + (Pause * Attempt);
        return again < tick ? again.Value : tick;
    }

    public void Begin(DateTimeOffset now, TimeSpan lease)
    {
        Attempt = StartedAt is null || (FinishedAt is not null && HasSucceeded) ? 1 : Attempt + 1;
        Fence++;
        StartedAt = now;
        FinishedAt = null;
        LeaseUntil = now + lease;
    }

    public void Finish(DateTimeOffset now, JobOutcome outcome)
    {
        FinishedAt = now;
        LeaseUntil = null;
        HasSucceeded = outcome.IsWell;
        Outcome = outcome.Sentence;
        LastSuccessAt = outcome.IsWell ? now : LastSuccessAt;
    }

    /// <summary>The process stops in the middle of it: due at once, and no fault of the job's.</summary>
    public void GiveBack(DateTimeOffset now)
    {
        LeaseUntil = now;
        Attempt--;
    }
}
