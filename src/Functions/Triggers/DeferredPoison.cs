using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Telemetry;
using FlippyFlip.Functions.Adapters;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Triggers;

/// <summary>
/// What the host gave up. Its user is told while the token lives; the message itself, which holds that token, is not kept: the log says what
/// became of each try.
/// </summary>
public sealed class DeferredPoison(StorageDeferredQueue queue, DeferredRunner runner, ILogger<DeferredPoison> log)
{
    [Function(nameof(DeferredPoison))]
    public async Task RunAsync([QueueTrigger(StorageQueues.DeferredPoison)] string message, CancellationToken ct)
    {
        Instruments.QueuePoisoned.Add(1, new KeyValuePair<string, object?>("queue", StorageQueues.Deferred));
        try
        {
            if (await queue.OpenAsync(message, ct) is { } queued)
            {
                Log.DeferredGivenUp(log, queued.Interaction.ApplicationId.Value, queued.Interaction.ReceivedAt);
                await runner.GiveUpAsync(queued.Interaction, ct);
                await queue.TryForgetAsync(queued, log);
            }
            else
            {
                Log.DeferredBodyGone(log);
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // A poison message that throws would come back as poison of poison.
            Log.DeferredFarewellFailed(log, exception);
        }
    }
}
