using FlippyFlip.Hosting.Composition;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions;

/// <summary>
/// Opens the store beside the start and does not give up: pings are answered meanwhile, and a command meets the deadline like one on a slow store.
/// An instance that ended instead would be started again at once, over and over.
/// </summary>
internal sealed class StoreOpening(OpeningStore store, TimeProvider time, ILogger<StoreOpening> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.EnsureSchemaAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.StoreNotOpen(log, exception, Pause);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
