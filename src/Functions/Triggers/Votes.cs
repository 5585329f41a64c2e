using FlippyFlip.Hosting.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Where a list of bots posts votes. Anonymous to the host: the list's signature is the gate.</summary>
public sealed class Votes(VotesEndpoint endpoint)
{
    [Function(nameof(Votes))]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/votes/{applicationId?}")] HttpRequest request)
    {
        await endpoint.HandleAsync(request.HttpContext);
        return Results.Empty;
    }
}
