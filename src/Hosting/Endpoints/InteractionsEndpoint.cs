using System.Buffers;
using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Interactions;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>Where Discord posts interactions: the gate, then the pipeline.</summary>
/// <param name="bots">Whom interactions may be for.</param>
/// <param name="gate">Refuses what Discord did not sign.</param>
/// <param name="pipeline">Made at the first command: a ping needs neither catalogue nor store.</param>
/// <param name="time">Clock of receipts.</param>
public sealed class InteractionsEndpoint(IBots bots, SignatureGate gate, Lazy<InteractionPipeline> pipeline, TimeProvider time) : SignedEndpoint(bots, gate, time)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _reply;

    private static ReadOnlySpan<byte> Pong => """{"type":1}"""u8;

    private protected override async Task AnswerAsync(HttpContext context, ServedBot served, ReadOnlyMemory<byte> body, Receipt receipt)
    {
        Interaction? interaction = null;
        try
        {
            // Read twice on purpose. Whether it is a ping stands near the end of what Discord writes, and to know it costs a skim of a few microseconds; a ping read whole
            // would make the first one, which Discord times, wait until the serializer is ready for everything else. And who is meant is known before
            // anything else is looked at: another bot's body is refused as such, however it is made.
            var envelope = Interaction.ParseEnvelope(body.Span);
            if (envelope.ApplicationId != served.Bot.ApplicationId)
            {
                Posted.Refuse(context, StatusCodes.Status401Unauthorized);
                return;
            }

            interaction = envelope.Type == InteractionType.Ping ? null : Interaction.Parse(body.Span);
        }
        catch (JsonException)
        {
            Posted.Refuse(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (interaction is null)
        {
            Send(context, Pong);
            InteractionPipeline.MeasurePing(Since(receipt));
            return;
        }

        var answer = await pipeline.Value.AnswerAsync(interaction, served.Bot, body, receipt);
        // Written and handed over without waiting in between, so the thread's buffer is free again at once.
        var reply = _reply ??= new ArrayBufferWriter<byte>(4 * 1024);
        pipeline.Value.Write(answer, interaction, reply);
        Send(context, reply.WrittenSpan);
        pipeline.Value.Measure(interaction, answer, receipt);
    }

    /// <summary>Only handed to the server, which sends it when the request ends.</summary>
    private static void Send(HttpContext context, ReadOnlySpan<byte> body)
    {
        var response = context.Response;
        response.ContentType = Posted.Json;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body);
    }
}
