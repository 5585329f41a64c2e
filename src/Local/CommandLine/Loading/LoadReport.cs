using System.Globalization;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>What a load run shows: one line while it runs, and at the end a picture of the latencies.</summary>
internal sealed class LoadReport(IAnsiConsole console, LoadPlan plan, LoadRun run, TimeProvider clock)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private static readonly double[] BoundsInMilliseconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    public async Task FollowAsync(Task running)
    {
        var pace = plan.Rate == 0 ? "as fast as it goes" : $"{plan.Rate} per second";
        console.MarkupLine($"{Markup.Escape(plan.Line)} for {plan.Duration.TotalSeconds:0} s, {pace}, {plan.Users} users, {plan.Connections} connections");
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            await console.Live(new Markup(Progress())).AutoClear(true).StartAsync(async live =>
            {
                using var beat = new PeriodicTimer(Beat, clock);
                while (!running.IsCompleted)
                {
                    await Task.WhenAny(running, beat.WaitForNextTickAsync(CancellationToken.None).AsTask());
                    live.UpdateTarget(new Markup(Progress()));
                }
            });
        }

        await running;
    }

    public void WriteResult()
    {
        var latency = run.Tally.Latency;
        if (latency.Count > 0)
        {
            WriteBars(latency);
        }

        console.MarkupLine(FormattableString.Invariant($"[bold]{latency.Count}[/] answers in {run.Elapsed.TotalSeconds:0.0} s: [bold]{run.Throughput:0}[/] per second"));
        if (plan.Rate > 0 && latency.Count > 0 && run.Throughput < plan.Rate * 0.95)
        {
            console.MarkupLine($"[yellow]{plan.Rate} per second were asked for; {plan.Connections} connections did not reach it.[/]");
        }

        console.MarkupLine($"p50 {Short(latency.Percentile(0.5))}   p90 {Short(latency.Percentile(0.9))}   p99 {Short(latency.Percentile(0.99))}   max {Short(latency.Max)}");
        if (run.Tally.Privately > 0)
        {
            console.MarkupLine($"{run.Tally.Privately} replies were private (as a rule a polite no: cooldown, empty purse)");
        }

        foreach (var (kind, count) in run.Tally.Refusals.OrderByDescending(refusal => refusal.Value).ThenBy(refusal => refusal.Key, StringComparer.Ordinal))
        {
            console.MarkupLine($"[red]{count} × {Markup.Escape(kind)}[/]");
        }

        if (run.Tally.Errors == 0)
        {
            console.MarkupLine("[green]no errors[/]");
        }
    }

    public static string Short(TimeSpan duration) => duration.TotalMilliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMicroseconds:0} µs"),
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.#} ms"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
    };

    private string Progress()
    {
        var latency = run.Tally.Latency;
        var errors = run.Tally.Errors;
        return FormattableString.Invariant($"{run.Elapsed.TotalSeconds:0.0} s  [bold]{run.Throughput:0}[/]/s  p50 {Short(latency.Percentile(0.5))}  p99 {Short(latency.Percentile(0.99))}  ")
            + (errors == 0 ? "[dim]no errors[/]" : $"[red]{errors} errors[/]");
    }

    /// <summary>Bars from the first bound that holds anything to the last, empty ones between them included: gaps are part of the picture.</summary>
    private void WriteBars(LatencyHistogram latency)
    {
        var counts = latency.Within([.. BoundsInMilliseconds.Select(TimeSpan.FromMilliseconds)]).ToList();
        var chart = new BarChart { Width = Math.Min(console.Profile.Width, 72) };
        for (var bar = counts.FindIndex(count => count > 0); bar <= counts.FindLastIndex(count => count > 0); bar++)
        {
            chart.AddItem(Label(bar), counts[bar], Color.Teal);
        }

        console.Write(chart);
    }

    private static string Label(int bar) => bar < BoundsInMilliseconds.Length
        ? $"≤ {Short(TimeSpan.FromMilliseconds(BoundsInMilliseconds[bar]))}"
        : $"> {Short(TimeSpan.FromMilliseconds(BoundsInMilliseconds[^1]))}";
}
