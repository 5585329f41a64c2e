using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>
/// All that is done with backups; jobs and the command line call it. Every method may be called from several processes at once. Expected failures are
/// <see cref="BackupException"/>, <see cref="Archive.ArchiveException"/>, <see cref="StoreException"/> and <see cref="Secrets.SecretException"/>, each with a sentence for an operator.
/// </summary>
/// <param name="place">Where backups are kept.</param>
/// <param name="store">What is copied; only <see cref="RunAsync"/> asks it anything.</param>
/// <param name="scratch">Where drills take place.</param>
public sealed class Safekeeping(BackupPlace place, IStore store, IScratchStores scratch)
{
    private const string DrillStore = "drill";

    /// <summary>Makes a backup, or goes on with one whose process died less than six hours after it began. Removes the remains of runs that nobody can finish any more.</summary>
    public async Task<BackupMade> RunAsync(IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var shelf = await BackupShelf.LookAsync(place.Archive, ct);
        var resumed = await ResumeAsync(shelf, progress, ct);
        var manifest = await (resumed ?? await BackupRun.BeginAsync(place, store, progress, ct)).FinishAsync(ct);
        shelf = await BackupShelf.LookAsync(place.Archive, ct);
        await shelf.DeleteDraftsAsync(manifest.Id, ct);
        return new BackupMade(manifest, resumed is not null, await shelf.CleanAsync(place.Time.GetUtcNow(), ct));
    }

    /// <summary>Whole backups, newest first.</summary>
    public async Task<IReadOnlyList<BackupSummary>> ListAsync(CancellationToken ct)
    {
        var shelf = await BackupShelf.LookAsync(place.Archive, ct);
        var all = new List<BackupSummary>();
        foreach (var id in shelf.Whole)
        {
            all.Add(await shelf.SummaryAsync(id, ct));
        }

        return all;
    }

    /// <summary>How one stands in the archive.</summary>
    /// <exception cref="BackupException">There is none of that name.</exception>
    public async Task<BackupSummary> FindAsync(string id, CancellationToken ct) =>
        await BackupShelf.LookAsync(place.Archive, ct) is var shelf && shelf.Whole.Contains(id) ? await shelf.SummaryAsync(id, ct) : throw BackupException.NotFound(id, place.Archive.Place);

    /// <summary>The name of the newest whole backup.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public async Task<string> LatestAsync(CancellationToken ct) =>
        (await BackupShelf.LookAsync(place.Archive, ct)).Whole.FirstOrDefault() ?? throw new BackupException(BackupFault.NotFound, $"There is no backup in {place.Archive.Place} yet.");

    public async Task<Verification> VerifyLatestAsync(IProgress<BackupProgress>? progress, CancellationToken ct) => await VerifyAsync(await LatestAsync(ct), progress, ct);

    /// <summary>Reads all of a backup, compares it with its manifest, proves every player's balances, and notes the result beside it.</summary>
    /// <exception cref="BackupException">It cannot be judged here: there is none of that name, its key or its schema is another. What is wrong with the backup itself is in the result.</exception>
    public async Task<Verification> VerifyAsync(string id, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var reader = await BackupReader.OpenAsync(place, id, ct);
        var proof = new Proof(reader.Collections, reader.Manifest.FinishedAt ?? place.Time.GetUtcNow());
        List<string> problems = [];
        var isReadable = true;
        try
        {
            await foreach (var member in Families.ReadAsync(reader.Collections, collection => reader.ReadAsync(collection, ct), ct))
            {
                proof.Add(member);
                if (proof.Documents % 1000 == 0)
                {
                    progress?.Report(new BackupProgress(member.Collection.Name, proof.Documents));
                }
            }

            _ = proof.Finish();
            problems.AddRange(Compare(reader.Manifest.Ledger, proof.Ledger, "The manifest", "the players in it"));
            problems.AddRange(proof.Differences);
        }
        catch (BackupException damage) when (damage.Fault == BackupFault.Damaged)
        {
            isReadable = false;
            problems.Add(damage.Message);
        }

        await reader.NoteAsync(new BackupCheck(place.Time.GetUtcNow(), problems.Count == 0, isReadable, problems.FirstOrDefault()), ct);
        return new Verification(reader.Manifest, proof.Documents, proof.Surplus, problems);
    }

