using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlippyFlip.Local.Sandbox;

/// <summary>
/// Lets in only this machine and the sandbox's own page: neither another web site in the same browser, be it by a forged form or by a name that it turns to this machine's
/// address, nor anybody in the network can play as the developer.
/// </summary>
internal static class Guard
{
    /// <summary>What programs add that pass on the requests of others: behind one of them everybody would come from this machine.</summary>
    private static readonly string[] PassedOn = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <param name="next">Whom it stands before.</param>
    public static RequestDelegate Around(RequestDelegate next) => context =>
    {
        if (Objection(context) is not { } sentence)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    };

    /// <returns>Null: it may pass.</returns>
    private static string? Objection(HttpContext context)
    {
        var request = context.Request;
        // Discord's API takes forms with files, and posts without a body. No browser sends those to another site without telling its origin.
        var isApi = request.Path.StartsWithSegments(Sandbox.Api, StringComparison.OrdinalIgnoreCase);
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote) || PassedOn.Any(request.Headers.ContainsKey))
        {
            return "The sandbox answers this machine only.";
        }

        if (!IsThisMachine(request.Host))
        {
            return "The sandbox answers to the names localhost, 127.0.0.1 and [::1] only.";
        }

        if (request.Headers.Origin.Count > 0 && !string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return "The sandbox answers its own page only.";
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && !IsOpened(request))
        {
            return "The sandbox answers its own page only.";
        }

        return HttpMethods.IsPost(request.Method) && !IsExpected(request, isApi)
            ? isApi ? "The sandbox takes application/json and multipart/form-data only." : "The sandbox takes application/json only."
            : null;
    }

    /// <summary>Somebody follows a link to the page, into a window of its own.</summary>
    private static bool IsOpened(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document"
        && request.Path.Value?.TrimEnd('/') is "" or Sandbox.Path;

    private static bool IsThisMachine(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Host is "127.0.0.1" or "[::1]";

    private static bool IsExpected(HttpRequest request, bool isApi) =>
        request.ContentType is null
            ? isApi && request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0
            : MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && (type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
                    || (isApi && type.MediaType.Equals(MediaTypeNames.Multipart.FormData, StringComparison.OrdinalIgnoreCase)));
}
