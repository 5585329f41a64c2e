using FlippyFlip.Hosting.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Where Discord posts its webhook events, through the same gate.</summary>
public sealed class Events(EventsEndpoint endpoint)
{
    [Function(nameof(Events))]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/events/{applicationId?}")] HttpRequest request)
    {
        await endpoint.HandleAsync(request.HttpContext);
        return Results.Empty;
    }
}