    /// <summary>Fills a store with what a backup holds, each document with the version it had.</summary>
    /// <param name="id">Which.</param>
    /// <param name="target">
    /// Empty. It is left as it is when there is no such backup or it holds something; then its schema is put in place. (An engine that cannot look into a store without a
    /// schema wants it there before.) After any other exception it may hold some of the backup and is of no use.
    /// </param>
    /// <param name="progress">Is told. Null: nobody is.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Restored> RestoreAsync(string id, IStore target, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var (restored, _, proof) = await FillAsync(id, target, progress, ct);
        _ = proof.Finish();
        return restored with { Problems = proof.Differences };
    }

    /// <summary>Restores a backup into a scratch store, reads that store, compares both byte by byte and proves every player's balances once more.</summary>
    public async Task<Drill> DrillAsync(string id, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        await using var drill = await scratch.OpenAsync(DrillStore, ct);
        var (restored, collections, copy) = await FillAsync(id, drill.Store, progress, ct);
        var found = new Proof(collections, restored.Manifest.FinishedAt ?? place.Time.GetUtcNow());
        await foreach (var member in Families.ReadAsync(collections, collection => collection.ScanAsync(drill.Store, null, ct), ct))
        {
            found.Add(member);
        }

        var (written, there) = (copy.Finish(), found.Finish());
        List<string> problems = [.. collections.Where(collection => written[collection] != there[collection]).Select(collection => $"'{collection.Name}' is not the same after it was restored.")];
        problems.AddRange(Compare(copy.Ledger, found.Ledger, "The backup", "the restored store"));
        problems.AddRange(found.Differences);
        return new Drill(restored with { Problems = copy.Differences }, problems);
    }

    /// <summary>Throws away what <see cref="Retention"/> does not keep.</summary>
    public async Task<Pruned> PruneAsync(CancellationToken ct)
    {
        var all = await ListAsync(ct);
        var kept = Retention.Keep([.. all.Select(backup => new ShelvedBackup(backup.Id, backup.StartedAt, backup.IsDamaged, backup.Check is { IsGood: true }))]);
        var shelf = await BackupShelf.LookAsync(place.Archive, ct);
        List<string> deleted = [], refused = [];
        foreach (var backup in all.Where(backup => !kept.Contains(backup.Id)))
        {
            (await shelf.DeleteAsync(backup.Id, ct) ? deleted : refused).Add(backup.Id);
        }

        return new Pruned([.. all.Select(backup => backup.Id).Where(kept.Contains)], deleted, refused);
    }

    private async Task<BackupRun?> ResumeAsync(BackupShelf shelf, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var newest = shelf.Drafts.FirstOrDefault();
        return newest is not null && place.Time.GetUtcNow() - BackupId.StartedAt(newest[..newest.IndexOf('/')]) < BackupRun.LongestToResume
            ? await BackupRun.ResumeAsync(place, store, progress, newest, ct)
            : null;
    }

    private async Task<(Restored Restored, IReadOnlyList<Collection> Collections, Proof Proof)> FillAsync(string id, IStore target, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var reader = await BackupReader.OpenAsync(place, id, ct);
        var restoring = new Restoring(reader, target, place.Time.GetUtcNow(), progress);
        var proof = await restoring.RunAsync(ct);
        return (new Restored(reader.Manifest, proof.Documents - proof.Surplus - restoring.Expired, proof.Surplus, restoring.Expired, []), reader.Collections, proof);
    }

    private static IEnumerable<string> Compare(LedgerTotals said, LedgerTotals found, string who, string where) => said == found
        ? []
        : [$"{who} has {said.Players:N0} players with {said.Balances:N0} coins ({said.Minted:N0} minted, {said.Burned:N0} burned), {where} {found.Players:N0} with {found.Balances:N0} ({found.Minted:N0}, {found.Burned:N0})."];
}
