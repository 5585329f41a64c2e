using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>
/// Every address of <see cref="Routes"/> as one delegate, for a head whose server routes by itself and knows none of them: both heads serve the
/// same addresses from the same map.
/// </summary>
public sealed class SharedPipeline
{
    private readonly RequestDelegate _run;

    /// <param name="services">With routing and the body.</param>
    public SharedPipeline(IServiceProvider services)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting();
        pipeline.UseEndpoints(routes => routes.MapFlippyFlip());
        _run = pipeline.Build();
    }

    /// <summary>Answers the request, with 404 or 405 when no address fits.</summary>
    public Task HandleAsync(HttpContext context)
    {
        // What the server's own routing found would end ours before it has looked.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return _run(context);
    }
}
