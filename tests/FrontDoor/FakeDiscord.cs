using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FlippyFlip.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.FrontDoor;

/// <summary>
/// The routes of Discord that the product calls: replies edited, deleted and followed up, direct messages opened, messages posted to channels and
/// webhooks. What it accepts is recorded for the payload judge.
/// </summary>
public sealed class FakeDiscord : IAsyncDisposable
{
    private readonly Channel<Sent> _sent = Channel.CreateUnbounded<Sent>();
    private readonly ConcurrentQueue<int> _failures = new();
    private readonly ConcurrentDictionary<string, bool> _nonces = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = new();
    private WebApplication? _app;
    private TaskCompletionSource? _held;
    private int _calls;
    private int _repeated;

    public Uri BaseAddress => new($"{_app!.Urls.First()}/api/v10/");

    /// <summary>Calls so far, those that failed included.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Messages that came again under a nonce that was known, and did not show again.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Every call with a bot's token, as <c>path token</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Lets no call end until <see cref="Release"/>.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => Interlocked.Exchange(ref _held, null)?.SetResult();

    /// <summary>Answers the next calls with these statuses instead: 404 means that the token is not known yet, 410 (which Discord writes as a 404 too) that the message is no more, 403 that the user takes no messages, 200 lets one pass, 429 asks for half a second.</summary>
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

    public async Task StartAsync()
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
        _app.MapPost(Webhook, (HttpContext context, string token) => TakeAsync(context, token, context.Request.Query["wait"] == "true" ? SentKind.Webhook : SentKind.FollowUp));
        _app.MapPost("/api/v10/users/@me/channels", OpenAsync);
        _app.MapPost("/api/v10/channels/{channel}/messages", (HttpContext context, string channel) => TakeAsync(context, channel, SentKind.Message));
        _app.MapDelete($"{Webhook}/messages/@original", (HttpContext context, string token) => TakeAsync(context, token, SentKind.Deletion));
        await _app.StartAsync();
    }

    /// <summary>A user's channel has the user's id and a 9 before it.</summary>
    private async Task OpenAsync(HttpContext context)
    {
        if (await RefuseAsync(context, "direct messages"))
        {
            return;
        }

        var user = (string)(await JsonNode.ParseAsync(context.Request.Body))!["recipient_id"]!;
        await context.Response.WriteAsync($$"""{"id":"9{{user}}","type":1}""");
    }

    /// <returns>True: the call was answered with a failure.</returns>
    private async Task<bool> RefuseAsync(HttpContext context, string token)
    {
        Interlocked.Increment(ref _calls);
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            _asked.Enqueue($"{context.Request.Path.Value![8..]} {authorization}");
        }

        context.Response.ContentType = "application/json";
        if (_held is { } held)
        {
            await held.Task.WaitAsync(context.RequestAborted);
        }

        if (_failures.TryDequeue(out var status) && status != 200)
        {
            context.Response.StatusCode = status == 410 ? 404 : status;
            await context.Response.WriteAsync(status switch
            {
                404 => """{"message":"Unknown Webhook","code":10015}""",
                410 => """{"message":"Unknown Message","code":10008}""",
                403 => """{"message":"Cannot send messages to this user","code":50007}""",
                429 => """{"message":"You are being rate limited.","retry_after":0.5,"global":false}""",
                _ => $$"""{"message":"{{token}} failed","code":0}""",
            });
            return true;
        }

        return false;
    }

    private async Task TakeAsync(HttpContext context, string token, SentKind kind)
    {
        if (await RefuseAsync(context, token))
        {
            return;
        }

        if (kind == SentKind.Deletion)
        {
            await _sent.Writer.WriteAsync(new Sent(kind, token, []));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var (body, file) = await ReadAsync(context.Request);
        var (schema, source) = kind switch
        {
            SentKind.Edit => ("edit", "deferred reply"),
            SentKind.FollowUp => ("followup", "deferred reply"),
            SentKind.Webhook => ("webhook", "outbox"),
            _ => ("message", "outbox"),
        };
        Payloads.Record(schema, source, body);
        if (kind == SentKind.Message && !IsNews(JsonNode.Parse(body)!))
        {
            Interlocked.Increment(ref _repeated);
            await context.Response.WriteAsync("{}");
            return;
        }

        await _sent.Writer.WriteAsync(new Sent(kind, token, (JsonObject)JsonNode.Parse(body)!) { File = file });
        await context.Response.WriteAsync("{}");
    }

    /// <summary>A body is JSON, or a form of which one part is and another is a file.</summary>
    private static async Task<(byte[] Json, SentFile? File)> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        if (!request.HasFormContentType)
        {
            await request.Body.CopyToAsync(bytes);
            return (bytes.ToArray(), null);
        }

        var form = await request.ReadFormAsync();
        var file = form.Files.Single();
        await file.CopyToAsync(bytes);
        return (Encoding.UTF8.GetBytes(form["payload_json"].Single()!), new SentFile(file.Name, file.FileName, file.ContentType, bytes.ToArray()));
    }

    /// <summary>False: Discord knows the nonce and was told to enforce it.</summary>
    private bool IsNews(JsonNode message) => (string?)message["nonce"] is not { } nonce || (bool?)message["enforce_nonce"] != true || _nonces.TryAdd(nonce, true);
}

/// <summary>A file that came with a message.</summary>
/// <param name="Part">The name of its part of the form.</param>
/// <param name="Name">Its own name.</param>
/// <param name="ContentType">As it was sent.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SentFile(string Part, string Name, string ContentType, byte[] Content);

/// <summary>What a call does to what people see.</summary>
public enum SentKind
{
    /// <summary>The first reply shows something else; who sees it stays as it was.</summary>
    Edit,

    /// <summary>A message of its own, with its own privacy.</summary>
    FollowUp,

    /// <summary>In a channel, that of direct messages or another.</summary>
    Message,

    /// <summary>In a channel, through its webhook.</summary>
    Webhook,

    /// <summary>The first reply is no more.</summary>
    Deletion,
}

/// <summary>A call that Discord took.</summary>
/// <param name="Kind">Of the call.</param>
/// <param name="Token">Of the interaction or webhook; for a message its channel.</param>
/// <param name="Message">Empty in a deletion.</param>
public sealed record Sent(SentKind Kind, string Token, JsonObject Message)
{
    /// <summary>Null: none came with it.</summary>
    public SentFile? File { get; init; }

    /// <summary>As a person sees it.</summary>
    public override string ToString() => Kind switch
    {
        SentKind.Deletion => "(deleted)",
        SentKind.FollowUp => $"(follow-up)\n{Shown()}",
        SentKind.Message => $"(in {Token})\n{Shown()}",
        SentKind.Webhook => $"(webhook)\n{Shown()}",
        _ => Shown(),
    };

    private string Shown() => new Seen(new JsonObject { ["type"] = 4, ["data"] = Message.DeepClone() }, []).ToString();
}
