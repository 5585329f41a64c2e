using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FlippyFlip.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.FrontDoor;

/// <summary>The one route of Discord that the product calls: editing the first reply. What it accepts is recorded for the payload judge.</summary>
public sealed class FakeDiscord : IAsyncDisposable
{
    private readonly Channel<Edit> _edits = Channel.CreateUnbounded<Edit>();
    private readonly ConcurrentQueue<int> _failures = new();
    private WebApplication? _app;
    private int _calls;

    public Uri BaseAddress => new($"{_app!.Urls.First()}/api/v10/");

    /// <summary>Calls so far, those that failed included.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Answers the next calls with these statuses instead: 404 means that the token is not known yet, 429 asks for half a second.</summary>
    public void Fail(params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            _failures.Enqueue(status);
        }
    }

    /// <summary>The next edit that was accepted, as soon as there is one.</summary>
    public async Task<Edit> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _edits.Reader.ReadAsync(patience.Token);
    }

    /// <summary>True when no edit is waiting to be looked at.</summary>
    public bool IsQuiet => _edits.Reader.Count == 0;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    internal async Task StartAsync()
    {
        if (_app is not null)
        {
            return;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPatch("/api/v10/webhooks/{application}/{token}/messages/@original", async (HttpContext context, string token) =>
        {
            Interlocked.Increment(ref _calls);
            if (_failures.TryDequeue(out var status))
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(status switch
                {
                    404 => """{"message":"Unknown Webhook","code":10015}""",
                    429 => """{"message":"You are being rate limited.","retry_after":0.5,"global":false}""",
                    _ => $$"""{"message":"{{token}} failed","code":0}""",
                });
                return;
            }

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Payloads.Record("edit", "deferred reply", body.ToArray());
            await _edits.Writer.WriteAsync(new Edit(token, (JsonObject)JsonNode.Parse(body.ToArray())!));
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{}");
        });
        await _app.StartAsync();
    }
}

/// <summary>An edit of a first reply.</summary>
public sealed record Edit(string Token, JsonObject Message)
{
    /// <summary>As a person sees it.</summary>
    public override string ToString() => new Seen(new JsonObject { ["type"] = 4, ["data"] = Message.DeepClone() }, []).ToString();
}
