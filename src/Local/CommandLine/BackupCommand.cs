using System.CommandLine;
using FlippyFlip.Core.Backups;
using FlippyFlip.Local.CommandLine.Backups;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy backup`: copies of all data, while the server runs or while it does not.</summary>
internal sealed class BackupCommand : FlippyCommand
{
    public BackupCommand(Surroundings surroundings)
        : base("backup", "Makes, checks and restores copies of all data; the server may run meanwhile.",
            "flippy backup run", "flippy backup list", "flippy backup verify", "flippy backup drill", "flippy backup restore --into ./restored")
    {
        Add(new BackupRunCommand(surroundings));
        Add(new BackupListCommand(surroundings));
        Add(new BackupVerifyCommand(surroundings));
        Add(new BackupRestoreCommand(surroundings));
        Add(new BackupDrillCommand(surroundings));
    }

    public override string ExitCodes => ArchiveCommand.Codes;
}

/// <summary>A subcommand that works on the archive of a data folder; here its failures become sentences and numbers.</summary>
internal abstract class ArchiveCommand : FlippyCommand
{
    public const string Codes =
        "0 done, 1 it cannot be done (no such backup, target not empty), 2 usage, 3 key or setting, 5 database, 6 the backup is damaged, 7 the archive cannot be used, 130 ended by Ctrl+C.";

    private readonly Option<DirectoryInfo> _data = SharedOptions.Data("The folder of database and master key.");
    private readonly Option<DirectoryInfo?> _archive = new("--archive") { Description = "The folder of the backups; else Backups__Folder, else `backups` in the data folder.", HelpName = "folder" };

    protected ArchiveCommand(Surroundings surroundings, string name, string description, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        Surroundings = surroundings;
        Add(_data);
        Add(_archive);
        SetAction(RunAsync);
    }

    public override string ExitCodes => Codes;

    protected Surroundings Surroundings { get; }

    /// <summary>True: the folder of backups is made when it is missing.</summary>
    protected virtual bool MakesArchive => false;

    protected static Argument<string?> NameArgument()
    {
        var name = new Argument<string?>("name") { Description = "Which backup, as `list` shows it. Without it: the newest.", Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(given =>
        {
            // What is no option of ours would otherwise be looked for in the archive.
            if (given.Tokens is [{ Value: ['-', ..] and var option }])
            {
                given.AddError($"There is no {option}");
            }
        });
        return name;
    }

    protected abstract Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        try
        {
            var archive = parsed.GetValue(_archive)?.FullName;
            await using var bench = BackupBench.Open(parsed.GetRequiredValue(_data).FullName, archive, Surroundings.Clock);
            RequireArchive(bench.Place, isNamed: archive is not null);
            return (int)await RunAsync(bench, parsed, ct);
        }
        catch (Exception failure) when (Code(failure) is not null)
        {
            throw new CommandLineException(Code(failure)!.Value, failure.Message, failure);
        }
    }

    /// <summary>A mistyped folder must not pass for one without backups. Only one that nobody named may be missing: the first run makes it.</summary>
    private void RequireArchive(string place, bool isNamed)
    {
        if (File.Exists(place))
        {
            throw new CommandLineException(ExitCode.ArchiveUnusable, $"{place} is a file; the archive is a folder. Name it with --archive.");
        }

        if (isNamed && !MakesArchive && !Directory.Exists(place))
        {
            throw new CommandLineException(ExitCode.ArchiveUnusable, $"There is no folder {place}. Name the one of the backups with --archive.");
        }
    }

    /// <summary>Null: not a failure that a person at the keyboard can mend.</summary>
    private static ExitCode? Code(Exception failure) => failure switch
    {
        BackupException { Fault: BackupFault.Damaged } => ExitCode.BackupDamaged,
        BackupException { Fault: BackupFault.WrongKey } => ExitCode.Configuration,
        BackupException => ExitCode.Failed,
        Core.Archive.ArchiveException => ExitCode.ArchiveUnusable,
        Core.Secrets.SecretException or Hosting.Configuration.ConfigurationException => ExitCode.Configuration,
        Core.Storage.StoreException => ExitCode.StoreUnusable,
        _ => null,
    };
}
