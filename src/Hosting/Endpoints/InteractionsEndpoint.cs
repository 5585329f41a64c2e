using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Telemetry;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>Where Discord posts interactions: the gate, then the pipeline. What the gate refuses gets a status and nothing else.</summary>
/// <param name="bots">Whom interactions may be for.</param>
/// <param name="gate">Refuses what Discord did not sign.</param>
/// <param name="pipeline">Made at the first command: a ping needs neither catalogue nor store.</param>
/// <param name="time">Clock of receipts.</param>
public sealed class InteractionsEndpoint(IBots bots, SignatureGate gate, Lazy<InteractionPipeline> pipeline, TimeProvider time)
{
    private const string Json = MediaTypeNames.Application.Json;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _reply;

    private static ReadOnlySpan<byte> Pong => """{"type":1}"""u8;

    public async Task HandleAsync(HttpContext context)
    {
        var receivedAt = time.GetTimestamp();
        var request = context.Request;
        if (!IsJson(request.ContentType))
        {
            Refuse(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        if (request.ContentLength > SignatureGate.MaxBody)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge, isLast: true);
            return;
        }

        var signature = Single(request.Headers["X-Signature-Ed25519"]);
        var timestamp = Single(request.Headers["X-Signature-Timestamp"]);
        if (!gate.MayPass(signature, timestamp))
        {
            RefuseUnsigned(context, "form");
            return;
        }

        if (FindBot(request.RouteValues["applicationId"]) is not { } served)
        {
            RefuseUnsigned(context, "bot");
            return;
        }

        byte[]? rented = null;
        try
        {
            if (await TryReadBodyAsync(context) is not { } body)
            {
                return;
            }

            if (body.Length > SignatureGate.MaxBody)
            {
                request.BodyReader.AdvanceTo(body.End);
                Refuse(context, StatusCodes.Status413PayloadTooLarge, isLast: true);
                return;
            }

            var end = timestamp!.Length + (int)body.Length;
            rented = ArrayPool<byte>.Shared.Rent(end);
            var start = Encoding.ASCII.GetBytes(timestamp, rented);
            body.CopyTo(rented.AsSpan(start));
            request.BodyReader.AdvanceTo(body.End);

            var verifyAt = time.GetTimestamp();
            if (!SignatureGate.Passes(served.Key, signature!, rented.AsSpan(0, end)))
            {
                RefuseUnsigned(context, "signature");
                return;
            }

            await AnswerAsync(context, served.Bot, rented.AsMemory(start..end), new Receipt(receivedAt, time.GetElapsedTime(verifyAt)));
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, Bot bot, ReadOnlyMemory<byte> body, Receipt receipt)
    {
        Interaction? interaction = null;
        try
        {
            var envelope = Interaction.ParseEnvelope(body.Span);
            if (envelope.ApplicationId != bot.ApplicationId)
            {
                Refuse(context, StatusCodes.Status401Unauthorized);
                return;
            }

            interaction = envelope.Type == InteractionType.Ping ? null : Interaction.Parse(body.Span);
        }
        catch (JsonException)
        {
            Refuse(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (interaction is null)
        {
            Send(context, Pong);
            return;
        }

        var answer = await pipeline.Value.AnswerAsync(interaction, bot, body, receipt);
        // Written and handed over without waiting in between, so the thread's buffer is free again at once.
        var reply = _reply ??= new ArrayBufferWriter<byte>(4 * 1024);
        pipeline.Value.Write(answer, interaction, reply);
        Send(context, reply.WrittenSpan);
    }

    private ServedBot? FindBot(object? routeValue) => routeValue switch
    {
        null => bots.Find(null),
        string text when Snowflake.TryParse(text, out var id) => bots.Find(id),
        _ => null,
    };

    /// <summary>Null: whoever sent it has hung up. A broken body is the server's to refuse, which alone knows where the next request begins.</summary>
    private static async ValueTask<ReadOnlySequence<byte>?> TryReadBodyAsync(HttpContext context)
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

    /// <summary>Only handed to the server, which sends it when the request ends.</summary>
    private static void Send(HttpContext context, ReadOnlySpan<byte> body)
    {
        var response = context.Response;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body);
    }

    /// <param name="context">The request.</param>
    /// <param name="reason">For the metric: <c>form</c> of the headers, unknown <c>bot</c>, wrong <c>signature</c>.</param>
    private static void RefuseUnsigned(HttpContext context, string reason)
    {
        Instruments.SignatureRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        Refuse(context, StatusCodes.Status401Unauthorized);
    }

    /// <param name="context">The request.</param>
    /// <param name="status">All that is said.</param>
    /// <param name="isLast">True: the connection is not worth keeping for an unread body.</param>
    private static void Refuse(HttpContext context, int status, bool isLast = false)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        if (isLast)
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(Json, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Json.Length || contentType[Json.Length] is ';' or ' ');

    /// <summary>Null: the header is missing or stands there twice.</summary>
    private static string? Single(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 1 ? header[0] : null;
}
