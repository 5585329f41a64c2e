using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Interactions;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>Where Discord posts webhook events: the same gate, and 204 once an event is kept. 503 asks for it again.</summary>
/// <param name="bots">Whom events may be for.</param>
/// <param name="gate">Refuses what Discord did not sign.</param>
/// <param name="intake">Made at the first event: a ping needs no store.</param>
/// <param name="time">Clock of receipts.</param>
public sealed class EventsEndpoint(IBots bots, SignatureGate gate, Lazy<EventIntake> intake, TimeProvider time) : SignedEndpoint(bots, gate, time)
{
    private protected override async Task AnswerAsync(HttpContext context, ServedBot served, ReadOnlyMemory<byte> body, Receipt receipt)
    {
        EventEnvelope envelope;
        try
        {
            envelope = EventEnvelope.Parse(body.Span);
        }
        catch (JsonException)
        {
            Posted.Refuse(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (envelope.ApplicationId != served.Bot.ApplicationId)
        {
            Posted.Refuse(context, StatusCodes.Status401Unauthorized);
            return;
        }

        // Kinds of envelope that Discord may add are taken like events of an unknown type.
        var isKept = envelope is not { Type: EventEnvelope.Carrier, Event: { } happened } || await intake.Value.TryTakeAsync(happened, served, receipt);
        context.Response.StatusCode = isKept ? StatusCodes.Status204NoContent : StatusCodes.Status503ServiceUnavailable;
        // Discord wants the type even where there is no body.
        context.Response.ContentType = Posted.Json;
    }
}
