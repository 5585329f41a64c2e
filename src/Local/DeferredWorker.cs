using FlippyFlip.Core.Deferral;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local;

/// <summary>Takes deferred interactions off the queue, a few at a time, until the process stops.</summary>
/// <param name="store">Work begins when it is open.</param>
/// <param name="openQueue">Gives the queue, which is open by then.</param>
/// <param name="makeRunner">Makes the runner.</param>
/// <param name="time">Paces the worker after a failure.</param>
/// <param name="log">Of what fails.</param>
internal sealed class DeferredWorker(
    OpeningStore store, Func<SqliteDeferredQueue> openQueue, Func<DeferredRunner> makeRunner, TimeProvider time, ILogger<DeferredWorker> log) : BackgroundService
{
    /// <summary>Runs at once; a store that hangs holds them all.</summary>
    private const int Width = 4;

    /// <summary>A message whose run keeps failing is given up and kept for an operator.</summary>
    private const int MostAttempts = 60;

    /// <summary>Longer than a run and the two calls to Discord after it may take.</summary>
    private static readonly TimeSpan Visibility = DeferredRunner.LongestRun + TimeSpan.FromSeconds(90);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await store.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        var (queue, runner) = (openQueue(), makeRunner());
        await Task.WhenAll(Enumerable.Range(0, Width).Select(_ => Task.Run(() => WorkAsync(queue, runner, stoppingToken), stoppingToken)));
    }

    private async Task WorkAsync(SqliteDeferredQueue queue, DeferredRunner runner, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await HandleAsync(queue, runner, await queue.DequeueAsync(Visibility, ct), ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.DeferredQueueFailed(log, exception);
                await Task.Delay(PauseAfterFailure, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HandleAsync(SqliteDeferredQueue queue, DeferredRunner runner, QueueMessage message, CancellationToken ct)
    {
        if (message.Attempts > MostAttempts)
        {
            if (await queue.PoisonAsync(message, $"{MostAttempts} attempts failed.", ct))
            {
                Log.DeferredGivenUp(log, message.Id, MostAttempts);
            }

            return;
        }

        try
        {
            switch (await runner.RunAsync(message.Interaction, message.Attempts, ct))
            {
                case DeferredOutcome.Finished:
                    await queue.CompleteAsync(message, ct);
                    break;
                case DeferredOutcome.Again again:
                    await queue.RetryLaterAsync(message, again.After, ct);
                    break;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Who stops hands back what it has not done: the next to start need not wait until it becomes visible again.
            await queue.RetryLaterAsync(message, TimeSpan.Zero, CancellationToken.None);
            throw;
        }
        catch (Exception exception)
        {
            Log.DeferredRunFailed(log, exception, message.Id);
            await queue.RetryLaterAsync(message, PauseAfterFailure, ct);
        }
    }
}
