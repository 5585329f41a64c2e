using System.CommandLine;
using System.Globalization;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy jobs`: what is done by the clock.</summary>
internal sealed class JobsCommand : FlippyCommand
{
    public JobsCommand(Surroundings surroundings)
        : base("jobs", "What the bot does by the clock: how each job stands, and running one by hand.", "flippy jobs list", "flippy jobs run OutboxSweep")
    {
        Add(new ListJobsCommand(surroundings));
        Add(new RunJobCommand(surroundings));
    }

    /// <summary>Opens the store of a data folder without serving it; a server may run beside.</summary>
    public static async Task<T> WithPartsAsync<T>(DirectoryInfo folder, Func<IServiceProvider, Task<T>> act, CancellationToken ct)
    {
        try
        {
            await using var app = LocalHead.Build(DataFolder.Open(folder.FullName), []);
            app.Services.GetRequiredService<SqliteDeferredQueue>();
            await app.Services.GetRequiredService<OpeningStore>().EnsureSchemaAsync(ct);
            return await act(app.Services);
        }
        catch (Exception failure) when (failure is ConfigurationException or InvalidDataException)
        {
            throw new CommandLineException(ExitCode.Configuration, failure.Message, failure);
        }
        catch (StoreException failure)
        {
            throw new CommandLineException(ExitCode.StoreUnusable, failure.Message, failure);
        }
    }
}

/// <summary>`flippy jobs list`: every job with its last run and its next.</summary>
internal sealed class ListJobsCommand : FlippyCommand
{
    public ListJobsCommand(Surroundings surroundings)
        : base("list", "Lists the jobs: schedule (NCRONTAB, UTC), last run, what came of it, next run.", "flippy jobs list", "flippy jobs list --data ./data")
    {
        var data = SharedOptions.Data("The folder of database and keys.");
        Add(data);
        SetAction((parsed, ct) => JobsCommand.WithPartsAsync(
            parsed.GetRequiredValue(data),
            async parts =>
            {
                Show(surroundings.Out, await parts.GetRequiredService<JobBoard>().ReadAsync(ct));
                return (int)ExitCode.Ok;
            },
            ct));
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<JobState> jobs)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "Job", "Runs", "Outcome");
        foreach (var job in jobs)
        {
            table.AddRow(
                job.IsRunning ? "[blue]runs[/]" : job.IsWell ? "[green]ok[/]" : "[red]bad[/]",
                $"{Markup.Escape(job.Job.Name)}\n[dim]{Markup.Escape(job.Job.Schedule.Expression)}[/]",
                $"last {Moment(job.Record?.StartedAt)}\nnext {Moment(job.Next)}{(job.IsOverdue ? " (overdue)" : "")}",
                Markup.Escape(job.Record?.Outcome ?? ""));
        }

        console.Write(table);
    }

    private static string Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";
}

/// <summary>`flippy jobs run NAME`: one run, now, whether or not it is due.</summary>
internal sealed class RunJobCommand : FlippyCommand
{
    private readonly Surroundings _surroundings;

    public RunJobCommand(Surroundings surroundings)
        : base("run", "Runs a job now, unless it is running elsewhere, and says what came of it.", "flippy jobs run OutboxSweep", "flippy jobs run OutboxSweep --data ./data")
    {
        _surroundings = surroundings;
        var name = new Argument<string>("name") { Description = "The job's name, as `flippy jobs list` shows it." };
        var data = SharedOptions.Data("The folder of database and keys.");
        Add(name);
        Add(data);
        SetAction((parsed, ct) => JobsCommand.WithPartsAsync(parsed.GetRequiredValue(data), parts => RunAsync(parsed.GetRequiredValue(name), parts, ct), ct));
    }

    private async Task<int> RunAsync(string name, IServiceProvider parts, CancellationToken ct)
    {
        var table = parts.GetRequiredService<JobTable>();
        if (table.Find(name) is not { } job)
        {
            throw CommandLineException.Usage($"There is no job {name}{NearestName.Suggestion(name, table.All.Select(each => each.Name))} See flippy jobs list.");
        }

        switch (await parts.GetRequiredService<JobRunner>().RunAsync(job.Name, ct))
        {
            case JobResult.Ran { Outcome: { IsWell: true } outcome }:
                _surroundings.Out.MarkupLineInterpolated($"[green]{job.Name}[/]: {outcome.Sentence}");
                return (int)ExitCode.Ok;
            case JobResult.Ran ran:
                throw CommandLineException.Failed($"{job.Name} did not succeed: {ran.Outcome.Sentence}");
            case JobResult.Busy busy:
                throw CommandLineException.Failed($"{job.Name} is running elsewhere; its lease ends at {busy.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z unless it is renewed.");
            default:
                throw CommandLineException.Failed($"{job.Name} did not run.");
        }
    }
}
