namespace FlippyFlip.Local.CommandLine;

/// <summary>What `flippy` tells the shell. Scripts rely on these numbers: add, never renumber.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>It was tried and did not work out: no answer, a refusal, errors under load, a bug.</summary>
    Failed = 1,

    /// <summary>The command line itself is wrong: an unknown option, a slash command that does not exist.</summary>
    Usage = 2,

    /// <summary>A setting or a key is missing or wrong.</summary>
    Configuration = 3,

    /// <summary>The server cannot start, as a rule because its port is taken.</summary>
    CannotStart = 4,

    /// <summary>The store cannot be opened, or is newer than this program.</summary>
    StoreUnusable = 5,

    /// <summary>A backup is damaged: its bytes were changed, or its documents contradict each other.</summary>
    BackupDamaged = 6,

    /// <summary>The archive of backups cannot be written or read.</summary>
    ArchiveUnusable = 7,

    /// <summary>Ended by Ctrl+C, as shells number it.</summary>
    Cancelled = 130,
}
