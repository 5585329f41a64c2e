using System.Diagnostics.Metrics;
using FlippyFlip.Core.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Metrics;
using Microsoft.Extensions.Hosting;

namespace FlippyFlip.Functions.Adapters;

/// <summary>Hands what the meter measures to Application Insights, which adds it up for a minute and never samples it.</summary>
internal sealed class MeterBridge : IHostedService, IDisposable
{
    /// <summary>Above all commands times outcomes and any fingerprints of a day; the library's own, a hundred values of a tag, would silently drop the rest.</summary>
    private static readonly MetricConfiguration Limits = new(20_000, 2_000, new MetricSeriesConfigurationForMeasurement(restrictToUInt32Values: false));

    private readonly TelemetryClient _client;
    private readonly MeterListener _listener = new();

    public MeterBridge(TelemetryClient client)
    {
        _client = client;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Track(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Track(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Track(instrument, value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    /// <summary>An instance is taken away without notice of what it still held.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _listener.Dispose();
        return _client.FlushAsync(cancellationToken);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Runs beside requests that are answered already, so it must not throw.</summary>
    private void Track(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        switch (tags)
        {
            case []:
                _client.GetMetric(instrument.Name, Limits).TrackValue(value);
                break;
            case [var only]:
                _client.GetMetric(instrument.Name, only.Key, Limits).TrackValue(value, Text(only));
                break;
            case [var first, var second]:
                _client.GetMetric(instrument.Name, first.Key, second.Key, Limits).TrackValue(value, Text(first), Text(second));
                break;
            case [var first, var second, var third, ..]:
                _client.GetMetric(instrument.Name, first.Key, second.Key, third.Key, Limits).TrackValue(value, Text(first), Text(second), Text(third));
                break;
        }
    }

    /// <summary>A series without a value is refused with an exception.</summary>
    private static string Text(KeyValuePair<string, object?> tag) => $"{tag.Value}" is { Length: > 0 } text ? text : "-";
}
