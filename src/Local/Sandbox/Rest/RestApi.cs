using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Does what a call asks for.</summary>
/// <exception cref="DiscordRefusal">Discord would not.</exception>
internal delegate Task<RestAnswer> Handle(RestCall call);

/// <summary>What one method of a route does.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Handle">Does it.</param>
/// <param name="NeedsBot">False: what is in the path is enough.</param>
internal sealed record RestMethod(string Method, Handle Handle, bool NeedsBot = true);

/// <summary>The way of every call: outage, user agent, token, limits, body, then the route, then one answer for whatever was refused, and word of it to the pages.</summary>
internal sealed class RestApi(RouteGroupBuilder group, World world)
{
    /// <summary>Parts of a path whose limits are their own.</summary>
    private static readonly string[] Resources = ["channel", "guild", "webhook", "token"];

    /// <summary>Letters stand for themselves; nobody takes an answer for a page.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ILogger _log = ((IEndpointRouteBuilder)group).ServiceProvider.GetRequiredService<ILogger<RestApi>>();
    private readonly Buckets _buckets = new(world);
    private readonly Exchanges _exchanges = new(world);
    private readonly byte[] _authorization = SHA256.HashData(Encoding.UTF8.GetBytes($"Bot {world.Token.Reveal()}"));

    /// <summary>A route with all its methods.</summary>
    /// <param name="pattern">Under <c>/api/v10</c>.</param>
    /// <param name="methods">Others are refused with 405.</param>
    public void Map(string pattern, params RestMethod[] methods) => group.Map(pattern, http => RunAsync(http, pattern, methods));

    private async Task RunAsync(HttpContext http, string pattern, RestMethod[] methods)
    {
        var started = world.Time.GetTimestamp();
        var call = new RestCall(http, RequestContent.None);
        if (world.Switches.Outage)
        {
            _exchanges.Tell(http, call, new RestAnswer(StatusCodes.Status503ServiceUnavailable, null), world.Time.GetElapsedTime(started));
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.ContentType = "text/html; charset=UTF-8";
            await http.Response.WriteAsync("<!DOCTYPE html><html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>cloudflare</center></body></html>");
            return;
        }

        RestAnswer answer;
        try
        {
            var method = Admit(http, methods);
            var allowance = _buckets.Take($"{http.Request.Method} {pattern}", ResourceOf(http));
            Announce(http, allowance);
            if (allowance.Refused)
            {
                var wait = allowance.Reset - world.Time.GetUtcNow();
                throw new DiscordRefusal(new DiscordError(429, 0, "You are being rate limited.")) { RetryAfter = wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Scope = allowance.Scope };
            }

            call = new RestCall(http, await RequestContent.ReadAsync(http));
            answer = await method.Handle(call);
        }
        catch (DiscordRefusal refusal)
        {
            answer = RestAnswer.Of(refusal);
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.SandboxCallFailed(_log, failure, http.Request.Method, pattern);
            answer = RestAnswer.Of(new DiscordRefusal(DiscordError.General(StatusCodes.Status500InternalServerError, "Internal Server Error")));
        }

        _exchanges.Tell(http, call, answer, world.Time.GetElapsedTime(started));
        await WriteAsync(http, answer);
    }

    private RestMethod Admit(HttpContext http, RestMethod[] methods)
    {
        if (string.IsNullOrWhiteSpace(http.Request.Headers.UserAgent))
        {
            throw new DiscordRefusal(DiscordError.BadUserAgent);
        }

        if (methods.Length == 0)
        {
            throw new DiscordRefusal(DiscordError.General(404, "Not Found"));
        }

        var method = Array.Find(methods, each => each.Method == http.Request.Method) ?? throw new DiscordRefusal(DiscordError.General(405, "Method Not Allowed"));
        // Hashes have one length, so the time tells nothing of the token.
        if (method.NeedsBot && !CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString())), _authorization))
        {
            throw new DiscordRefusal(DiscordError.General(401, "Unauthorized"));
        }

        return method;
    }

    private static string ResourceOf(HttpContext http) => string.Join('/', Resources.Select(name => http.GetRouteValue(name) as string).OfType<string>());

    private void Announce(HttpContext http, Allowance allowance)
    {
        var headers = http.Response.Headers;
        headers["X-RateLimit-Limit"] = allowance.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = allowance.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = Buckets.Seconds((allowance.Reset - DateTimeOffset.UnixEpoch).TotalSeconds);
        headers["X-RateLimit-Reset-After"] = Buckets.Seconds((allowance.Reset - world.Time.GetUtcNow()).TotalSeconds);
        headers["X-RateLimit-Bucket"] = allowance.Name;
    }

    private static async Task WriteAsync(HttpContext http, RestAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (answer.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers["X-RateLimit-Scope"] = answer.Scope ?? "user";
        }

        if (answer.Body is { } body)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body.ToJsonString(Plain));
        }
    }
}
