using FlippyFlip.Core.Telemetry;
using FlippyFlip.Functions.Adapters;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.WindowsServer.Channel.Implementation;

namespace FlippyFlip.Functions.Tests;

public sealed class InsightsTests
{
    private const string Token = "aW50ZXJhY3Rpb246MTQ1OTAwMDAwMDAwMDAwMDAwMTpzZWNyZXQ";

    [Theory]
    [InlineData($"https://discord.com/api/v10/webhooks/1200000000000000001/{Token}/messages/@original", "https://discord.com/api/v10/webhooks/1200000000000000001/{token}/messages/@original")]
    [InlineData($"https://discord.com/api/v10/webhooks/1200000000000000001/{Token}?wait=true", "https://discord.com/api/v10/webhooks/1200000000000000001/{token}?wait=true")]
    [InlineData($"POST /api/v10/interactions/1459000000000000001/{Token}/callback", "POST /api/v10/interactions/1459000000000000001/{token}/callback")]
    [InlineData("https://discord.com/api/v10/applications/1200000000000000001/commands", "https://discord.com/api/v10/applications/1200000000000000001/commands")]
    [InlineData("https://bot.example/api/interactions/1200000000000000001", "https://bot.example/api/interactions/1200000000000000001")]
    public void Tokens_in_addresses_stay_here(string address, string recorded)
    {
        var sent = new Sent();
        using var configuration = Configuration(sent);
        var client = new TelemetryClient(configuration);

        client.TrackDependency(new DependencyTelemetry("Http", "discord.com", address, address) { Properties = { ["url"] = address } });
        client.TrackTrace($"Asked {address}");
        client.TrackException(new InvalidOperationException($"No answer from {address}"));

        var dependency = Assert.Single(sent.Items.OfType<DependencyTelemetry>());
        Assert.Equal((recorded, recorded, recorded), (dependency.Name, dependency.Data, dependency.Properties["url"]));
        Assert.Equal($"Asked {recorded}", Assert.Single(sent.Items.OfType<TraceTelemetry>()).Message);
        Assert.Equal($"No answer from {recorded}", Assert.Single(sent.Items.OfType<ExceptionTelemetry>()).ExceptionDetailsInfoList[0].Message);
    }

    [Fact]
    public void Sampling_drops_what_is_many_and_never_an_exception()
    {
        var sent = new Sent();
        using var configuration = Configuration(sent);
        Insights.Sample(configuration, new SamplingPercentageEstimatorSettings { InitialSamplingPercentage = 0.1, MinSamplingPercentage = 0.1, MaxSamplingPercentage = 0.1 });
        var client = new TelemetryClient(configuration);

        for (var i = 0; i < 2000; i++)
        {
            client.TrackException(new ExceptionTelemetry(new InvalidOperationException("x")) { Context = { Operation = { Id = $"{i:x32}" } } });
            client.TrackTrace(new TraceTelemetry("y") { Context = { Operation = { Id = $"{i:x32}" } } });
        }

        Assert.Equal(2000, sent.Items.OfType<ExceptionTelemetry>().Count());
        Assert.InRange(sent.Items.OfType<TraceTelemetry>().Count(), 0, 200);
    }

    [Fact]
    public async Task What_the_meter_measures_becomes_a_metric()
    {
        var sent = new Sent();
        using var configuration = Configuration(sent);
        using var bridge = new MeterBridge(new TelemetryClient(configuration));
        await bridge.StartAsync(CancellationToken.None);

        Instruments.QueueLength.Record(7, new KeyValuePair<string, object?>("queue", "of-this-test"));
        await bridge.StopAsync(CancellationToken.None);

        var metric = Assert.Single(sent.Items.OfType<MetricTelemetry>(), item => item.Properties.TryGetValue("queue", out var queue) && queue == "of-this-test");
        Assert.Equal(("flippy.queue.length", 7.0), (metric.Name, metric.Max));
    }

    private static TelemetryConfiguration Configuration(Sent sent) => new()
    {
        ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000001",
        TelemetryChannel = sent,
        TelemetryInitializers = { new TokenScrubber() },
    };
}
