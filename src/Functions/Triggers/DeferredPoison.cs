using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Telemetry;
using FlippyFlip.Functions.Adapters;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Triggers;

/// <summary>
/// What the host gave up. Its user is told, if need be in several tries, while the token lives; then the message, which holds that token, is not
/// kept: the log says what became of each try.
/// </summary>
public sealed class DeferredPoison(StorageDeferredQueue queue, DeferredRunner runner, ILogger<DeferredPoison> log)
{
    /// <summary>A poison queue has none of its own: what is thrown here comes back after ten minutes, and would do so for a week. Twice is more than a token's life.</summary>
    private const int MostDeliveries = 2;

    [Function(nameof(DeferredPoison))]
    public async Task RunAsync([QueueTrigger(StorageQueues.DeferredPoison)] string message, int dequeueCount, CancellationToken ct)
    {
        if (dequeueCount == 1 && !DeferredEnvelope.WasGivenUp(message))
        {
            Instruments.QueuePoisoned.Add(1, new KeyValuePair<string, object?>("queue", StorageQueues.Deferred));
        }

        try
        {
            await TellAsync(message, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.DeferredFarewellFailed(log, exception);
            if (StorageQueues.IsAway(exception) && dequeueCount < MostDeliveries)
            {
                // Nothing can be sent anew to storage that is away, but the message still lies there.
                throw;
            }
        }
    }

    private async Task TellAsync(string message, CancellationToken ct)
    {
        if (await queue.OpenAsync(message, ct) is not { } queued)
        {
            Log.DeferredBodyGone(log);
            return;
        }

        switch (await runner.GiveUpAsync(queued.Interaction, ct))
        {
            case DeferredOutcome.Again again:
                await queue.TellLaterAsync(queued, again.After, ct);
                break;
            default:
                Log.DeferredGivenUp(log, queued.Interaction.ApplicationId.Value, queued.Interaction.ReceivedAt);
                await queue.TryForgetAsync(queued, log);
                break;
        }
    }
}
