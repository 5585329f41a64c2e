using FlippyFlip.Core.Deferral;
using FlippyFlip.Functions.Adapters;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Runs what was answered with "thinking". What it throws brings the message back, up to the host's <c>maxDequeueCount</c>.</summary>
public sealed class DeferredInteractions(StorageDeferredQueue queue, DeferredRunner runner, ILogger<DeferredInteractions> log)
{
    [Function(nameof(DeferredInteractions))]
    public async Task RunAsync([QueueTrigger(StorageQueues.Deferred)] string message, int dequeueCount, CancellationToken ct)
    {
        if (await queue.OpenAsync(message, ct) is not { } queued)
        {
            Log.DeferredBodyGone(log);
            return;
        }

        // A message that came back was cut short before it could say so itself.
        var attempt = queued.Attempt + Math.Max(0, dequeueCount - 1);
        switch (await runner.RunAsync(queued.Interaction, attempt, ct))
        {
            case DeferredOutcome.Again again:
                await queue.RetryLaterAsync(queued, attempt + 1, again.After, ct);
                break;
            default:
                await queue.TryForgetAsync(queued, log);
                break;
        }
    }
}
