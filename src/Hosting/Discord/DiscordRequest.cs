using System.Net.Http.Headers;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Hosting.Discord;

/// <summary>One call to Discord, as often as it is sent.</summary>
/// <param name="Method">Every call may be repeated, whatever its method.</param>
/// <param name="Route">What the path looks like without its ids: what logs show, and under which a rate limit's bucket is learned.</param>
/// <param name="Path">Relative to the API's root, escaped. May hold a secret.</param>
/// <param name="Resource">The resource at the path's top that has its own limits: a guild, a channel, or a webhook with its token. May be a secret.</param>
internal sealed record DiscordRequest(HttpMethod Method, string Route, string Path, string Resource)
{
    /// <summary>UTF-8 JSON; empty when the call has no body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Goes with the body. Null: none does.</summary>
    public EnclosedFile? File { get; init; }

    /// <summary>Whose call it is. Null: the path carries what it takes.</summary>
    public BotToken? Bot { get; init; }

    /// <summary>True when the answer's <c>id</c> is what was asked for.</summary>
    public bool WantsId { get; init; }

    /// <summary>What must not show in a reason, even if Discord repeats it.</summary>
    public string? Secret { get; init; }

    /// <summary>Until then "unknown webhook" means "not known yet"; null when it means what it says.</summary>
    public DateTimeOffset? UnknownUntil { get; init; }

    /// <summary>True when this answer may only mean that Discord has not yet taken in our first reply.</summary>
    public bool IsNotKnownYet(DiscordAnswer answer, DateTimeOffset now) => answer is { Status: 404, Code: DiscordAnswer.UnknownWebhook } && now < UnknownUntil;

    /// <summary>The body as it is sent: once for each attempt, since whatever is sent is used up. Null: the call has none.</summary>
    public HttpContent? Content()
    {
        if (Body.IsEmpty)
        {
            return null;
        }

        var json = new ReadOnlyMemoryContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return File is null ? json : new MultipartFormDataContent
        {
            Part(json, "payload_json"),
            Part(new ReadOnlyMemoryContent(File.Content) { Headers = { ContentType = new MediaTypeHeaderValue(File.ContentType) } }, "files[0]", File.Name),
        };
    }

    public override string ToString() => Route;

    /// <summary>Quoted, as browsers do it: not every reader takes a bare name, and none takes a bare bracket.</summary>
    private static HttpContent Part(HttpContent content, string name, string? file = null)
    {
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"", FileName = file is null ? null : $"\"{file}\"" };
        return content;
    }
}
