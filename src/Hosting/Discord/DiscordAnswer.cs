using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Hosting.Discord;

/// <summary>What came back, in the terms our retries think in.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Discord's error code, 0 when it gave none.</param>
/// <param name="Reason">Discord's message and the flattened paths of its errors, clipped; empty on success.</param>
/// <param name="RetryAfter">How long Discord asks us to wait; null when it does not ask.</param>
/// <param name="Limit">What the headers tell about limits.</param>
internal sealed record DiscordAnswer(int Status, int Code, string Reason, TimeSpan? RetryAfter, DiscordLimit Limit)
{
    /// <summary>The id of what was made or found. Null: not asked for, or not told.</summary>
    public Snowflake? Id { get; init; }

    /// <summary>An error is a few hundred bytes, a message a few thousand.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Discord's code for a webhook, or an interaction's token, that it does not know.</summary>
    public const int UnknownWebhook = 10015;

    private const int MostPaths = 10;
    private const int LongestReason = 600;

    /// <summary>When Discord limits us without saying for how long.</summary>
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromSeconds(1);

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsLimited => Status == (int)HttpStatusCode.TooManyRequests;

    /// <summary>Discord's side failed, or something between us spoke in its place.</summary>
    public bool IsFault => !IsSuccess && Status is < 400 or >= 500;

    public TimeSpan Wait => RetryAfter ?? UnsaidWait;

    /// <summary>Discord limits what we do, in one of the ways that are no 429: sending switched off, direct messages opened too fast, slow mode.</summary>
    public bool IsBusy => Code is 20016 or 20028 or 20029 or 40003 or 40004 or 40006 or 40062 or 110000 or 110001 or 130000;

    /// <summary>The request was not sent, because Discord would limit it.</summary>
    public static DiscordAnswer HeldBack(TimeSpan wait) => new((int)HttpStatusCode.TooManyRequests, 0, "held back", wait, DiscordLimit.None);

