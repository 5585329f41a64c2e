using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Adapters;

/// <summary>
/// Deferred interactions in an Azure queue, which the host delivers. A message holds at most 48 KiB; a larger body waits in a blob, and the
/// message says which.
/// </summary>
public sealed class StorageDeferredQueue : IDeferredQueue
{
    /// <summary>Of the blobs. Not the host's own; one that stays behind is cleared away by the account's rules.</summary>
    public const string Container = "deferred-bodies";

    /// <summary>Bytes: 64 KiB less what base64 adds.</summary>
    public const int MostInMessage = 48 * 1024;

    private readonly QueueClient _queue;
    private readonly QueueClient _poison;
    private readonly BlobContainerClient _bodies;

    internal StorageDeferredQueue(StorageQueues queues) =>
        (_queue, _poison, _bodies) = (queues.Queue(StorageQueues.Deferred), queues.Queue(StorageQueues.DeferredPoison), queues.Container(Container));

    public Task EnqueueAsync(DeferredInteraction interaction, CancellationToken ct) => SendAsync(_queue, new QueuedInteraction(interaction, 1, null), TimeSpan.Zero, ct);

    /// <summary>Puts it back for a later attempt.</summary>
    public Task RetryLaterAsync(QueuedInteraction queued, int nextAttempt, TimeSpan delay, CancellationToken ct) =>
        SendAsync(_queue, queued with { Attempt = nextAttempt }, delay, ct);

    /// <summary>Keeps what was given up, and its body, until its user can be told.</summary>
    public Task TellLaterAsync(QueuedInteraction queued, TimeSpan delay, CancellationToken ct) =>
        SendAsync(_poison, queued, delay, ct, isGivenUp: true);

    /// <summary>Reads a message, and its body from where it lies. Null: the body is gone, for somebody has finished it.</summary>
    /// <exception cref="FormatException">It is none of ours.</exception>
    public async Task<QueuedInteraction?> OpenAsync(string message, CancellationToken ct)
    {
        var envelope = DeferredEnvelope.Read(message);
        if (envelope.Blob is not { } blob)
        {
            return new QueuedInteraction(envelope.Interaction, envelope.Attempt, null);
        }

        try
        {
            var body = await _bodies.GetBlobClient(blob).DownloadContentAsync(ct);
            return new QueuedInteraction(envelope.Interaction with { Body = body.Value.Content.ToMemory() }, envelope.Attempt, blob);
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound || gone.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
    }

    /// <summary>Clears away what lies outside the message. Never throws: a failure here must not bring back what is answered.</summary>
    public async Task TryForgetAsync(QueuedInteraction done, ILogger log)
    {
        try
        {
            await (done.Blob is { } blob ? _bodies.DeleteBlobIfExistsAsync(blob) : Task.CompletedTask);
        }
        catch (Exception failure) when (StorageQueues.IsAway(failure))
        {
            Log.DeferredBodyStays(log, failure);
        }
    }

    private async Task SendAsync(QueueClient queue, QueuedInteraction queued, TimeSpan delay, CancellationToken ct, bool isGivenUp = false)
    {
        var message = DeferredEnvelope.Write(queued.Interaction, queued.Attempt, queued.Blob, isGivenUp);
        if (message.ToMemory().Length > MostInMessage)
        {
            message = DeferredEnvelope.Write(queued.Interaction, queued.Attempt, await KeepAsync(queued.Interaction.Body, ct), isGivenUp);
        }

        // The service counts whole seconds, and Discord may ask for hours; beyond the token's life any time is as good.
        var visible = TimeSpan.FromSeconds(Math.Ceiling(Math.Min(delay.TotalSeconds, Limits.TokenLife.TotalSeconds)));
        await StorageQueues.OnMissingAsync(
            () => queue.SendMessageAsync(message, visibilityTimeout: visible, cancellationToken: ct),
            () => queue.CreateIfNotExistsAsync(cancellationToken: ct));
    }

    /// <returns>The blob's name. The same body has the same one, so whoever sends it twice leaves one.</returns>
    private async Task<string> KeepAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var blob = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        await StorageQueues.OnMissingAsync(
            () => _bodies.GetBlobClient(blob).UploadAsync(new BinaryData(body), overwrite: true, ct),
            () => _bodies.CreateIfNotExistsAsync(cancellationToken: ct));
        return blob;
    }
}

/// <summary>A message that was taken off the queue.</summary>
/// <param name="Interaction">With its body.</param>
/// <param name="Attempt">1 the first time.</param>
/// <param name="Blob">Where the body lies. Null: in the message.</param>
public sealed record QueuedInteraction(DeferredInteraction Interaction, int Attempt, string? Blob);
