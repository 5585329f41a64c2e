using FlippyFlip.Hosting.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlippyFlip.Functions.Triggers;

/// <summary>Every other address, by whatever method: the map that both heads share decides.</summary>
public sealed class Web(SharedPipeline pipeline)
{
    [Function(nameof(Web))]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        await pipeline.HandleAsync(request.HttpContext);
        return Results.Empty;
    }
}
