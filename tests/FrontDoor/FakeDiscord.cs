using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FlippyFlip.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.FrontDoor;

/// <summary>The routes of Discord that the product calls: its first reply edited or deleted, and messages after it. What it accepts is recorded for the payload judge.</summary>
public sealed class FakeDiscord : IAsyncDisposable
{
    private readonly Channel<Sent> _sent = Channel.CreateUnbounded<Sent>();
    private readonly ConcurrentQueue<int> _failures = new();
    private WebApplication? _app;
    private int _calls;

    public Uri BaseAddress => new($"{_app!.Urls.First()}/api/v10/");

    /// <summary>Calls so far, those that failed included.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Answers the next calls with these statuses instead: 404 means that the token is not known yet, 410 (which Discord writes as a 404 too) that the message is no more, 200 lets one pass, 429 asks for half a second.</summary>
    public void Fail(params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            _failures.Enqueue(status);
        }
    }

    /// <summary>The next call that was accepted, as soon as there is one.</summary>
    public async Task<Sent> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _sent.Reader.ReadAsync(patience.Token);
    }

    /// <summary>True when no call is waiting to be looked at.</summary>
    public bool IsQuiet => _sent.Reader.Count == 0;

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
        const string Webhook = "/api/v10/webhooks/{application}/{token}";
        _app.MapPatch($"{Webhook}/messages/@original", (HttpContext context, string token) => TakeAsync(context, token, SentKind.Edit));
        _app.MapPost(Webhook, (HttpContext context, string token) => TakeAsync(context, token, SentKind.FollowUp));
        _app.MapDelete($"{Webhook}/messages/@original", (HttpContext context, string token) => TakeAsync(context, token, SentKind.Deletion));
        await _app.StartAsync();
    }

    private async Task TakeAsync(HttpContext context, string token, SentKind kind)
    {
        Interlocked.Increment(ref _calls);
        context.Response.ContentType = "application/json";
        if (_failures.TryDequeue(out var status) && status != 200)
        {
            context.Response.StatusCode = status == 410 ? 404 : status;
            await context.Response.WriteAsync(status switch
            {
                404 => """{"message":"Unknown Webhook","code":10015}""",
                410 => """{"message":"Unknown Message","code":10008}""",
                429 => """{"message":"You are being rate limited.","retry_after":0.5,"global":false}""",
                _ => $$"""{"message":"{{token}} failed","code":0}""",
            });
            return;
        }

        if (kind == SentKind.Deletion)
        {
            await _sent.Writer.WriteAsync(new Sent(kind, token, []));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Payloads.Record(kind == SentKind.Edit ? "edit" : "followup", "deferred reply", body.ToArray());
        await _sent.Writer.WriteAsync(new Sent(kind, token, (JsonObject)JsonNode.Parse(body.ToArray())!));
        await context.Response.WriteAsync("{}");
    }
}

/// <summary>What a call does to what people see.</summary>
public enum SentKind
{
    /// <summary>The first reply shows something else; who sees it stays as it was.</summary>
    Edit,

    /// <summary>A message of its own, with its own privacy.</summary>
    FollowUp,

    /// <summary>The first reply is no more.</summary>
    Deletion,
}

/// <summary>A call that Discord took.</summary>
/// <param name="Kind">Of the call.</param>
/// <param name="Token">Of the interaction.</param>
/// <param name="Message">Empty in a deletion.</param>
public sealed record Sent(SentKind Kind, string Token, JsonObject Message)
{
    /// <summary>As a person sees it.</summary>
    public override string ToString() => Kind switch
    {
        SentKind.Deletion => "(deleted)",
        SentKind.FollowUp => $"(follow-up)\n{Shown()}",
        _ => Shown(),
    };

    private string Shown() => new Seen(new JsonObject { ["type"] = 4, ["data"] = Message.DeepClone() }, []).ToString();
}
