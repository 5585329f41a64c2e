using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>Every address of the body.</summary>
public static class Routes
{
    public static void MapFlippyFlip(this IEndpointRouteBuilder routes)
    {
        // Knows since when it runs: made by the first who asks, it would count from there.
        routes.ServiceProvider.GetRequiredService<Core.Bots.Instance>();
        var interactions = routes.ServiceProvider.GetRequiredService<InteractionsEndpoint>();
        routes.MapPost("/api/interactions/{applicationId?}", interactions.HandleAsync);
        var events = routes.ServiceProvider.GetRequiredService<EventsEndpoint>();
        routes.MapPost("/api/events/{applicationId?}", events.HandleAsync);
        var votes = routes.ServiceProvider.GetRequiredService<VotesEndpoint>();
        routes.MapPost("/api/votes/{applicationId?}", votes.HandleAsync);
        routes.MapGet("/api/health/live", context =>
        {
            TellRelease(context);
            return context.Response.WriteAsync("live");
        });
        routes.MapGet("/api/health/ready", ReadyAsync);
        routes.MapVerifier();
    }

    /// <summary>Ready means that the store is open and answers; why it does not is for the log of whoever needs it, not for a probe.</summary>
    private static async Task ReadyAsync(HttpContext context)
    {
        TellRelease(context);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), context.RequestServices.GetRequiredService<TimeProvider>());
            await context.RequestServices.GetRequiredService<IStore>().FindAsync<Core.Audit.AuditDay>("ready", patience.Token).WaitAsync(patience.Token);
            await context.Response.WriteAsync("ready");
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("the store does not answer");
        }
    }

    /// <summary>While instances give way to others, only this tells a deployment whose answer it judges.</summary>
    private static void TellRelease(HttpContext context) => context.Response.Headers["Flippy-Release"] = Body.Release;
}
