using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Tests.Faults;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>The built `flippy` beside a folder of its own.</summary>
public sealed class JobsCommandTests
{
    [Fact]
    public async Task Lists_what_never_ran_runs_it_and_lists_what_came_of_it()
    {
        using var folder = new TemporaryFolder();

        var before = await FlippyProcess.RunAsync(["jobs", "list", "--data", folder.Path]);
        var run = await FlippyProcess.RunAsync(["jobs", "run", "outboxsweep", "--data", folder.Path]);
        var after = await FlippyProcess.RunAsync(["jobs", "list", "--data", folder.Path]);

        Assert.Matches(@"│ ok +│ OutboxSweep +│ last never +│ +│\n│ +│ 0 \* \* \* \* \* +│ next \d{4}-\d\d-\d\d \d\d:\d\d:00Z +│", before.Out);
        Assert.Equal((0, "OutboxSweep: 0 settled, 0 put off\n", ""), (run.Code, run.Out, run.Error));
        Assert.Matches(@"│ ok +│ OutboxSweep +│ last \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +│ 0 settled, 0 put off +│\n│ +│ 0 \* \* \* \* \* +│ next \d{4}-\d\d-\d\d \d\d:\d\d:00Z +│", after.Out);
        Assert.Equal((0, 0), (before.Code, after.Code));
    }

    [Fact]
    public async Task A_job_that_runs_elsewhere_is_not_run_here()
    {
        using var folder = new TemporaryFolder();
        await FlippyProcess.RunAsync(["jobs", "run", "OutboxSweep", "--data", folder.Path]);
        await using (var store = SqliteStore.Open(Path.Combine(folder.Path, "flippy.db"), Collections.All, TimeProvider.System))
        {
            var record = (await store.FindAsync<JobRecord>("OutboxSweep", CancellationToken.None))!;
            record.Begin(TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
            await store.CommitAsync(new Commit().Replace(record), CancellationToken.None);
        }

        var run = await FlippyProcess.RunAsync(["jobs", "run", "OutboxSweep", "--data", folder.Path]);
        var list = await FlippyProcess.RunAsync(["jobs", "list", "--data", folder.Path]);

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Matches(@"^OutboxSweep is running elsewhere; its lease ends at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ unless it is renewed\.$", run.Error);
        Assert.Contains("│ runs │ OutboxSweep", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_job_is_a_matter_of_usage()
    {
        using var folder = new TemporaryFolder();

        var run = await FlippyProcess.RunAsync(["jobs", "run", "OutboxSwep", "--data", folder.Path]);

        Assert.Equal(new Ended(2, "", "There is no job OutboxSwep; did you mean OutboxSweep? See flippy jobs list."), run);
    }

    [Theory]
    [InlineData("jobs --help", "  flippy jobs list\n")]
    [InlineData("jobs run --help", "  flippy jobs run OutboxSweep\n")]
    public async Task Help_shows_how_it_is_typed(string arguments, string example)
    {
        var help = await FlippyProcess.RunAsync(arguments.Split(' '));

        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.Contains("Examples:\n" + example, help.Out, StringComparison.Ordinal);
    }
}
