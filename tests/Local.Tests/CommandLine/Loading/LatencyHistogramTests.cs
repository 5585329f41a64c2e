using FlippyFlip.Local.CommandLine.Loading;

namespace FlippyFlip.Local.Tests.CommandLine.Loading;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_at_most_one_in_thirty_two_off()
    {
        var dice = new Random(7);
        var histogram = new LatencyHistogram();
        var values = Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(dice.NextDouble() * 16)).ToList();
        values.ForEach(value => histogram.Record(TimeSpan.FromMicroseconds(value)));
        values.Sort();
        foreach (var share in (double[])[0.01, 0.5, 0.9, 0.99, 0.999, 1])
        {
            var exact = values[(int)Math.Ceiling(share * values.Count) - 1];
            Assert.InRange(histogram.Percentile(share).TotalMicroseconds, exact, exact + 1 + (exact / 32.0));
        }

        Assert.Equal(values[^1], histogram.Max.TotalMicroseconds);
    }

    [Fact]
    public void Small_and_absurd_durations_have_their_place()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.5));
        foreach (var duration in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromMicroseconds(31), TimeSpan.FromMicroseconds(32), TimeSpan.FromDays(400)])
        {
            histogram.Record(duration);
        }

        Assert.Equal(5, histogram.Count);
        Assert.Equal(TimeSpan.FromMicroseconds(31), histogram.Percentile(0.6));
        Assert.Equal(TimeSpan.FromMicroseconds(32), histogram.Percentile(0.8));
    }

    [Fact]
    public void Groups_hold_every_duration_once()
    {
        var histogram = new LatencyHistogram();
        foreach (var milliseconds in (double[])[0.05, 0.7, 3, 3, 90])
        {
            histogram.Record(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.Equal([1, 1, 2, 1], histogram.Within([TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10)]));
    }
}
