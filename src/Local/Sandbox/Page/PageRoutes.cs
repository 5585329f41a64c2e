using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>The page's own API. See docs/sandbox.md.</summary>
internal static class PageRoutes
{
    /// <param name="page">The group of these addresses, guarded.</param>
    /// <param name="discord">What they show and change.</param>
    public static void MapPage(this RouteGroupBuilder page, SmallDiscord discord)
    {
        var stopping = ((IEndpointRouteBuilder)page).ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        page.MapGet("/world", Answered(context => Task.FromResult(ShowWorld.Run(discord.World, Asked.PersonOrFirst(context)))));
        page.MapGet("/channels/{channel}/messages", Answered(context => Task.FromResult(Messages(discord.World, context))));
        page.MapGet("/feed", Refusable(context => FeedAsync(discord.World, context, stopping)));
        page.MapPost("/messages", Answered(async context => SaySomething.Run(discord.World, await Asked.ReadAsync(context))));
        page.MapPost("/switches", Answered(async context => TurnSwitches.Run(discord.World, await Asked.BodyAsync(context))));
        page.MapPost("/commands", Answered(async context => await UseCommand.RunAsync(discord, await Asked.ReadAsync(context), stopping)));
        page.MapPost("/autocomplete", Answered(async context => await Suggest.RunAsync(discord, await Asked.ReadAsync(context), stopping)));
        page.MapPost("/components", Answered(async context => await UseComponent.RunAsync(discord, await Asked.ReadAsync(context), stopping)));
        page.MapPost("/modals", Answered(async context => await SubmitForm.RunAsync(discord, await Asked.ReadAsync(context), stopping)));
    }

    public static Task WriteAsync(HttpContext context, int status, JsonObject json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static JsonObject Messages(World world, HttpContext context)
    {
        var person = Asked.PersonOf(context);
        return Snowflake.TryParse(context.Request.RouteValues["channel"] as string, out var id)
            ? ShowMessages.Run(world, person, Asked.ChannelOf(id, person))
            : throw new DiscordRefusal(DiscordError.UnknownChannel);
    }

    private static async Task FeedAsync(World world, HttpContext context, CancellationToken stopping)
    {
        var person = Asked.PersonOf(context);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await ListenToFeed.RunAsync(context, world, person, either.Token);
    }

    private static RequestDelegate Answered(Func<HttpContext, Task<JsonObject>> answer) =>
        Refusable(async context => await WriteAsync(context, StatusCodes.Status200OK, await answer(context)));

    private static RequestDelegate Refusable(RequestDelegate next) => async context =>
    {
        try
        {
            await next(context);
        }
        catch (DiscordRefusal refusal)
        {
            await WriteAsync(context, refusal.Error.Status, refusal.Error.Json());
        }
        catch (OperationCanceledException)
        {
            // The page is gone, or the bot is about to be.
            context.Abort();
        }
    };
}
