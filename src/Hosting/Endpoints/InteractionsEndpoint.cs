using System.Buffers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Hosting.Composition;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>Where Discord posts interactions: the gate, then the pipeline. What the gate refuses gets a status and nothing else.</summary>
public sealed class InteractionsEndpoint(IBots bots, SignatureGate gate, Opening opening, Deadlines deadlines, TimeProvider time)
{
    private const string Json = MediaTypeNames.Application.Json;

    /// <summary>Most bodies fit; larger ones grow up to <see cref="SignatureGate.MaxBody"/>.</summary>
    private const int UsualBody = 8 * 1024;

    private static readonly byte[] Pong = """{"type":1}"""u8.ToArray();

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _reply;

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
            Refuse(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        var signature = Single(request.Headers["X-Signature-Ed25519"]);
        var timestamp = Single(request.Headers["X-Signature-Timestamp"]);
        if (!gate.MayPass(signature, timestamp) || FindBot(request.RouteValues["applicationId"]) is not { } served)
        {
            Refuse(context, StatusCodes.Status401Unauthorized);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(timestamp!.Length + (int)(request.ContentLength ?? UsualBody) + 1);
        try
        {
            var start = Encoding.ASCII.GetBytes(timestamp, rented);
            var (buffer, end) = await ReadBodyAsync(request.Body, rented, start, context.RequestAborted);
            if (end - start > SignatureGate.MaxBody)
            {
                Refuse(context, StatusCodes.Status413PayloadTooLarge);
                return;
            }

            var verifyAt = time.GetTimestamp();
            if (!SignatureGate.Passes(served.Key, signature!, buffer.AsSpan(0, end)))
            {
                Refuse(context, StatusCodes.Status401Unauthorized);
                return;
            }

            await AnswerAsync(context, served.Bot, buffer.AsMemory(start, end - start), new Receipt(receivedAt, time.GetElapsedTime(verifyAt)));
        }
        catch (BadHttpRequestException broken)
        {
            Refuse(context, broken.StatusCode);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // Whoever asked has hung up.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private async Task AnswerAsync(HttpContext context, Bot bot, ReadOnlyMemory<byte> body, Receipt receipt)
    {
        Interaction interaction;
        try
        {
            interaction = Interaction.Parse(body.Span);
        }
        catch (JsonException)
        {
            Refuse(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (interaction.ApplicationId != bot.ApplicationId)
        {
            Refuse(context, StatusCodes.Status401Unauthorized);
            return;
        }

        if (interaction.Type == InteractionType.Ping)
        {
            await SendAsync(context, Pong);
            return;
        }

        InteractionPipeline pipeline;
        try
        {
            pipeline = await opening.Pipeline.WaitAsync(deadlines.Attempt, time);
        }
        catch (TimeoutException)
        {
            Refuse(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        var answer = await pipeline.AnswerAsync(interaction, bot, body, receipt);
        await SendAsync(context, pipeline, answer, interaction);
    }

    private ServedBot? FindBot(object? routeValue) => routeValue switch
    {
        null => bots.Find(null),
        string text when Snowflake.TryParse(text, out var id) => bots.Find(id),
        _ => null,
    };

    private static async Task<(byte[] Buffer, int End)> ReadBodyAsync(Stream body, byte[] buffer, int start, CancellationToken ct)
    {
        var end = start;
        while (end - start <= SignatureGate.MaxBody)
        {
            if (end == buffer.Length)
            {
                // The smaller array stays the caller's to return, should reading fail; this rare one is left to the collector.
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await body.ReadAsync(buffer.AsMemory(end), ct);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        return (buffer, end);
    }

    private static ValueTask SendAsync(HttpContext context, InteractionPipeline pipeline, Answer answer, Interaction interaction)
    {
        // Written and handed over without waiting in between, so the thread's buffer is free again at once.
        var buffer = _reply ??= new ArrayBufferWriter<byte>(4 * 1024);
        pipeline.Write(answer, interaction, buffer);
        var response = context.Response;
        response.ContentType = Json;
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        return FlushAsync(response);
    }

    private static ValueTask SendAsync(HttpContext context, byte[] body)
    {
        var response = context.Response;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body);
        return FlushAsync(response);
    }

    private static async ValueTask FlushAsync(HttpResponse response) => await response.BodyWriter.FlushAsync();

    /// <summary>The connection is not worth keeping for an unread body.</summary>
    private static void Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        if (status == StatusCodes.Status413PayloadTooLarge)
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
