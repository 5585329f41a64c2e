using FlippyFlip.Hosting.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Probes, under a name of their own so that they can be left out of what is measured.</summary>
public sealed class Health(SharedPipeline pipeline)
{
    [Function(nameof(Health))]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/{probe}")] HttpRequest request)
    {
        await pipeline.HandleAsync(request.HttpContext);
        return Results.Empty;
    }
}
