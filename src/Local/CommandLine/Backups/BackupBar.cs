using FlippyFlip.Core.Backups;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>Shows how far a backup command has come, on a terminal only: a pipe gets results and nothing else.</summary>
internal sealed class BackupBar(ProgressTask task) : IProgress<BackupProgress>
{
    /// <param name="console">Where.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="documents">How many there are to do. Null: nobody knows.</param>
    /// <param name="work">Does it; gets null when nobody looks.</param>
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, string title, long? documents, Func<IProgress<BackupProgress>?, Task<T>> work)
    {
        if (console.Profile.Capabilities is not { Interactive: true, Ansi: true })
        {
            return await work(null);
        }

        ProgressColumn[] columns = documents is null
            ? [new SpinnerColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return await console.Progress().AutoClear(true).Columns(columns).StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, documents ?? 1));
            task.IsIndeterminate = documents is null;
            return work(new BackupBar(task));
        });
    }

    public void Report(BackupProgress value)
    {
        task.Description = FormattableString.Invariant($"{Markup.Escape(value.Collection)} {value.Documents:N0}");
        if (!task.IsIndeterminate)
        {
            task.Value = value.Documents;
        }
    }
}
