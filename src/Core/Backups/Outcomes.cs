namespace FlippyFlip.Core.Backups;

/// <summary>A backup was made.</summary>
/// <param name="Manifest">What it holds.</param>
/// <param name="WasResumed">It goes on from where a killed run stopped.</param>
/// <param name="Cleaned">Unfinished backups whose remains were removed.</param>
public sealed record BackupMade(BackupManifest Manifest, bool WasResumed, IReadOnlyList<string> Cleaned);

/// <summary>A backup was read from the first byte to the last.</summary>
/// <param name="Manifest">What it says it holds.</param>
/// <param name="Documents">Documents read.</param>
/// <param name="Surplus">Those that are newer than their owner's copy, which a restored store does not get.</param>
/// <param name="Problems">What is wrong, a sentence each; none: it is good.</param>
public sealed record Verification(BackupManifest Manifest, long Documents, long Surplus, IReadOnlyList<string> Problems)
{
    public bool IsGood => Problems.Count == 0;
}

/// <summary>A store was filled from a backup.</summary>
/// <param name="Manifest">What it was filled from.</param>
/// <param name="Documents">Documents written.</param>
/// <param name="Surplus">Left out: newer than their owner's copy.</param>
/// <param name="Expired">Left out: they have expired since.</param>
/// <param name="Problems">Players whose balances are not those of their ledger; they were restored as they are.</param>
public sealed record Restored(BackupManifest Manifest, long Documents, long Surplus, long Expired, IReadOnlyList<string> Problems);

/// <summary>A backup was restored into a scratch store, compared and thrown away.</summary>
/// <param name="Restored">How it was filled.</param>
/// <param name="Problems">What is wrong, a sentence each; none: the backup can be relied on.</param>
public sealed record Drill(Restored Restored, IReadOnlyList<string> Problems)
{
    public bool IsGood => Problems.Count == 0;
}

/// <summary>Old backups were thrown away.</summary>
/// <param name="Kept">Those that stay, newest first.</param>
/// <param name="Deleted">Those that are gone.</param>
/// <param name="Refused">Those that the place does not let go yet.</param>
public sealed record Pruned(IReadOnlyList<string> Kept, IReadOnlyList<string> Deleted, IReadOnlyList<string> Refused);
