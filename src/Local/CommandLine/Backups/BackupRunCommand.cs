using System.CommandLine;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>`flippy backup run`: copies everything; goes on with a copy that was interrupted.</summary>
internal sealed class BackupRunCommand(Surroundings surroundings) : ArchiveCommand(
    surroundings, "run", "Makes a backup, or goes on with one that was interrupted in the last six hours.", "flippy backup run", "flippy backup run --data ./data --archive /mnt/backups")
{
    protected override bool MakesArchive => true;

    protected override async Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct)
    {
        await bench.OpenStoreAsync(ct);
        var console = Surroundings.Out;
        var made = await BackupBar.ShowAsync(console, "Copying", null, progress => bench.Keeping.RunAsync(progress, ct));
        var manifest = made.Manifest;
        console.MarkupLineInterpolated($"[green]Backup[/] [bold]{manifest.Id}[/]: {BackupWords.Count(manifest.Documents)} documents of {BackupWords.Count(manifest.Ledger.Players)} players, {BackupWords.Size(manifest.Length)} ({BackupWords.Size(manifest.PlainLength)} as JSON)");
        if (made.WasResumed)
        {
            console.MarkupLine("It goes on from where an interrupted run stopped.");
        }

        if (made.Cleaned.Count > 0)
        {
            console.MarkupLineInterpolated($"The remains of {made.Cleaned.Count} unfinished backups were removed.");
        }

        console.MarkupLineInterpolated($"[dim]In {bench.Place}. flippy backup verify reads it back.[/]");
        return ExitCode.Ok;
    }
}
