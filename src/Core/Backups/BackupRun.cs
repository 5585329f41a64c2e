using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>
/// Copies a store into the archive, part by part. After each part a draft of the manifest says how far it came; whoever continues reads the last draft. A draft's name can
/// be taken only once, so of two processes on the same backup one is told to stop.
/// </summary>
internal sealed class BackupRun
{
    /// <summary>A run that was killed is continued this long after it began; later it would mix documents of different days.</summary>
    public static readonly TimeSpan LongestToResume = TimeSpan.FromHours(6);

    /// <summary>What is not finished by then is given up, so that what is older is surely nobody's.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly BackupPlace _place;
    private readonly IStore _store;
    private readonly IProgress<BackupProgress>? _progress;
    private readonly byte[] _dataKey;
    private BackupManifest _draft;
    private int _saved;

    private BackupRun(BackupPlace place, IStore store, IProgress<BackupProgress>? progress, BackupManifest draft, int saved, byte[] dataKey)
    {
        (_place, _store, _progress, _draft, _saved, _dataKey) = (place, store, progress, draft, saved, dataKey);
    }

    /// <summary>A fresh run; its first draft is in the archive.</summary>
    public static async Task<BackupRun> BeginAsync(BackupPlace place, IStore store, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var dataKey = new byte[DataKey.Length];
        place.Entropy.Bytes(dataKey);
        var now = place.Time.GetUtcNow();
        var draft = new BackupManifest(
            BackupManifest.CurrentFormat, BackupId.New(now, place.Entropy), now, null, place.Product, Collections.Schema, await place.MasterKey.WrapAsync(dataKey, ct), [], LedgerTotals.None);
        var run = new BackupRun(place, store, progress, draft, -1, dataKey);
        await run.SaveAsync(ct);
        return run;
    }

    /// <summary>Goes on where a killed run of this version stopped.</summary>
    /// <param name="place">Where.</param>
    /// <param name="store">What is copied.</param>
    /// <param name="progress">Is told. Null: nobody is.</param>
    /// <param name="draft">The name of its last draft, which ends in its number.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Null: it is not one to go on with.</returns>
    public static async Task<BackupRun?> ResumeAsync(BackupPlace place, IStore store, IProgress<BackupProgress>? progress, string draft, CancellationToken ct)
    {
        try
        {
            if (await SignedJson.ReadAsync(place.Archive, draft, ct) is not { } file || file.Claimed(BackupJson.Default.BackupManifest) is not { FinishedAt: null } claimed || !IsOurs(place, claimed, draft))
            {
                return null;
            }

            var dataKey = await place.MasterKey.UnwrapAsync(claimed.Key, ct);
            file.Check(dataKey);
            return new BackupRun(place, store, progress, claimed, int.Parse(draft[^11..^5], System.Globalization.CultureInfo.InvariantCulture), dataKey);
        }
        catch (Exception failure) when (failure is BackupException or SecretException { Fault: not SecretFault.Unavailable })
        {
            return null;
        }
    }

    public async Task<BackupManifest> FinishAsync(CancellationToken ct)
    {
        foreach (var collection in _place.Collections)
        {
            await CopyAsync(collection, ct);
        }

        RequireYouth();
        var manifest = _draft with { FinishedAt = _place.Time.GetUtcNow() };
        await WriteAsync(BackupFiles.Manifest(manifest.Id), manifest, ct);
        return manifest;
    }

    private static bool IsOurs(BackupPlace place, BackupManifest draft, string name) =>
        draft.Format == BackupManifest.CurrentFormat && draft.Schema == Collections.Schema && draft.Product == place.Product
        && name.StartsWith(BackupFiles.Folder(draft.Id), StringComparison.Ordinal)
        && draft.Collections.Select(each => each.Name).SequenceEqual(place.Collections.Take(draft.Collections.Count).Select(each => each.Name));

    private async Task CopyAsync(Collection collection, CancellationToken ct)
    {
        var done = _draft.Collections.FirstOrDefault(each => each.Name == collection.Name) ?? new BackupCollection(collection.Name, [], IsWhole: false);
        if (done.IsWhole)
        {
            return;
        }

        var after = done.Parts.Count > 0 ? done.Parts[^1].LastId : null;
        await using var scan = collection.ScanAsync(_store, after, ct).GetAsyncEnumerator(ct);
        var isMore = await scan.MoveNextAsync();
        while (isMore)
        {
            var name = BackupFiles.Part(_draft.Id, collection.Name, done.Parts.Count + 1, _place.Entropy.ClientSeed()[..4]);
            var part = new PartWriter(name, collection, _place, _dataKey, _draft.Ledger);
            isMore = await part.WriteAsync(scan, documents => _progress?.Report(new BackupProgress(collection.Name, _draft.Documents + documents)), ct);
            done = done with { Parts = [.. done.Parts, part.Result], IsWhole = !isMore };
            _draft = _draft with { Collections = [.. _draft.Collections.Where(each => each.Name != done.Name), done], Ledger = part.Ledger };
            await SaveAsync(ct);
        }

        if (!done.IsWhole)
        {
            _draft = _draft with { Collections = [.. _draft.Collections.Where(each => each.Name != done.Name), done with { IsWhole = true }] };
        }
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        RequireYouth();
        _saved++;
        await WriteAsync(BackupFiles.Draft(_draft.Id, _saved), _draft, ct);
    }

    private async Task WriteAsync(string name, BackupManifest manifest, CancellationToken ct)
    {
        if (await SignedJson.WriteAsync(_place.Archive, name, manifest, BackupJson.Default.BackupManifest, _dataKey, ct) is ArchiveWrite.NameTaken)
        {
            throw new BackupException(BackupFault.TakenOver, $"Another process goes on with the backup {manifest.Id}; this one stops.");
        }
    }

    private void RequireYouth()
    {
        if (_place.Time.GetUtcNow() - _draft.StartedAt >= Longest)
        {
            throw new BackupException(BackupFault.TakenOver, $"The backup {_draft.Id} was begun more than {Longest.TotalHours:0} hours ago and is given up; the next run begins anew.");
        }
    }
}
