using System.CommandLine;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>`flippy backup drill`: restores into a store that is thrown away, and compares.</summary>
internal sealed class BackupDrillCommand : ArchiveCommand
{
    private readonly Argument<string?> _name = NameArgument();

    public BackupDrillCommand(Surroundings surroundings)
        : base(surroundings, "drill", "Restores a backup into a scratch database, compares every byte, and throws it away.", "flippy backup drill", "flippy backup drill 20261121-030000-1f0c9a") => Add(_name);

    protected override async Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetValue(_name) ?? await bench.Keeping.LatestAsync(ct);
        var documents = (await bench.Keeping.FindAsync(name, ct)).Manifest?.Documents;
        var drill = await BackupBar.ShowAsync(Surroundings.Out, "Restoring", documents, progress => bench.Keeping.DrillAsync(name, progress, ct));
        if (drill.IsGood)
        {
            Surroundings.Out.MarkupLineInterpolated($"[green]Good[/]: [bold]{name}[/] was restored, {BackupWords.Count(drill.Restored.Documents)} documents are the same, {BackupWords.Count(drill.Restored.Manifest.Ledger.Players)} players add up.");
            return ExitCode.Ok;
        }

        throw new CommandLineException(ExitCode.BackupDamaged, $"The backup {name} was restored, but it is not the same.{string.Concat(drill.Problems.Select(problem => $"{Environment.NewLine}  - {problem}"))}");
    }
}
