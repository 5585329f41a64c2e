using System.Reflection;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Tests.Triggers;

public sealed class TimersTests(Azurite azurite)
{
    [Fact]
    public async Task The_host_lets_every_job_take_the_time_it_may_take()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        using var host = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Contracts.RepositoryRoot.Path, "host.json")));
        var limit = TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(bot.Parts.GetRequiredService<JobTable>().All, job => Assert.True(job.Longest < limit, job.Name));
    }

    [Fact]
    public async Task Every_job_has_a_timer_with_its_own_schedule()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var timers = typeof(Timers).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, method => method.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!.Schedule);
        Assert.True(timers.Remove("JobRetries", out var retries));
        Assert.Equal("50 * * * * *", retries);
        Assert.Equal(bot.Parts.GetRequiredService<JobTable>().All.ToDictionary(job => job.Name, job => job.Schedule.ToString()), timers);
    }

    [Fact]
    public async Task Retries_do_not_come_at_the_second_of_a_job()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var retries = typeof(Timers).GetMethod(nameof(Timers.JobRetriesAsync))!.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!.Schedule;
        Assert.DoesNotContain(Second(retries), bot.Parts.GetRequiredService<JobTable>().All.Select(job => Second(job.Schedule.ToString())));

        static string Second(string schedule) => schedule.Split(' ')[0];
    }

    [Fact]
    public async Task A_timer_runs_its_job()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        await bot.Function<Timers>().OutboxSweepAsync(new TimerInfo(), CancellationToken.None);
        var state = Assert.Single(await bot.Parts.GetRequiredService<JobBoard>().ReadAsync(CancellationToken.None), state => state.Job.Name == "OutboxSweep");
        Assert.True(state.IsWell);
        Assert.NotNull(state.Record);
    }

    [Fact]
    public async Task A_job_that_failed_is_told_to_the_host_and_made_up_for_when_its_pause_is_over()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var probe = new Probe(JobOutcome.Bad("The disk is full."), JobOutcome.Well("done"));
        var timers = With(bot, probe);
        await timers.JobRetriesAsync(new TimerInfo(), CancellationToken.None);
        Assert.Equal(0, probe.Runs);

        bot.Clock.Advance(TimeSpan.FromDays(1));
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => timers.JobRetriesAsync(new TimerInfo(), CancellationToken.None));
        await timers.JobRetriesAsync(new TimerInfo(), CancellationToken.None);
        Assert.Equal(("The disk is full.", 1), (failure.Message, probe.Runs));

        bot.Clock.Advance(JobRecord.Pause);
        await timers.JobRetriesAsync(new TimerInfo(), CancellationToken.None);
        await timers.JobRetriesAsync(new TimerInfo(), CancellationToken.None);
        Assert.Equal(2, probe.Runs);
    }

    [Fact]
    public async Task A_job_that_fails_on_its_own_timer_is_told_to_the_host()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var failure = await Assert.ThrowsAsync<JobFailedException>(
            () => With(bot, new Probe(JobOutcome.Bad("The disk is full."))).BackupAsync(new TimerInfo(), CancellationToken.None));
        Assert.Equal("The disk is full.", failure.Message);
    }

    private static Timers With(AzureBot bot, Job job)
    {
        var table = new JobTable([job]);
        var runner = new JobRunner(table, bot.Parts.GetRequiredService<IStore>(), bot.Clock, bot.Parts.GetRequiredService<ILogger<JobRunner>>());
        return new Timers(runner, table, bot.Parts.GetRequiredService<ILogger<Timers>>());
    }

    /// <summary>Ends each time as it is told.</summary>
    private sealed class Probe(params JobOutcome[] outcomes) : Job("Backup", "0 0 3 * * *")
    {
        public int Runs { get; private set; }

        public override Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct) => Task.FromResult(outcomes[Runs++]);
    }
}
