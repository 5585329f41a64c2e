using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>The files of messages. Whatever the bot sent, the browser takes none of it for a page of ours.</summary>
internal static class AttachmentRoute
{
    /// <summary>What a browser shows and cannot run.</summary>
    private static readonly Dictionary<string, string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
    };

    public static Task SendAsync(HttpContext http, Attachments attachments)
    {
        if (!Snowflake.TryParse(http.GetRouteValue("id") as string ?? "-", out var id) || attachments.Find(id) is not { } file || file.Name != http.GetRouteValue("name") as string)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var picture = Pictures.GetValueOrDefault(Path.GetExtension(file.Name));
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        headers.ContentDisposition = new ContentDispositionHeaderValue(picture is null ? "attachment" : "inline") { FileName = file.Name }.ToString();
        http.Response.ContentType = picture ?? "application/octet-stream";
        http.Response.ContentLength = file.Content.Length;
        return http.Response.Body.WriteAsync(file.Content, http.RequestAborted).AsTask();
    }
}
