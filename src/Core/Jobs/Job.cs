namespace FlippyFlip.Core.Jobs;

/// <summary>
/// Work that is done by the clock. The runner sees to it that one process at a time does it; the job sees to it that doing it twice, or again
/// after it was cut off anywhere, is the same as doing it once.
/// </summary>
/// <param name="name">Unique, as people type it and as a head names its timer, such as <c>OutboxSweep</c>; 1..60 letters.</param>
/// <param name="schedule">NCRONTAB, six fields, UTC; checked here.</param>
/// <exception cref="ArgumentException">The schedule is not one.</exception>
public abstract class Job(string name, string schedule)
{
    public string Name { get; } = name;

    public Schedule Schedule { get; } = new(schedule);

    /// <summary>A run that takes longer is cancelled and counts as failed.</summary>
    public virtual TimeSpan Longest => TimeSpan.FromMinutes(30);

    /// <param name="run">Which run this is.</param>
    /// <param name="ct">Ends the run: the process stops, the lease was lost, or it took too long. Must be heeded.</param>
    /// <returns>What came of it. What is thrown instead is a bug or a broken machine, and counts as failed.</returns>
    public abstract Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct);
}

/// <summary>One run of a job.</summary>
/// <param name="Fence">Grows with every run of this job: what is written outside the store under a lower number is of a run that lost its lease.</param>
/// <param name="Attempt">1, or more when the runs before it did not succeed.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record JobRun(long Fence, int Attempt, DateTimeOffset StartedAt);

/// <summary>What came of a run.</summary>
/// <param name="IsWell">False: it did not reach its end, and is tried again.</param>
/// <param name="Sentence">One line for an operator, without secrets, such as <c>3 sent, 0 put off</c>.</param>
public sealed record JobOutcome(bool IsWell, string Sentence)
{
    public static JobOutcome Well(string sentence) => new(true, sentence);

    public static JobOutcome Bad(string sentence) => new(false, sentence);
}

/// <summary>Every job of the product, in the order they were registered.</summary>
public sealed class JobTable
{
    /// <exception cref="ArgumentException">Two jobs have one name.</exception>
    public JobTable(IEnumerable<Job> jobs)
    {
        All = [.. jobs];
        if (All.GroupBy(job => job.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two jobs are called {twice.Key}.", nameof(jobs));
        }
    }

    public IReadOnlyList<Job> All { get; }

    /// <summary>Whatever the case. Null: there is none.</summary>
    public Job? Find(string name) => All.FirstOrDefault(job => string.Equals(job.Name, name, StringComparison.OrdinalIgnoreCase));
}
