using System.Text.RegularExpressions;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;

namespace FlippyFlip.Functions.Adapters;

/// <summary>
/// Takes the tokens of interactions and webhooks out of the addresses that telemetry records: whoever holds one can write in the bot's name for
/// fifteen minutes, or for ever.
/// </summary>
internal sealed partial class TokenScrubber : ITelemetryInitializer
{
    public void Initialize(ITelemetry telemetry)
    {
        switch (telemetry)
        {
            case DependencyTelemetry call:
                call.Name = Scrub(call.Name);
                call.Data = Scrub(call.Data);
                break;
            case RequestTelemetry request when request.Url is { } url && Scrub(url.OriginalString) is { } clean && clean != url.OriginalString:
                request.Url = new Uri(clean, UriKind.RelativeOrAbsolute);
                request.Name = Scrub(request.Name);
                break;
            case TraceTelemetry trace:
                trace.Message = Scrub(trace.Message);
                break;
            case ExceptionTelemetry exception:
                foreach (var details in exception.ExceptionDetailsInfoList)
                {
                    details.Message = Scrub(details.Message);
                }

                break;
        }

        if (telemetry is ISupportProperties { Properties: var properties })
        {
            foreach (var (key, value) in properties.Where(property => Scrub(property.Value) != property.Value).ToList())
            {
                properties[key] = Scrub(value);
            }
        }
    }

    private static string? Scrub(string? text) => text is null ? null : Token().Replace(text, "${address}{token}");

    /// <summary><c>/webhooks/{id}/{token}</c> and <c>/interactions/{id}/{token}</c>.</summary>
    [GeneratedRegex(@"(?<address>/(webhooks|interactions)/\d+/)[^/?#\s""']+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
