using FlippyFlip.Hosting.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Where Discord posts interactions. Anonymous to the host: the signature is the gate.</summary>
public sealed class Interactions(InteractionsEndpoint endpoint)
{
    [Function(nameof(Interactions))]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/interactions/{applicationId?}")] HttpRequest request)
    {
        await endpoint.HandleAsync(request.HttpContext);
        return Results.Empty;
    }
}
