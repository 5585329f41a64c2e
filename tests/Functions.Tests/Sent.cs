using System.Collections.Concurrent;
using System.Text;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.Extensibility.Implementation;

namespace FlippyFlip.Functions.Tests;

/// <summary>What would go to Application Insights.</summary>
internal sealed class Sent : ITelemetryChannel
{
    public ConcurrentQueue<ITelemetry> Items { get; } = new();

    /// <summary>Each item as it would cross the wire, names, addresses, properties and exceptions included.</summary>
    public IEnumerable<string> Wire => Items.Select(item => Encoding.UTF8.GetString(JsonSerializer.Serialize([item], compress: false)));

    public bool? DeveloperMode { get; set; }

    public string EndpointAddress { get; set; } = "";

    public void Send(ITelemetry item) => Items.Enqueue(item);

    public void Flush()
    {
    }

    public void Dispose()
    {
    }
}
