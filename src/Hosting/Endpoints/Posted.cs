using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
using FlippyFlip.Core.Interactions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>What every address has in common that JSON is posted to: a type, a size that is read at most, and refusals that are a status and nothing else.</summary>
internal static class Posted
{
    public const string Json = MediaTypeNames.Application.Json;

    public static bool IsJson(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(Json, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Json.Length || contentType[Json.Length] is ';' or ' ');

    /// <summary>Null: the header is missing or stands there twice.</summary>
    public static string? Single(StringValues header) => header.Count == 1 ? header[0] : null;

    /// <summary>Answers with a status and no body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">All that is said.</param>
    /// <param name="isLast">True: the connection is not worth keeping for an unread body.</param>
    public static void Refuse(HttpContext context, int status, bool isLast = false)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        if (isLast)
        {
            context.Response.Headers.Connection = "close";
        }
    }

    /// <summary>Null: whoever sent it has hung up. A broken body is the server's to refuse, which alone knows where the next request begins.</summary>
    public static async ValueTask<ReadOnlySequence<byte>?> TryReadBodyAsync(HttpContext context)
    {
        try
        {
            return await ReadBodyAsync(context.Request.BodyReader);
        }
        catch (Exception exception) when (exception is OperationCanceledException or (IOException and not BadHttpRequestException))
        {
            // The read may learn of a hang-up before the request is told; nothing more can be read or said.
            context.Abort();
            return null;
        }
    }

    /// <summary>The whole body, or as much of it as tells that it is too long. Nearly always it has come with the headers.</summary>
    private static async ValueTask<ReadOnlySequence<byte>> ReadBodyAsync(PipeReader body)
    {
        while (true)
        {
            var read = await body.ReadAsync();
            if (read.IsCompleted || read.Buffer.Length > SignatureGate.MaxBody)
            {
                return read.Buffer;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
