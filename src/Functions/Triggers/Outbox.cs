using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Telemetry;
using FlippyFlip.Functions.Adapters;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Sends what a commit left in the outbox; what is put off for a little comes back here, the rest is the sweep's.</summary>
public sealed class Outbox
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly OutboxDispatcher _dispatcher;
    private readonly StorageOutboxSignal _signal;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public Outbox(IServiceProvider parts)
    {
        _dispatcher = parts.GetRequiredService<OutboxDispatcher>();
        _signal = parts.GetRequiredService<StorageOutboxSignal>();
        _time = parts.GetRequiredService<TimeProvider>();
        _log = parts.GetRequiredService<ILogger<Outbox>>();
    }

    [Function(nameof(Outbox))]
    public async Task RunAsync([QueueTrigger(StorageQueues.Outbox)] string id, CancellationToken ct)
    {
        if (await _dispatcher.SendAsync(id, ct) is { } again && again - _time.GetUtcNow() is var wait && wait < Soon)
        {
            await _signal.RaiseLaterAsync(id, wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1), ct);
        }
    }

    /// <summary>What the host gave up is a signal alone: the message lies in the store, and the sweep finds it.</summary>
    [Function("OutboxPoison")]
    public void Forget([QueueTrigger(StorageQueues.OutboxPoison)] string id)
    {
        Instruments.QueuePoisoned.Add(1, new KeyValuePair<string, object?>("queue", StorageQueues.Outbox));
        Log.OutboxSignalGivenUp(_log, id.Length);
    }
}
