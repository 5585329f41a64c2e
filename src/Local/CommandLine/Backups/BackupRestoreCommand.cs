using System.CommandLine;
using FlippyFlip.Local.Sqlite;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>`flippy backup restore`: makes a new database from a backup, in a folder that has none. The database gets its name when it is whole.</summary>
internal sealed class BackupRestoreCommand : ArchiveCommand
{
    private readonly Argument<string?> _name = NameArgument();
    private readonly Option<DirectoryInfo> _into = new("--into") { Description = "The data folder to be; it must not have a database yet.", HelpName = "folder", Required = true };

    public BackupRestoreCommand(Surroundings surroundings)
        : base(surroundings, "restore", "Restores a backup into a folder that has no database; never overwrites one.", "flippy backup restore --into ./restored", "flippy backup restore 20261121-030000-1f0c9a --into ./restored")
    {
        Add(_name);
        Add(_into);
    }

    protected override async Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetValue(_name) ?? await bench.Keeping.LatestAsync(ct);
        var documents = (await bench.Keeping.FindAsync(name, ct)).Manifest?.Documents;
        var into = DataFolder.Open(parsed.GetRequiredValue(_into).FullName);
        if (into.DatabaseRemains is { Count: > 0 } remains && !File.Exists(into.Database))
        {
            throw CommandLineException.Failed($"{into.Path} has remains of a database ({string.Join(", ", remains)}), which would be taken for the restored one's. Move them away, or name another folder with --into.");
        }

        if (File.Exists(into.Database))
        {
            throw CommandLineException.Failed($"{into.Path} has a database already; it stays as it is. Name a folder without one with --into.");
        }

        await using var fresh = await new SqliteScratchStores(into.Path, Surroundings.Clock).OpenFileAsync("restoring", ct);
        var restored = await BackupBar.ShowAsync(Surroundings.Out, "Restoring", documents, progress => bench.Keeping.RestoreAsync(name, fresh.Store, progress, ct));
        MasterKeyFile.Expect(into.Path);
        await fresh.KeepAsync(into.Database);

        var console = Surroundings.Out;
        console.MarkupLineInterpolated($"[green]Restored[/] [bold]{name}[/] into {into.Database}: {BackupWords.Count(restored.Documents)} documents, {BackupWords.Count(restored.Manifest.Ledger.Players)} players.");
        if (restored.Surplus + restored.Expired > 0)
        {
            console.MarkupLineInterpolated($"Left out: {BackupWords.Count(restored.Surplus)} newer than their owner's copy, {BackupWords.Count(restored.Expired)} expired since.");
        }

        foreach (var problem in restored.Problems)
        {
            console.MarkupLineInterpolated($"[red]{problem}[/]");
        }

        console.MarkupLineInterpolated($"[dim]Copy master.key and development.json of the old data folder into {into.Path} as well, unless the environment has their secrets.[/]");
        return restored.Problems.Count == 0 ? ExitCode.Ok : ExitCode.BackupDamaged;
    }
}
