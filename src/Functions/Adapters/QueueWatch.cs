using FlippyFlip.Core.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions.Adapters;

/// <summary>Records how long the queues are, once a minute, for the alerts. Every instance does, and says the same: who asks takes the most or the latest, never the sum.</summary>
internal sealed class QueueWatch(StorageQueues queues, TimeProvider time, ILogger<QueueWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Period, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var (queue, length) in await queues.LengthsAsync(stoppingToken))
                {
                    Instruments.QueueLength.Record(length, new KeyValuePair<string, object?>("queue", queue));
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: a service that throws would end the whole worker.
                Log.QueuesSilent(log, failure);
            }
        }
    }
}
