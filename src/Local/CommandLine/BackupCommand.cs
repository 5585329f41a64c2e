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
}

/// <summary>A subcommand that works on the archive of a data folder; here its failures become sentences and numbers.</summary>
internal abstract class ArchiveCommand : FlippyCommand
{
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

    protected Surroundings Surroundings { get; }

    protected static Argument<string?> NameArgument() => new("name") { Description = "Which backup, as `list` shows it. Without it: the newest.", Arity = ArgumentArity.ZeroOrOne };

    protected abstract Task<ExitCode> RunAsync(BackupBench bench, ParseResult parsed, CancellationToken ct);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        try
        {
            await using var bench = BackupBench.Open(parsed.GetRequiredValue(_data).FullName, parsed.GetValue(_archive)?.FullName, Surroundings.Clock);
            return (int)await RunAsync(bench, parsed, ct);
        }
        catch (Exception failure) when (Code(failure) is not null)
        {
            throw new CommandLineException(Code(failure)!.Value, failure.Message, failure);
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
