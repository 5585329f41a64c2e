using System.Collections.Concurrent;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Local.Tests;

public sealed class JobClockTests
{
    private readonly Minutely _job = new();

    [Fact]
    public async Task Runs_every_tick_once_however_many_processes_have_a_clock()
    {
        await using var bot = await StartAsync();
        await using var other = await StartAsync(bot);

        await PassUntilAsync(bot, () => _job.Runs.Count >= 5);

        Assert.Distinct(_job.Runs.Select(run => run.StartedAt.ToUnixTimeSeconds() / 60));
        Assert.Equal(Enumerable.Range(1, _job.Runs.Count).Select(number => (long)number), _job.Runs.Select(run => run.Fence));
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task A_clock_that_was_stopped_makes_up_for_the_missed_ticks_once()
    {
        await using var bot = await StartAsync();
        await PassUntilAsync(bot, () => _job.Runs.Count == 1);
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<JobRecord>()).Any(record => record is { Id: "Minutely", FinishedAt: not null }));
        var before = _job.Runs.Count;
        await bot.RestartAfterAsync(TimeSpan.FromHours(5));

        await Until.IsTrueAsync(() => _job.Runs.Count == before + 1);
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<JobRecord>()).Any(record => record is { Id: "Minutely", FinishedAt: not null } && record.Fence == before + 1));
        Assert.IsType<JobResult.NotDue>(await bot.Part<JobRunner>().RunDueAsync("Minutely", CancellationToken.None));
    }

    [Fact]
    public async Task One_long_job_keeps_no_other_waiting()
    {
        await using var bot = await StartAsync();
        var end = new TaskCompletionSource();
        _job.Act = () => end.Task;

        await PassUntilAsync(bot, () => _job.Runs.Count == 1);
        await PassUntilAsync(bot, async () => (await bot.EverythingAsync<JobRecord>()).Any(record => record is { Id: "OutboxSweep", Fence: >= 3 }));

        Assert.Single(_job.Runs);
        end.SetResult();
    }

    [Fact]
    public async Task A_store_that_fails_stops_no_clock()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { RunsJobs = true, Jobs = [_job], Around = faulty.Around });
        faulty.Before = _ => throw new Core.Storage.StoreException(Core.Storage.StoreFault.Busy, "Busy.");
        await PassUntilAsync(bot, () => bot.Log.Troubles.Any(line => line.Contains("could not run job Minutely", StringComparison.Ordinal)));

        faulty.Before = _ => Task.CompletedTask;

        await PassUntilAsync(bot, () => _job.Runs.Count >= 1);
    }

    private Task<Bot> StartAsync(Bot? beside = null) => Bot.StartAsync(new BotOptions { RunsJobs = true, Jobs = [_job], Beside = beside });

    private static Task<bool> PassUntilAsync(Bot bot, Func<bool> isSo) => PassUntilAsync(bot, () => Task.FromResult(isSo()));

    private static Task<bool> PassUntilAsync(Bot bot, Func<Task<bool>> isSo) => bot.PassTimeAsync(TrueAsync(isSo), speed: 120);

    private static async Task<bool> TrueAsync(Func<Task<bool>> isSo)
    {
        await Until.IsTrueAsync(isSo);
        return true;
    }

    private sealed class Minutely() : Job("Minutely", "0 * * * * *")
    {
        private readonly ConcurrentQueue<JobRun> _runs = new();

        public IReadOnlyList<JobRun> Runs => [.. _runs];

        public Func<Task> Act { get; set; } = () => Task.CompletedTask;

        public override async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
        {
            _runs.Enqueue(run);
            await Act();
            return JobOutcome.Well("done");
        }
    }
}
