using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>Fills an empty store from a backup.</summary>
internal sealed class Restoring(BackupReader reader, IStore target, DateTimeOffset now, IProgress<BackupProgress>? progress)
{
    /// <summary>Documents in one commit: enough to share a sync of the disk, few enough for a transaction of any engine.</summary>
    private const int MostInCommit = 200;

    private const int MostBytesInCommit = 1024 * 1024;

    private readonly Proof _proof = new(reader.Collections, reader.Manifest.FinishedAt ?? now);
    private Commit _commit = new();
    private int _bytes;
    private Task _underWay = Task.CompletedTask;

    /// <summary>Documents that were not written since they do not exist any more.</summary>
    public long Expired { get; private set; }

    /// <returns>What was read and written, finished by the caller.</returns>
    /// <exception cref="BackupException">The target is not empty, or the backup is damaged; the target is then of no use.</exception>
    public async Task<Proof> RunAsync(CancellationToken ct)
    {
        await RequireEmptyAsync(ct);
        await target.EnsureSchemaAsync(ct);
        try
        {
            await foreach (var member in Families.ReadAsync(reader.Collections, collection => reader.ReadAsync(collection, ct), ct))
            {
                await AddAsync(member, ct);
            }

            await SendAsync(ct);
        }
        finally
        {
            await _underWay;
        }

        return _proof;
    }

    private async Task AddAsync(Member member, CancellationToken ct)
    {
        _bytes += _proof.Add(member);
        if (member.IsSurplus)
        {
            return;
        }

        if (member.Document.ExpiresAt <= now)
        {
            Expired++;
            return;
        }

        _commit.Restore(member.Collection, member.Document);
        if (_commit.Changes.Count == MostInCommit || _bytes >= MostBytesInCommit)
        {
            progress?.Report(new BackupProgress(member.Collection.Name, _proof.Documents));
            await SendAsync(ct);
        }
    }

    /// <summary>One commit is under way while the next is read.</summary>
    private async Task SendAsync(CancellationToken ct)
    {
        await _underWay;
        _underWay = CommitAsync(target, _commit, ct);
        (_commit, _bytes) = (new Commit(), 0);
    }

    private static async Task CommitAsync(IStore target, Commit commit, CancellationToken ct)
    {
        if (await target.CommitAsync(commit, ct) is CommitOutcome.Conflict conflict)
        {
            var change = conflict.Changes[0];
            throw new BackupException(BackupFault.NotEmpty, $"The store to be filled got a document that is in the backup: '{change.Collection.Name}/{change.Id}'. Somebody else writes to it.");
        }
    }

    private async Task RequireEmptyAsync(CancellationToken ct)
    {
        foreach (var collection in Collections.All)
        {
            await foreach (var document in collection.ScanAsync(target, null, ct))
            {
                throw new BackupException(BackupFault.NotEmpty, $"The store to be filled is not empty: it has '{collection.Name}/{document.Id}'. A backup is restored into an empty store only.");
            }
        }
    }
}
