using FlippyFlip.Core.Outbox;
using FlippyFlip.Hosting.Composition;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local;

/// <summary>Sends signalled messages, a few at a time, until the process stops; what is put off it takes up again when its time comes.</summary>
/// <param name="store">Work begins when it is open.</param>
/// <param name="signals">What to send.</param>
/// <param name="makeDispatcher">Makes the dispatcher.</param>
/// <param name="time">Clock of the pauses.</param>
/// <param name="log">Of what fails.</param>
internal sealed class OutboxWorker(
    OpeningStore store, OutboxChannel signals, Func<OutboxDispatcher> makeDispatcher, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    private const int Width = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await store.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, Width).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var id in signals.Ids.ReadAllAsync(ct))
            {
                await HandleAsync(id, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The next process to start finds what is left.
        }
    }

    private async Task HandleAsync(string id, CancellationToken ct)
    {
        try
        {
            if (await makeDispatcher().SendAsync(id, ct) is { } again)
            {
                _ = RaiseAtAsync(id, again, ct);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.OutboxFailed(log, failure, id);
        }
    }

    private async Task RaiseAtAsync(string id, DateTimeOffset moment, CancellationToken ct)
    {
        var wait = moment - time.GetUtcNow();
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested)
        {
            signals.Raise(id);
        }
    }
}
