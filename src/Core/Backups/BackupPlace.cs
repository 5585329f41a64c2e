using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>What working on backups takes besides a store.</summary>
/// <param name="Archive">Where they are.</param>
/// <param name="MasterKey">What locks them.</param>
/// <param name="Entropy">Makes keys and names.</param>
/// <param name="Time">Says how old they are.</param>
/// <param name="Product">This version, such as <c>0.1.0</c>.</param>
public sealed record BackupPlace(IArchive Archive, IMasterKey MasterKey, Entropy Entropy, TimeProvider Time, string Product)
{
    /// <summary>What is copied, owners before their parts.</summary>
    public IReadOnlyList<Collection> Collections { get; init; } = Storage.Collections.Lasting;

    /// <summary>Bytes of documents in one part: what a killed run loses at most.</summary>
    public long PartLength { get; init; } = 32 * 1024 * 1024;
}

/// <summary>How far something has come.</summary>
/// <param name="Collection">The collection at hand.</param>
/// <param name="Documents">Documents done in all collections.</param>
public sealed record BackupProgress(string Collection, long Documents);
