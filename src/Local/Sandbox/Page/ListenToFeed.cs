using System.Text.Json.Nodes;
using System.Threading.Channels;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>GET feed</c>: server-sent events, until the page goes, does not keep up, or the bot ends.</summary>
internal static class ListenToFeed
{
    /// <summary>Whoever stands between ends a line on which nothing is said for long.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <param name="context">To be answered.</param>
    /// <param name="world">What happens.</param>
    /// <param name="person">Whose page it is.</param>
    /// <param name="ct">The page goes, or the bot ends.</param>
    public static async Task RunAsync(HttpContext context, World world, Person person, CancellationToken ct)
    {
        using var listener = world.Feed.Listen(person.Id);
        if (listener is null)
        {
            await PageRoutes.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new JsonObject { ["message"] = $"{Feed.MostListeners} pages are open already; close some.", ["code"] = 0 });
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendAsync(context, Event("hello", []), ct);
            await TellAsync(context, listener.Events, world.Time, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The page comes back, if it is there still.
        }
    }

    private static async Task TellAsync(HttpContext context, ChannelReader<FeedEvent> events, TimeProvider time, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Beat, time);
        var beat = timer.WaitForNextTickAsync(ct).AsTask();
        var next = events.WaitToReadAsync(ct).AsTask();
        while (true)
        {
            if (await Task.WhenAny(beat, next) == beat)
            {
                await beat;
                await SendAsync(context, ":\n\n", ct);
                beat = timer.WaitForNextTickAsync(ct).AsTask();
                continue;
            }

            if (!await next)
            {
                return;
            }

            // One by one: all that waits, in one text, could be a hundred megabytes.
            while (events.TryRead(out var told))
            {
                await SendAsync(context, Event(told.Name, told.Data), ct);
            }

            next = events.WaitToReadAsync(ct).AsTask();
        }
    }

    /// <summary>JSON on one line has no line breaks of its own.</summary>
    private static string Event(string name, JsonObject data) => $"event: {name}\ndata: {data.ToJsonString()}\n\n";

    private static async Task SendAsync(HttpContext context, string text, CancellationToken ct)
    {
        await context.Response.WriteAsync(text, ct);
        await context.Response.Body.FlushAsync(ct);
    }
}
