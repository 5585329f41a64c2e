using System.CommandLine;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Backups;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>`flippy backup list`: what there is, newest first.</summary>
internal sealed class BackupListCommand : ArchiveCommand
{
    private readonly Option<bool> _json = SharedOptions.Json("Print a JSON array instead.");

    public BackupListCommand(Surroundings surroundings)
        : base(surroundings, "list", "Shows the backups there are, newest first.", "flippy backup list", "flippy backup list --json") => Add(_json);

    protected override async Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct)
    {
        var backups = await bench.Keeping.ListAsync(ct);
        if (parsed.GetValue(_json))
        {
            await Surroundings.Out.Profile.Out.Writer.WriteLineAsync(new JsonArray([.. backups.Select(AsJson)]).ToJsonString());
        }
        else if (backups.Count == 0)
        {
            Surroundings.Out.MarkupLineInterpolated($"There is no backup in {bench.Place} yet. flippy backup run makes one.");
        }
        else
        {
            Show(backups);
        }

        return ExitCode.Ok;
    }

    private void Show(IReadOnlyList<BackupSummary> backups)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Backup").NoWrap()).AddColumns("Age", "Players", "Documents", "Size", "Verified");
        var now = Surroundings.Clock.GetUtcNow();
        foreach (var backup in backups)
        {
            var verdict = BackupWords.Verdict(backup);
            table.AddRow(
                Markup.Escape(backup.Id),
                BackupWords.Age(now - backup.StartedAt),
                backup.Manifest is null ? "?" : BackupWords.Count(backup.Manifest.Ledger.Players),
                backup.Manifest is null ? "?" : BackupWords.Count(backup.Manifest.Documents),
                backup.Manifest is null ? "?" : BackupWords.Size(backup.Manifest.Length),
                backup.IsDamaged || backup.Check is { IsGood: false } ? $"[red]{verdict}[/]" : backup.Check is null ? $"[yellow]{verdict}[/]" : $"[green]{verdict}[/]");
        }

        Surroundings.Out.Write(table);
    }

    private static JsonNode AsJson(BackupSummary backup) => new JsonObject
    {
        ["name"] = backup.Id,
        ["startedAt"] = backup.StartedAt,
        ["players"] = backup.Manifest?.Ledger.Players,
        ["documents"] = backup.Manifest?.Documents,
        ["bytes"] = backup.Manifest?.Length,
        ["verified"] = BackupWords.Verdict(backup),
        ["verifiedAt"] = backup.Check?.At,
        ["problem"] = backup.Check?.Problem,
    };
}