    /// <param name="response">Its body is read only to explain a failure, or for the id of what was asked for.</param>
    /// <param name="request">Its secret does not show in the reason.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<DiscordAnswer> ReadAsync(HttpResponseMessage response, DiscordRequest request, CancellationToken ct)
    {
        var secret = request.Secret;
        var limit = DiscordLimit.Read(response.Headers);
        if (response.IsSuccessStatusCode)
        {
            var id = request.WantsId ? IdOf(await ReadBodyAsync(response, ct)) : null;
            return new DiscordAnswer((int)response.StatusCode, 0, "", null, limit) { Id = id };
        }

        var answer = Failure((int)response.StatusCode, response.Headers, limit, await ReadBodyAsync(response, ct));
        var reason = string.IsNullOrEmpty(secret) ? answer.Reason : answer.Reason.Replace(secret, "[token]");
        return answer with { Reason = Clip(reason) };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = new byte[MostBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        return body.AsMemory(0, await stream.ReadAtLeastAsync(body, MostBytes, throwOnEndOfStream: false, ct));
    }

    private static Snowflake? IdOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Snowflake.TryParse(Text(json.RootElement, "id"), out var id) ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DiscordAnswer Failure(int status, HttpResponseHeaders headers, DiscordLimit limit, ReadOnlyMemory<byte> body)
    {
        var header = DiscordLimit.Seconds(headers, "Retry-After");
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                // The body counts fractions of a second where the header may count whole ones.
                var said = root.TryGetProperty("retry_after", out var after) && after.ValueKind == JsonValueKind.Number ? DiscordLimit.Seconds(after.GetDouble()) : null;
                var everywhere = limit.IsGlobal || (root.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True);
                return new DiscordAnswer(status, CodeOf(root), ReasonOf(root), said ?? header ?? limit.ResetAfter, limit with { IsGlobal = everywhere });
            }
        }
        catch (JsonException)
        {
            // Cloudflare answers in HTML, a proxy in anything; a cut body is no JSON either.
        }
        // What stands before Discord limits the machine, not the route.
        var wholeMachine = limit.IsGlobal || (limit.Bucket is null && limit.Scope is null);
        return new DiscordAnswer(status, 0, $"HTTP {status} without Discord's JSON", header ?? limit.ResetAfter, limit with { IsGlobal = wholeMachine });
    }

    private static int CodeOf(JsonElement root) =>
        root.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var value) ? value : 0;

    private static string ReasonOf(JsonElement root)
    {
        var reason = new StringBuilder(Text(root, "message"));
        if (root.TryGetProperty("errors", out var errors))
        {
            var paths = new List<string>();
            Flatten(errors, "", paths);
            reason.AppendJoin("", paths.Take(MostPaths).Select(path => "; " + path));
            if (paths.Count > MostPaths)
            {
                reason.Append(CultureInfo.InvariantCulture, $"; {paths.Count - MostPaths} more");
            }
        }
        return reason.ToString();
    }

    /// <summary>The tree mirrors our request; its leaves are lists called <c>_errors</c>: <c>embeds.0.title: BASE_TYPE_REQUIRED This field is required</c>.</summary>
    private static void Flatten(JsonElement node, string path, List<string> paths)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var child in node.EnumerateObject())
        {
            if (child.NameEquals("_errors") && child.Value.ValueKind == JsonValueKind.Array)
            {
                paths.AddRange(child.Value.EnumerateArray().Select(leaf => $"{(path.Length == 0 ? "request" : path)}: {Text(leaf, "code")} {Text(leaf, "message")}"));
            }
            else
            {
                Flatten(child.Value, path.Length == 0 ? child.Name : $"{path}.{child.Name}", paths);
            }
        }
    }

    private static string Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    /// <summary>One line, and no longer than a log should be.</summary>
    private static string Clip(string text)
    {
        var line = string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
        if (line.Length <= LongestReason)
        {
            return line;
        }

        return line[..(char.IsHighSurrogate(line[LongestReason - 1]) ? LongestReason - 1 : LongestReason)] + "…";
    }
}

/// <summary>What an answer's <c>X-RateLimit-*</c> headers say.</summary>
/// <param name="Bucket">Null when the route has no limit of its own.</param>
/// <param name="Limit">Requests per window.</param>
/// <param name="Remaining">Requests left in this window.</param>
/// <param name="ResetAfter">Until the next window.</param>
/// <param name="IsGlobal">The limit is not this route's but everything's.</param>
/// <param name="Scope"><c>user</c>, <c>global</c> or <c>shared</c>; null unless limited. A shared limit is not our doing and counts nowhere against us.</param>
internal readonly record struct DiscordLimit(string? Bucket, int Limit, int Remaining, TimeSpan? ResetAfter, bool IsGlobal, string? Scope)
{
    /// <summary>No limit lasts longer; a wait beyond that is a mistake in transit.</summary>
    private const double MostSeconds = 7 * 24 * 60 * 60;

    public static DiscordLimit None { get; }

    public static DiscordLimit Read(HttpResponseHeaders headers)
    {
        var scope = Text(headers, "X-RateLimit-Scope");
        return new DiscordLimit(
            Text(headers, "X-RateLimit-Bucket"),
            Number(headers, "X-RateLimit-Limit"),
            Number(headers, "X-RateLimit-Remaining"),
            Seconds(headers, "X-RateLimit-Reset-After"),
            string.Equals(Text(headers, "X-RateLimit-Global"), "true", StringComparison.OrdinalIgnoreCase) || scope == "global",
            scope);
    }

    /// <summary>Null for what is no length of time; a HTTP date counts as none, as Discord sends seconds.</summary>
    public static TimeSpan? Seconds(HttpHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Seconds(seconds) : null;

    public static TimeSpan? Seconds(double seconds) => seconds is >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static int Number(HttpHeaders headers, string name) =>
        int.TryParse(Text(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Text(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;
}
