using System.Buffers;
using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Telemetry;
using FlippyFlip.Core.Votes;
using FlippyFlip.Hosting.Configuration;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Endpoints;

/// <summary>
/// Where a list of bots posts votes: 200 once a vote is kept, 503 asks for it again. A bot without a secret for them has no such address. Nothing is
/// parsed before it is known who sent it.
/// </summary>
/// <param name="bots">Whom votes may be for.</param>
/// <param name="settings">Know how old a signature may be.</param>
/// <param name="rates">Know how long a vote lasts.</param>
/// <param name="intake">Made at the first vote.</param>
/// <param name="time">Clock of receipts and signatures.</param>
public sealed class VotesEndpoint(IBots bots, Settings settings, Rates rates, Lazy<VoteIntake> intake, TimeProvider time)
{
    private const string SignatureHeader = "x-topgg-signature";

    public async Task HandleAsync(HttpContext context)
    {
        var receipt = new Receipt(time.GetTimestamp(), default);
        if (FindBot(context.Request.RouteValues["applicationId"]) is not { Votes: { } secret } served)
        {
            Posted.Refuse(context, StatusCodes.Status404NotFound);
            return;
        }

        if (await ReadAsync(context) is not { } body)
        {
            return;
        }

        if (!IsFromTheList(context.Request.Headers, secret, body))
        {
            Instruments.SignatureRefused.Add(1, new KeyValuePair<string, object?>("reason", "signature"));
            Posted.Refuse(context, StatusCodes.Status401Unauthorized);
            return;
        }

        Posted.Refuse(context, await TakeAsync(body, served.Bot.ApplicationId, receipt));
    }

    /// <returns>Null: it is refused, or whoever sent it has hung up.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Posted.IsJson(request.ContentType))
        {
            Posted.Refuse(context, StatusCodes.Status415UnsupportedMediaType);
            return null;
        }

        if (request.ContentLength > SignatureGate.MaxBody)
        {
            Posted.Refuse(context, StatusCodes.Status413PayloadTooLarge, isLast: true);
            return null;
        }

        if (await Posted.TryReadBodyAsync(context) is not { } body)
        {
            return null;
        }

        var bytes = body.Length > SignatureGate.MaxBody ? null : body.ToArray();
        request.BodyReader.AdvanceTo(body.End);
        if (bytes is null)
        {
            Posted.Refuse(context, StatusCodes.Status413PayloadTooLarge, isLast: true);
        }

        return bytes;
    }

    /// <returns>The status.</returns>
    private async Task<int> TakeAsync(byte[] body, Snowflake bot, Receipt receipt)
    {
        try
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
            // What is no vote, such as the list's own test, is taken and left out.
            return VoteNotice.Parse(body).Vote(bot, now, rates.VoteInterval) is not { } vote || await intake.Value.TryTakeAsync(vote, bot, receipt)
                ? StatusCodes.Status200OK
                : StatusCodes.Status503ServiceUnavailable;
        }
        catch (JsonException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>By its signature; without one, by the secret itself, as the list's older notices have it.</summary>
    private bool IsFromTheList(IHeaderDictionary headers, VoteSecret secret, byte[] body) => headers.TryGetValue(SignatureHeader, out var signatures)
        ? Posted.Single(signatures) is { } signature && secret.Signed(signature, body, time.GetUtcNow(), settings.SignatureWindow)
        : Posted.Single(headers.Authorization) is { } given && secret.Is(given);

    private ServedBot? FindBot(object? routeValue) => routeValue switch
    {
        null => bots.Find(null),
        string text when Snowflake.TryParse(text, out var id) => bots.Find(id),
        _ => null,
    };
}
