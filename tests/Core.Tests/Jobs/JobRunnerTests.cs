using FlippyFlip.Contracts;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Jobs;

public sealed class JobRunnerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ProbeJob _probe = new();

    [Fact]
    public async Task Runs_a_job_and_records_how_it_ended()
    {
        await using var bot = await StartAsync();

        var result = await bot.Part<JobRunner>().RunAsync("probe", None);

        Assert.Equal(new JobResult.Ran(JobOutcome.Well("done")), result);
        Assert.Equal(new JobRun(1, 1, TestClock.Start), Assert.Single(_probe.Runs));
        var record = await RecordAsync(bot);
        Assert.Equal((TestClock.Start, TestClock.Start, TestClock.Start, "done", true, 1), (record.StartedAt, record.FinishedAt, record.LastSuccessAt, record.Outcome, record.HasSucceeded, record.Attempt));
        Assert.Null(record.LeaseUntil);
        Assert.Equal(TestClock.Start.AddHours(1), record.DueAt(_probe.Schedule));
    }

    [Fact]
    public async Task Knows_only_the_jobs_of_the_table()
    {
        await using var bot = await StartAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => bot.Part<JobRunner>().RunAsync("Prober", None));

        Assert.StartsWith("There is no job Prober.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new JobTable([_probe, new ProbeJob()]));
    }

    [Fact]
    public async Task Two_processes_do_not_run_a_job_at_once()
    {
        await using var bot = await StartAsync();
        await using var other = await StartAsync(bot);
        var end = new TaskCompletionSource<JobOutcome>();
        _probe.Act = _ => end.Task;

        var first = bot.Part<JobRunner>().RunAsync("Probe", None);
        await Until.IsTrueAsync(() => _probe.Runs.Count == 1);
        var second = await other.Part<JobRunner>().RunAsync("Probe", None);
        end.SetResult(JobOutcome.Well("at last"));

        Assert.Equal(new JobResult.Busy(TestClock.Start.AddMinutes(2)), second);
        Assert.Equal(new JobResult.Ran(JobOutcome.Well("at last")), await first);
        Assert.IsType<JobResult.Ran>(await other.Part<JobRunner>().RunAsync("Probe", None));
        Assert.Equal([1, 2], _probe.Runs.Select(run => run.Fence));
    }

    [Fact]
    public async Task Of_many_that_start_together_one_runs()
    {
        await using var bot = await StartAsync();
        await using var other = await StartAsync(bot);
        var end = new TaskCompletionSource<JobOutcome>();
        _probe.Act = _ => end.Task;

        var all = Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? bot : other).Part<JobRunner>().RunAsync("Probe", None))).ToList();
        await Until.IsTrueAsync(() => all.Count(each => each.IsCompleted) == 19);
        end.SetResult(JobOutcome.Well("alone"));

        Assert.Single(await Task.WhenAll(all), result => result is JobResult.Ran);
        Assert.Single(_probe.Runs);
    }

    [Fact]
    public async Task A_long_run_keeps_its_lease()
    {
        await using var bot = await StartAsync();
        var end = new TaskCompletionSource<JobOutcome>();
        _probe.Act = _ => end.Task;
        var run = bot.Part<JobRunner>().RunAsync("Probe", None);
        await Until.IsTrueAsync(() => _probe.Runs.Count == 1);
        for (var i = 1; i <= 10; i++)
        {
            await RenewAsync(bot);
        }

        Assert.Equal(new JobResult.Busy(TestClock.Start.AddMinutes(7)), await bot.Part<JobRunner>().RunAsync("Probe", None));
        end.SetResult(JobOutcome.Well("late"));
        Assert.Equal(new JobResult.Ran(JobOutcome.Well("late")), await run);
    }

    [Fact]
    public async Task The_run_of_a_process_that_died_is_found_by_its_lease_and_run_again()
    {
        await using var bot = await StartAsync();
        await DieInTheMiddleAsync(bot);

        Assert.Equal(new JobResult.Busy(TestClock.Start.AddMinutes(2)), await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        bot.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        Assert.Equal(new JobRun(2, 2, TestClock.Start.AddMinutes(2)), Assert.Single(_probe.Runs));
        Assert.Equal(new JobResult.NotDue(TestClock.Start.AddHours(1)), await bot.Part<JobRunner>().RunDueAsync("Probe", None));
    }

    [Fact]
    public async Task Who_lost_the_lease_is_stopped_and_records_nothing()
    {
        await using var bot = await StartAsync();
        _probe.Act = async ct =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return JobOutcome.Well("never");
        };
        var run = bot.Part<JobRunner>().RunAsync("Probe", None);
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<JobRecord>()).Count == 1);
        var taken = await RecordAsync(bot);
        taken.Begin(bot.Clock.GetUtcNow(), JobRunner.Lease);
        await bot.Store.CommitAsync(new Commit().Replace(taken), None);

        var result = await bot.PassTimeAsync(run, speed: 100);

        Assert.Equal(new JobResult.Ran(JobOutcome.Bad("Its lease was lost, so it was stopped.")), result);
        var record = await RecordAsync(bot);
        Assert.Equal((2, null, null), (record.Fence, record.FinishedAt, record.Outcome));
        Assert.Contains("Job Probe lost its lease", Assert.Single(bot.Log.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_tried_again_sooner_than_the_schedule_says_but_not_for_ever()
    {
        await using var bot = await StartAsync();
        _probe.Act = _ => Task.FromResult(JobOutcome.Bad("the disk is full"));
        List<DateTimeOffset> due = [];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(new JobResult.Ran(JobOutcome.Bad("the disk is full")), await bot.Part<JobRunner>().RunAsync("Probe", None));
            due.Add((await RecordAsync(bot)).DueAt(_probe.Schedule));
            bot.Clock.SetUtcNow(due[^1]);
        }

        Assert.Equal([TestClock.Start.AddMinutes(1), TestClock.Start.AddMinutes(3), TestClock.Start.AddHours(1), TestClock.Start.AddHours(2)], due);
        Assert.Equal([1, 2, 3, 4], _probe.Runs.Select(run => run.Attempt));
        _probe.Act = _ => Task.FromResult(JobOutcome.Well("better"));
        await bot.Part<JobRunner>().RunAsync("Probe", None);
        await bot.Part<JobRunner>().RunAsync("Probe", None);
        Assert.Equal([5, 1], _probe.Runs.Skip(4).Select(run => run.Attempt));
    }

    [Fact]
    public async Task What_a_job_throws_becomes_a_sentence_without_the_exception_s_own_words()
    {
        await using var bot = await StartAsync();
        _probe.Act = _ => throw new StoreException(StoreFault.Full, "The disk is full.");
        var full = await bot.Part<JobRunner>().RunAsync("Probe", None);
        _probe.Act = _ => throw new InvalidOperationException("password=hunter2");

        var broken = Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("Probe", None));

        Assert.Equal(new JobResult.Ran(JobOutcome.Bad("The disk is full.")), full);
        Assert.Matches("^It broke with InvalidOperationException, fingerprint [0-9a-f]{8}\\.$", broken.Outcome.Sentence);
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_stopped()
    {
        await using var bot = await StartAsync();
        _probe.Act = async ct =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return JobOutcome.Well("never");
        };

        var run = bot.Part<JobRunner>().RunAsync("Probe", None);
        await Until.IsTrueAsync(() => _probe.Runs.Count == 1);
        for (var passed = JobRunner.Lease / 4; passed < _probe.Longest; passed += JobRunner.Lease / 4)
        {
            await RenewAsync(bot);
        }

        bot.Clock.Advance(JobRunner.Lease / 4);
        var result = await run;

        Assert.Equal(new JobResult.Ran(JobOutcome.Bad("It took longer than 10 minutes and was stopped.")), result);
    }

    [Fact]
    public async Task A_process_that_stops_gives_the_run_back_and_the_next_one_does_it_at_once()
    {
        await using var bot = await StartAsync();
        using var stop = new CancellationTokenSource();
        _probe.Act = async ct =>
        {
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
            return JobOutcome.Well("never");
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.Part<JobRunner>().RunAsync("Probe", stop.Token));
        _probe.Act = _ => Task.FromResult(JobOutcome.Well("done"));

        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        Assert.Equal([(1, 1), (2, 1)], _probe.Runs.Select(run => (run.Fence, run.Attempt)));
    }

    [Fact]
    public async Task A_job_seen_for_the_first_time_waits_for_its_tick()
    {
        await using var bot = await StartAsync();

        Assert.Equal(new JobResult.NotDue(TestClock.Start.AddHours(1)), await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        bot.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunDueAsync("Probe", None));
    }

    [Fact]
    public async Task Ticks_that_were_missed_are_made_up_for_once()
    {
        await using var bot = await StartAsync();
        await bot.Part<JobRunner>().RunAsync("Probe", None);
        bot.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(20));
        await bot.RestartAsync();

        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        Assert.Equal(new JobResult.NotDue(TestClock.Start.AddDays(3).AddHours(1)), await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        Assert.Equal(2, _probe.Runs.Count);
    }

    [Fact]
    public async Task A_run_whose_end_cannot_be_recorded_is_run_again_when_its_lease_ends()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Jobs = [_probe], Around = faulty.Around });
        _probe.Act = _ =>
        {
            faulty.Before = operation => operation == StoreOperation.Commit ? throw new StoreException(StoreFault.Full, "The disk is full.") : Task.CompletedTask;
            return Task.FromResult(JobOutcome.Well("done"));
        };
        Assert.Equal(new JobResult.Ran(JobOutcome.Well("done")), await bot.Part<JobRunner>().RunAsync("Probe", None));
        faulty.Before = _ => Task.CompletedTask;
        _probe.Act = _ => Task.FromResult(JobOutcome.Well("done again"));

        Assert.IsType<JobResult.Busy>(await bot.Part<JobRunner>().RunDueAsync("Probe", None));
        bot.Clock.Advance(JobRunner.Lease);
        Assert.Equal(new JobResult.Ran(JobOutcome.Well("done again")), await bot.Part<JobRunner>().RunDueAsync("Probe", None));
    }

    private Task<Bot> StartAsync(Bot? beside = null) => Bot.StartAsync(new BotOptions { Jobs = [_probe], Beside = beside });

    /// <summary>Lets time pass until a running job has renewed its lease. Each renewal makes two timers: its own patience, and then the wait for the next.</summary>
    private static async Task RenewAsync(Bot bot)
    {
        var made = bot.Clock.TimersMade(JobRunner.Lease / 4);
        bot.Clock.Advance(JobRunner.Lease / 4);
        await Until.IsTrueAsync(() => bot.Clock.TimersMade(JobRunner.Lease / 4) >= made + 2);
    }

    /// <summary>What a process leaves behind that is killed in the middle of a run.</summary>
    private static async Task DieInTheMiddleAsync(Bot bot)
    {
        var record = new JobRecord { Id = "Probe", KnownSince = bot.Clock.GetUtcNow() };
        record.Begin(bot.Clock.GetUtcNow(), JobRunner.Lease);
        await bot.Store.CommitAsync(new Commit().Insert(record), None);
    }

    private static async Task<JobRecord> RecordAsync(Bot bot) => Assert.Single(await bot.EverythingAsync<JobRecord>());
}
