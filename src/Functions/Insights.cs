using FlippyFlip.Functions.Adapters;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.WindowsServer.Channel.Implementation;
using Microsoft.ApplicationInsights.WorkerService;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions;

/// <summary>Application Insights, in the order its packages want: the worker's own service first, then that of the Functions.</summary>
internal static class Insights
{
    /// <summary>Sampled away is what is many and alike; an exception never is.</summary>
    public const string NeverSampled = "Exception;Event";

    private const string Provider = "Microsoft.Extensions.Logging.ApplicationInsights.ApplicationInsightsLoggerProvider";

    public static IServiceCollection AddApplicationInsights(this IServiceCollection services)
    {
        services.AddSingleton<ITelemetryInitializer, TokenScrubber>()
            .AddApplicationInsightsTelemetryWorkerService(new ApplicationInsightsServiceOptions { EnableAdaptiveSampling = false })
            .ConfigureFunctionsApplicationInsights();
        services.Configure<TelemetryConfiguration>(configuration => Sample(configuration, new SamplingPercentageEstimatorSettings { MaxTelemetryItemsPerSecond = 5 }));
        // The package lets only warnings through, whatever the levels say.
        services.Configure<LoggerFilterOptions>(filters =>
        {
            if (filters.Rules.FirstOrDefault(rule => rule.ProviderName == Provider) is { } rule)
            {
                filters.Rules.Remove(rule);
            }
        });
        return services.AddHostedService<MeterBridge>();
    }

    internal static void Sample(TelemetryConfiguration configuration, SamplingPercentageEstimatorSettings settings)
    {
        var chain = configuration.DefaultTelemetrySink.TelemetryProcessorChainBuilder;
        chain.UseAdaptiveSampling(settings, callback: null, excludedTypes: NeverSampled);
        chain.Build();
    }
}
