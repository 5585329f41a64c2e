using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FlippyFlip.Core.Telemetry;

namespace FlippyFlip.FrontDoor;

/// <summary>What the product's instruments say while one test calls its parts directly; what other tests cause meanwhile is not heard.</summary>
public sealed class Measured : IDisposable
{
    private static readonly AsyncLocal<Measured?> Current = new();

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly MeterListener _listener = new();

    public Measured()
    {
        Current.Value = this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, Instruments.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Each measurement as <c>name value tag=value …</c>, in the order it was made.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public void Dispose()
    {
        Current.Value = null;
        _listener.Dispose();
    }

    private void Hear<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!ReferenceEquals(Current.Value, this))
        {
            return;
        }

        var line = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instrument.Name} {value}");
        foreach (var tag in tags)
        {
            line += $" {tag.Key}={tag.Value}";
        }

        _lines.Enqueue(line);
    }
}
