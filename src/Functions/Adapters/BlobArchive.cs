using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Functions.Adapters;

/// <summary>
/// Files as block blobs. Blocks are staged while the content is written and committed on the condition that the name is free, so a blob appears
/// whole or not at all and an immutable container takes it; blocks that nobody commits vanish within a week. (The library's own write stream
/// would put an empty blob in the place first.)
/// </summary>
internal sealed class BlobArchive(BlobContainerClient container, Entropy entropy) : IArchive
{
    private const string Writer = "writer";

    private static readonly BlobRequestConditions NameIsFree = new() { IfNoneMatch = ETag.All };

    public string Place => container.Uri.GetLeftPart(UriPartial.Path);

    public async Task<ArchiveWrite> WriteAsync(string name, Func<Stream, CancellationToken, Task> content, CancellationToken ct)
    {
        if (await FindAsync(name, ct) is not null)
        {
            return ArchiveWrite.NameTaken.Instance;
        }

        var blob = container.GetBlockBlobClient(name);
        await using var blocks = new BlockStream(entropy, (id, bytes, token) => TryAsync(() => OnMissingAsync(() => blob.StageBlockAsync(id, bytes(), cancellationToken: token), token)));
        try
        {
            await content(blocks, ct);
        }
        catch (IOException failure)
        {
            throw Unavailable(failure);
        }

        await blocks.FlushLastAsync(ct);
        ct.ThrowIfCancellationRequested();
        return await TryAsync(() => CommitAsync(blob, blocks, ct));
    }

    public async Task<Stream?> ReadAsync(string name, CancellationToken ct)
    {
        ArchiveName.Check(name);
        return await TryAsync(async () => await NullIfMissingAsync<Stream>(async () => (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: ct)).Value.Content));
    }

    public async Task<ArchiveItem?> FindAsync(string name, CancellationToken ct)
    {
        ArchiveName.Check(name);
        return await TryAsync(async () => await NullIfMissingAsync(async () =>
        {
            var found = (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: ct)).Value;
            return new ArchiveItem(name, found.ContentLength, found.LastModified);
        }));
    }

    public async IAsyncEnumerable<ArchiveItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var blobs = container.GetBlobsAsync(prefix: prefix, cancellationToken: ct).GetAsyncEnumerator(ct);
        while (await TryAsync(async () => await NullIfMissingAsync<object>(async () => await blobs.MoveNextAsync() ? blobs : null)) is not null)
        {
            var blob = blobs.Current;
            yield return new ArchiveItem(blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? default);
        }
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken ct)
    {
        // Asked first: what another is still writing must not be touched.
        return await FindAsync(name, ct) is not null && await TryAsync(async () => (await container.DeleteBlobIfExistsAsync(name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: ct)).Value);
    }

    private async Task<ArchiveWrite> CommitAsync(BlockBlobClient blob, BlockStream blocks, CancellationToken ct)
    {
        // Tells our own commit, whose answer was lost and which the library sent again, from somebody else's.
        var token = entropy.Reference();
        var options = new CommitBlockListOptions { Conditions = NameIsFree, Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Writer] = token } };
        try
        {
            Response<BlobContentInfo>? committed = null;
            await OnMissingAsync(async () => committed = await blob.CommitBlockListAsync(blocks.Ids, options, ct), ct);
            return new ArchiveWrite.Written(new ArchiveItem(blob.Name, blocks.Staged, committed!.Value.LastModified));
        }
        catch (RequestFailedException taken) when (taken.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed && taken.ErrorCode != "BlobImmutableDueToPolicy")
        {
            return await WhoseAsync(blob, token, ct) ?? throw Unavailable(taken);
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Whoever commits first clears away what others have staged.
            return await WhoseAsync(blob, token, ct) ?? throw Unavailable(gone);
        }
    }

    /// <summary>Null: nobody's, so the name was not the reason.</summary>
    private static async Task<ArchiveWrite?> WhoseAsync(BlockBlobClient blob, string token, CancellationToken ct)
    {
        var found = await NullIfMissingAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: ct)).Value);
        return found is null ? null
            : found.Metadata.TryGetValue(Writer, out var writer) && writer == token ? new ArchiveWrite.Written(new ArchiveItem(blob.Name, found.ContentLength, found.LastModified))
            : ArchiveWrite.NameTaken.Instance;
    }

    private Task OnMissingAsync(Func<Task> act, CancellationToken ct) => StorageQueues.OnMissingAsync(act, () => container.CreateIfNotExistsAsync(cancellationToken: ct));

    private static async Task<T?> NullIfMissingAsync<T>(Func<Task<T?>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task TryAsync(Func<Task> act) => await TryAsync(async () =>
    {
        await act();
        return true;
    });

    /// <summary>What the service says, in the archive's words. Its own messages carry addresses and headers.</summary>
    private static async Task<T> TryAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (RequestFailedException denied) when (denied.Status == (int)HttpStatusCode.Forbidden || denied.ErrorCode == "BlobImmutableDueToPolicy")
        {
            throw new ArchiveException(ArchiveFault.Denied, $"The archive does not allow this: {denied.ErrorCode ?? "HTTP 403"}.", denied);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException or Azure.Identity.AuthenticationFailedException)
        {
            throw Unavailable(failure);
        }
    }

    private static ArchiveException Unavailable(Exception failure) => new(
        ArchiveFault.Unavailable, $"The archive cannot be reached: {(failure as RequestFailedException)?.ErrorCode ?? failure.GetType().Name}.", failure);
}
