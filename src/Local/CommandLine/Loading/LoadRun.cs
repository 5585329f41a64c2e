using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>Drives the load. Closed loop: a connection sends its next request only after its last was answered, so a slow bot is asked less, never buried.</summary>
internal sealed class LoadRun(LoadPlan plan, RequestTemplate template, SnowflakeSource ids, Endpoint endpoint, TimeProvider clock)
{
    private long _turns;
    private long _began;
    private long _ended;

    public LoadTally Tally { get; } = new();

    /// <summary>From the first request until now, or until the last answer.</summary>
    public TimeSpan Elapsed => _began == 0 ? TimeSpan.Zero : _ended == 0 ? clock.GetElapsedTime(_began) : clock.GetElapsedTime(_began, _ended);

    public double Throughput => Elapsed > TimeSpan.Zero ? Tally.Latency.Count / Elapsed.TotalSeconds : 0;

    /// <summary>Ends after the plan's duration, or early when cancelled; what was measured stands in <see cref="Tally"/> either way.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _began = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(_ => Task.Run(() => ConnectionAsync(ct), CancellationToken.None)));
        _ended = clock.GetTimestamp();
    }

    private async Task ConnectionAsync(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var turn = Interlocked.Increment(ref _turns) - 1;
                var due = plan.Rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)turn / plan.Rate);
                if (due >= plan.Duration || Elapsed >= plan.Duration)
                {
                    return;
                }

                var early = due - Elapsed;
                if (early > TimeSpan.Zero)
                {
                    await Task.Delay(early, clock, ct);
                }

                await OneAsync(turn, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C: a request cut short is neither an answer nor an error.
        }
    }

    private async Task OneAsync(long turn, CancellationToken ct)
    {
        try
        {
            Tally.Count(await endpoint.PostAsync(template.For(ids.Next(), LoadPlan.User(turn, plan.Users)), ct));
        }
        catch (HttpRequestException)
        {
            Tally.CountFailure("no connection");
        }
        catch (TimeoutException)
        {
            Tally.CountFailure("no answer in time");
        }
    }
}
