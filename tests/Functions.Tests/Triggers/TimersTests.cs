using System.Reflection;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Functions.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Functions.Tests.Triggers;

public sealed class TimersTests(Azurite azurite)
{
    [Fact]
    public async Task Every_job_has_a_timer_with_its_own_schedule()
    {
        await using var bot = await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));
        var timers = typeof(Timers).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, method => method.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!.Schedule);
        Assert.Equal(bot.Parts.GetRequiredService<JobTable>().All.ToDictionary(job => job.Name, job => job.Schedule.ToString()), timers);
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
}
