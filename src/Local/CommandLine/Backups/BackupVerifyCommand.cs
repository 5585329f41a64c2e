using System.CommandLine;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>`flippy backup verify`: reads all of a backup and proves it.</summary>
internal sealed class BackupVerifyCommand : ArchiveCommand
{
    private readonly Argument<string?> _name = NameArgument();

    public BackupVerifyCommand(Surroundings surroundings)
        : base(surroundings, "verify", "Reads a backup from the first byte to the last, and proves every balance in it.", "flippy backup verify", "flippy backup verify 20261121-030000-1f0c9a") => Add(_name);

    protected override async Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetValue(_name) ?? await bench.Keeping.LatestAsync(ct);
        var documents = (await bench.Keeping.FindAsync(name, ct)).Manifest?.Documents;
        var found = await BackupBar.ShowAsync(Surroundings.Out, "Reading", documents, progress => bench.Keeping.VerifyAsync(name, progress, ct));
        if (found.IsGood)
        {
            Surroundings.Out.MarkupLineInterpolated($"[green]Good[/]: [bold]{name}[/], {BackupWords.Count(found.Documents)} documents read, {BackupWords.Count(found.Manifest.Ledger.Players)} players add up.");
            return ExitCode.Ok;
        }

        throw new CommandLineException(ExitCode.BackupDamaged, $"The backup {name} is damaged.{string.Concat(found.Problems.Select(problem => $"{Environment.NewLine}  - {problem}"))}");
    }
}
