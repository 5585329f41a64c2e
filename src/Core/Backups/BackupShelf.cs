using FlippyFlip.Core.Archive;

namespace FlippyFlip.Core.Backups;

/// <summary>A backup as it stands in the archive; nothing of it has been proved by looking.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Manifest">Null: it cannot be read.</param>
/// <param name="Check">What the last verification found. Null: there was none, or its note cannot be read.</param>
public sealed record BackupSummary(string Id, BackupManifest? Manifest, BackupCheck? Check)
{
    /// <summary>When it was begun.</summary>
    public DateTimeOffset StartedAt => BackupId.StartedAt(Id)!.Value;

    /// <summary>Its manifest cannot be read, or the last verification found bytes that are not what was written: it cannot be restored.</summary>
    public bool IsDamaged => Manifest is null || Check is { IsReadable: false };
}

/// <summary>The backups of an archive, and what is left of some. A folder that is not named like a backup is nobody's business here.</summary>
internal sealed class BackupShelf
{
    private readonly IArchive _archive;
    private readonly ILookup<string, string> _files;

    private BackupShelf(IArchive archive, ILookup<string, string> files)
    {
        _archive = archive;
        _files = files;
    }

    /// <summary>Names of whole backups, newest first.</summary>
    public IEnumerable<string> Whole => Folders(isWhole: true);

    /// <summary>The last draft of each backup that was begun and not finished, newest first.</summary>
    public IEnumerable<string> Drafts => Folders(isWhole: false).Select(id => _files[id].LastOrDefault(BackupFiles.IsDraft)).OfType<string>();

    public static async Task<BackupShelf> LookAsync(IArchive archive, CancellationToken ct)
    {
        var files = new List<(string Id, string Name)>();
        await foreach (var item in archive.ListAsync("", ct))
        {
            var slash = item.Name.IndexOf('/');
            if (slash > 0 && item.Name[..slash] is var id && BackupId.StartedAt(id) is not null)
            {
                files.Add((id, item.Name));
            }
        }

        return new BackupShelf(archive, files.ToLookup(file => file.Id, file => file.Name));
    }

    public async Task<BackupSummary> SummaryAsync(string id, CancellationToken ct)
    {
        var manifest = await ClaimedAsync(BackupFiles.Manifest(id), file => file.Claimed(BackupJson.Default.BackupManifest), ct);
        var check = _files[id].LastOrDefault(BackupFiles.IsCheck) is { } name ? await ClaimedAsync(name, file => file.Claimed(BackupJson.Default.BackupCheck), ct) : null;
        return new BackupSummary(id, manifest, check);
    }

    /// <summary>Removes what is left of runs that can neither go on nor finish any more.</summary>
    /// <returns>Their names.</returns>
    public async Task<IReadOnlyList<string>> CleanAsync(DateTimeOffset now, CancellationToken ct)
    {
        var old = Folders(isWhole: false).Where(id => now - BackupId.StartedAt(id) > BackupRun.Longest).ToList();
        foreach (var id in old)
        {
            await DeleteAsync(id, ct);
        }

        return old;
    }

    public async Task DeleteDraftsAsync(string id, CancellationToken ct)
    {
        foreach (var name in _files[id].Where(BackupFiles.IsDraft))
        {
            await TryDeleteAsync(_archive, name, ct);
        }
    }

    /// <summary>Removes a backup: first what a run could go on from, then what makes it one, then its bulk. Whatever stops this half-way, what is left is no backup.</summary>
    /// <returns>False: the place keeps some of it, as a retention policy may ask; it is tried again another time.</returns>
    public async Task<bool> DeleteAsync(string id, CancellationToken ct)
    {
        var isGone = true;
        foreach (var name in _files[id].OrderByDescending(BackupFiles.IsDraft).ThenByDescending(name => name == BackupFiles.Manifest(id)))
        {
            isGone &= await TryDeleteAsync(_archive, name, ct);
            if (!isGone && name == BackupFiles.Manifest(id))
            {
                return false;
            }
        }

        return isGone;
    }

    /// <returns>False: the place keeps it.</returns>
    public static async Task<bool> TryDeleteAsync(IArchive archive, string name, CancellationToken ct)
    {
        try
        {
            _ = await archive.DeleteAsync(name, ct);
            return true;
        }
        catch (ArchiveException kept) when (kept.Fault == ArchiveFault.Denied)
        {
            return false;
        }
    }

    private IEnumerable<string> Folders(bool isWhole) =>
        _files.Where(folder => folder.Contains(BackupFiles.Manifest(folder.Key)) == isWhole).Select(folder => folder.Key).OrderDescending(StringComparer.Ordinal);

    /// <summary>Null: it cannot be read.</summary>
    private async Task<T?> ClaimedAsync<T>(string name, Func<SignedJson, T> read, CancellationToken ct)
        where T : class
    {
        try
        {
            return await SignedJson.ReadAsync(_archive, name, ct) is { } file ? read(file) : null;
        }
        catch (BackupException)
        {
            return null;
        }
    }
}
