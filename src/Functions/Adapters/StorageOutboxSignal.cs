using System.Threading.Channels;
using Azure.Storage.Queues;
using FlippyFlip.Core.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Adapters;

/// <summary>Signals over an Azure queue, so that the host sends beside the request and on whatever instance it likes. A signal that is lost is made up for by the sweep.</summary>
internal sealed class StorageOutboxSignal(StorageQueues queues, ILogger<StorageOutboxSignal> log) : BackgroundService, IOutboxSignal
{
    private const int Most = 1000;

    private readonly QueueClient _queue = queues.Queue(StorageQueues.Outbox);
    private readonly Channel<string> _ids = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise(string id) => _ids.Writer.TryWrite(id);

    /// <summary>Signals again, later.</summary>
    public Task RaiseLaterAsync(string id, TimeSpan delay, CancellationToken ct) => StorageQueues.OnMissingAsync(
        () => _queue.SendMessageAsync(id, visibilityTimeout: delay, cancellationToken: ct),
        () => _queue.CreateIfNotExistsAsync(cancellationToken: ct));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in _ids.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RaiseLaterAsync(id, TimeSpan.Zero, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: a service that throws would end the whole worker, and the sweep sends what is left.
                Log.OutboxSignalLost(log, failure);
            }
        }
    }
}
