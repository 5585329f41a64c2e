using System.Runtime.CompilerServices;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>A backup that was opened with its key; its manifest is authentic.</summary>
internal sealed class BackupReader
{
    private readonly IArchive _archive;
    private readonly byte[] _dataKey;

    private BackupReader(IArchive archive, BackupManifest manifest, IReadOnlyList<Collection> collections, byte[] dataKey)
    {
        _archive = archive;
        _dataKey = dataKey;
        Manifest = manifest;
        Collections = collections;
    }

    public BackupManifest Manifest { get; }

    /// <summary>Those of its collections, in its order.</summary>
    public IReadOnlyList<Collection> Collections { get; }

    /// <exception cref="BackupException">There is none, or it cannot be read here; the sentence says why.</exception>
    public static async Task<BackupReader> OpenAsync(BackupPlace place, string id, CancellationToken ct)
    {
        var name = BackupFiles.Manifest(id);
        var file = (ArchiveName.IsValid(name) ? await SignedJson.ReadAsync(place.Archive, name, ct) : null)
            ?? throw BackupException.NotFound(id, place.Archive.Place);
        var manifest = file.Claimed(BackupJson.Default.BackupManifest);
        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            throw new BackupException(BackupFault.OtherSchema, $"The backup {id} is of format {manifest.Format}; this version knows format {BackupManifest.CurrentFormat}. Use version {manifest.Product}.");
        }

        var dataKey = await UnwrapAsync(place, manifest, ct);
        file.Check(dataKey);
        if (manifest.Id != id || manifest.FinishedAt is null || manifest.Collections.Any(each => !each.IsWhole))
        {
            throw new BackupException(BackupFault.Damaged, $"{name} is the manifest of something else.");
        }

        return new BackupReader(place.Archive, manifest, Known(place, manifest), dataKey);
    }

    /// <summary>Signs what is kept beside the backup.</summary>
    public async Task NoteAsync(BackupCheck check, CancellationToken ct)
    {
        var name = BackupFiles.Check(Manifest.Id, check.At);
        _ = await SignedJson.WriteAsync(_archive, name, check, BackupJson.Default.BackupCheck, _dataKey, ct);
        await foreach (var item in _archive.ListAsync(BackupFiles.Folder(Manifest.Id), ct))
        {
            if (BackupFiles.IsCheck(item.Name) && string.CompareOrdinal(item.Name, name) < 0)
            {
                await BackupShelf.TryDeleteAsync(_archive, item.Name, ct);
            }
        }
    }

    /// <summary>All documents of a collection in the order of ids.</summary>
    public async IAsyncEnumerable<Document> ReadAsync(Collection collection, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var part in Manifest.Collections.Single(each => each.Name == collection.Name).Parts)
        {
            await using var reader = await PartReader.OpenAsync(_archive, Manifest.Id, part, _dataKey, ct);
            while (await reader.NextAsync(collection, ct) is { } document)
            {
                yield return document;
            }
        }
    }

    private static async Task<byte[]> UnwrapAsync(BackupPlace place, BackupManifest manifest, CancellationToken ct)
    {
        try
        {
            return await place.MasterKey.UnwrapAsync(manifest.Key, ct);
        }
        catch (SecretException wrong) when (wrong.Fault == SecretFault.WrongKey)
        {
            throw new BackupException(BackupFault.WrongKey, $"The backup {manifest.Id} cannot be opened with the master key that is here. {wrong.Message}", wrong);
        }
        catch (SecretException changed) when (changed.Fault == SecretFault.Changed)
        {
            throw new BackupException(BackupFault.Damaged, $"The key in the manifest of {manifest.Id} was changed after it was written.", changed);
        }
    }

    private static List<Collection> Known(BackupPlace place, BackupManifest manifest)
    {
        if (manifest.Schema != Storage.Collections.Schema)
        {
            throw new BackupException(
                BackupFault.OtherSchema, $"The backup {manifest.Id} has schema {manifest.Schema}, this version has {Storage.Collections.Schema}. Use version {manifest.Product}, which wrote it.");
        }

        return [.. manifest.Collections.Select(each => place.Collections.FirstOrDefault(known => known.Name == each.Name)
            ?? throw new BackupException(BackupFault.OtherSchema, $"The backup {manifest.Id} has a collection '{each.Name}' that this version does not know. Use version {manifest.Product}, which wrote it."))];
    }
}
