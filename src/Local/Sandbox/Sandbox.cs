using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Hosting.Discord;
using FlippyFlip.Hosting.Web;
using FlippyFlip.Local.Sandbox.Page;
using FlippyFlip.Local.Sandbox.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local.Sandbox;

/// <summary>Puts the sandbox together. See docs/sandbox.md.</summary>
internal static class Sandbox
{
    /// <summary>Below the server's address.</summary>
    public const string Path = "/sandbox";

    /// <summary>Discord's REST API is below this.</summary>
    public const string Api = Path + "/api";

    private const string NotBuilt = "The sandbox's page was not built: start the bot with ./run, or run npm ci && npm run build in src/Web, then build and start the bot again.";

    private static readonly string PageFolder = System.IO.Path.Combine(AppContext.BaseDirectory, "web", "sandbox");

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>False: there is only the sandbox's API, since nobody has built its page.</summary>
    public static bool IsPageBuilt => File.Exists(System.IO.Path.Combine(PageFolder, WebFiles.Index));

    /// <summary>The settings of a bot whose Discord is the sandbox.</summary>
    public static Settings In(Settings settings, DevelopmentKeys keys) => settings with
    {
        BotToken = settings.BotToken ?? TokenOf(settings.Bot.ApplicationId, keys),
        Discord = settings.Discord with { BaseAddress = new Uri($"{ToOwnAddress.Anywhere.TrimEnd('/')}{Api}/v10/") },
    };

    /// <param name="services">With the body, whose client of Discord's API gives way to one that calls this server.</param>
    /// <param name="settings">From <see cref="In"/>.</param>
    /// <param name="keys">What the sandbox signs with.</param>
    public static IServiceCollection AddSandbox(this IServiceCollection services, Settings settings, DevelopmentKeys keys) => services
        .AddSingleton<OwnAddress>()
        // Whoever plays here is at this machine.
        .AddSingleton<PublicAddress>(parts => () => parts.GetRequiredService<OwnAddress>().Known)
        .AddSingleton(parts => new SmallDiscord(settings.Bot, settings.BotToken!, keys, parts.GetRequiredService<OwnAddress>(), parts.GetRequiredService<TimeProvider>()))
        .AddSingleton<IDiscordApi>(parts => new DiscordRestApi(
            new HttpClient(new ToOwnAddress(parts.GetRequiredService<OwnAddress>(), Wire.Endpoint.Handler(connections: 64))) { Timeout = Timeout.InfiniteTimeSpan },
            settings.Discord, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<DiscordRestApi>>()))
        .AddSingleton<RegisterCommands>(parts => (commands, ct) =>
            parts.GetRequiredService<IDiscordApi>().OverwriteCommandsAsync(settings.BotToken!, settings.Bot.ApplicationId, commands, ct))
        .AddHostedService(parts => new Registration(
            parts.GetRequiredService<OpeningStore>(), parts.GetRequiredService<RegisterCommands>, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<Registration>>()));

    /// <summary>Every address of the sandbox, behind its guard. What is behind it is made at the first request that gets in.</summary>
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        // Asked for here, since a request would make it too late to hear of the start.
        services.GetRequiredService<OwnAddress>();
        var inside = new Lazy<RequestDelegate>(() => Inside(services));
        // Whoever types the server's address alone looks for the page.
        routes.MapMethods("/", Reading, Guard.Around(context =>
        {
            context.Response.Redirect(Path);
            return Task.CompletedTask;
        }));
        routes.Map(Path + "/{**rest}", Guard.Around(context =>
        {
            // What the outer map found would end the inner one before it has looked.
            context.SetEndpoint(null);
            context.Request.RouteValues.Clear();
            return inside.Value(context);
        }));
    }

    private static RequestDelegate Inside(IServiceProvider services)
    {
        var discord = services.GetRequiredService<SmallDiscord>();
        var inside = new ApplicationBuilder(services);
        inside.UseRouting();
        inside.UseEndpoints(routes =>
        {
            routes.MapGroup(Path + "/page").MapPage(discord);
            routes.MapSandboxRest(discord.World, discord.Answers, discord.Judge, discord.Identity, new HttpMessageInvoker(Wire.Endpoint.Handler(connections: 4)));
            routes.MapFiles();
        });
        return inside.Build();
    }

    /// <summary>The page itself. Whatever is not found there is not found at all.</summary>
    private static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var files = new WebFiles(PageFolder, NotBuilt);
        routes.MapMethods(Path + "/{**name}", Reading, context => files.AnswerAsync(context, context.Request.RouteValues["name"] as string ?? WebFiles.Index));
    }

    /// <summary>Looks like Discord's, and is the same after a restart, as what the store remembers of it should be.</summary>
    private static BotToken TokenOf(Snowflake application, DevelopmentKeys keys)
    {
        var secret = HMACSHA256.HashData(keys.Seed.Span, "the sandbox's bot token"u8);
        return new BotToken($"{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(application.ToString()))}.{Base64Url.EncodeToString(secret.AsSpan(0, 4))}.{Base64Url.EncodeToString(secret.AsSpan(4))}");
    }
}
