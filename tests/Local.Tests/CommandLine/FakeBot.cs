using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>An interactions endpoint on a free port of 127.0.0.1 that checks signatures and says what the test tells it to.</summary>
internal sealed class FakeBot : IAsyncDisposable
{
    private static readonly byte[] Key = SHA256.HashData("not Ed25519, but as strict"u8);

    private readonly WebApplication _app;

    private FakeBot(WebApplication app) => _app = app;

    /// <summary>A stand-in for Ed25519 with signatures of the same length.</summary>
    public static SigningIdentity Identity { get; } = new(new Snowflake(1_200_000_000_000_000_001), Key, message => HMACSHA512.HashData(Key, message));

    public ConcurrentQueue<JsonObject> Asked { get; } = new();

    /// <summary>What to answer to an interaction: a status and a body.</summary>
    public Func<JsonObject, (int Status, string Body)> Answer { get; set; } = _ => (200, """{"type":4,"data":{"content":"hello"}}""");

    public string Url => _app.Urls.Single();

    public static async Task<FakeBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new FakeBot(builder.Build());
        bot._app.MapPost("/api/interactions", bot.ServeAsync);
        await bot._app.StartAsync();
        return bot;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var timestamp = context.Request.Headers["X-Signature-Timestamp"].ToString();
        var expected = Identity.Sign([.. Encoding.UTF8.GetBytes(timestamp), .. body.ToArray()]);
        if (context.Request.Headers["X-Signature-Ed25519"] != Convert.ToHexStringLower(expected))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var interaction = JsonNode.Parse(body.ToArray())!.AsObject();
        Asked.Enqueue(interaction);
        (context.Response.StatusCode, var text) = Answer(interaction);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text);
    }
}
