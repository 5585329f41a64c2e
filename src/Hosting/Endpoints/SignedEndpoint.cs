using System.Buffers;
using System.Text;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Telemetry;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>
/// An address that Discord posts to: lets in only what it signed, as raw bytes, before anything is parsed. What the gate refuses gets a status and
/// nothing else.
/// </summary>
/// <param name="bots">Whom it may be for.</param>
/// <param name="gate">Refuses what Discord did not sign.</param>
/// <param name="time">Clock of receipts.</param>
public abstract class SignedEndpoint(IBots bots, SignatureGate gate, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        var receivedAt = time.GetTimestamp();
        var request = context.Request;
        if (!Posted.IsJson(request.ContentType))
        {
            Posted.Refuse(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        if (request.ContentLength > SignatureGate.MaxBody)
        {
            Posted.Refuse(context, StatusCodes.Status413PayloadTooLarge, isLast: true);
            return;
        }

        var signature = Posted.Single(request.Headers["X-Signature-Ed25519"]);
        var timestamp = Posted.Single(request.Headers["X-Signature-Timestamp"]);
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
            if (await Posted.TryReadBodyAsync(context) is not { } body)
            {
                return;
            }

            if (body.Length > SignatureGate.MaxBody)
            {
                request.BodyReader.AdvanceTo(body.End);
                Posted.Refuse(context, StatusCodes.Status413PayloadTooLarge, isLast: true);
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

            await AnswerAsync(context, served, rented.AsMemory(start..end), new Receipt(receivedAt, time.GetElapsedTime(verifyAt)));
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>The time since a request came.</summary>
    private protected TimeSpan Since(Receipt receipt) => time.GetElapsedTime(receipt.Timestamp);

    /// <param name="context">To be answered.</param>
    /// <param name="served">Whose key signed it.</param>
    /// <param name="body">As it came; it is gone when the task ends.</param>
    /// <param name="receipt">When it arrived.</param>
    private protected abstract Task AnswerAsync(HttpContext context, ServedBot served, ReadOnlyMemory<byte> body, Receipt receipt);

    /// <param name="context">The request.</param>
    /// <param name="reason">For the metric: <c>form</c> of the headers, unknown <c>bot</c>, wrong <c>signature</c>.</param>
    private static void RefuseUnsigned(HttpContext context, string reason)
    {
        Instruments.SignatureRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        Posted.Refuse(context, StatusCodes.Status401Unauthorized);
    }

    private ServedBot? FindBot(object? routeValue) => routeValue switch
    {
        null => bots.Find(null),
        string text when Snowflake.TryParse(text, out var id) => bots.Find(id),
        _ => null,
    };
}
