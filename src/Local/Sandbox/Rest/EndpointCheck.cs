using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>What Discord does before it takes an endpoint's address: a PING that is signed well, and one that is not, which must be refused.</summary>
internal sealed class EndpointCheck(SigningIdentity identity, World world, HttpMessageInvoker client)
{
    /// <summary>The interactions endpoint: 200 with a PONG in JSON, and 401 to the bad signature.</summary>
    public async Task<bool> TakesInteractionsAsync(Uri url, CancellationToken ct)
    {
        var ping = new JsonObject
        {
            ["application_id"] = identity.ApplicationId.ToString(), ["entitlements"] = new JsonArray(), ["id"] = world.Ids.Next().ToString(),
            ["token"] = "aW50ZXJhY3Rpb246cGluZw", ["type"] = 1, ["user"] = Population.People[^1].User(), ["version"] = 1,
        };
        return await PostAsync(url, ping, spoilt: false, IsPongAsync, ct) && await PostAsync(url, ping, spoilt: true, IsRefusalAsync, ct);
    }

    /// <summary>The endpoint of webhook events: 204, and 401 to the bad signature.</summary>
    public async Task<bool> TakesEventsAsync(Uri url, CancellationToken ct)
    {
        var ping = new JsonObject { ["version"] = 1, ["application_id"] = identity.ApplicationId.ToString(), ["type"] = 0 };
        return await PostAsync(url, ping, spoilt: false, (answer, _) => Task.FromResult(answer.StatusCode == HttpStatusCode.NoContent), ct)
            && await PostAsync(url, ping, spoilt: true, IsRefusalAsync, ct);
    }

    private static async Task<bool> IsPongAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return false;
        }

        try
        {
            return (JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync(ct)) as JsonObject)?.Number("type") == 1;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Task<bool> IsRefusalAsync(HttpResponseMessage answer, CancellationToken ct) => Task.FromResult(answer.StatusCode == HttpStatusCode.Unauthorized);

    private async Task<bool> PostAsync(Uri url, JsonObject ping, bool spoilt, Func<HttpResponseMessage, CancellationToken, Task<bool>> isRight, CancellationToken ct)
    {
        var timestamp = world.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = ping.ToJsonString();
        var signature = identity.Sign(Encoding.UTF8.GetBytes(timestamp + body));
        signature[0] ^= (byte)(spoilt ? 0xFF : 0);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", Convert.ToHexStringLower(signature));
        request.Headers.TryAddWithoutValidation("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)");
        using var patience = new CancellationTokenSource(OpenInteraction.FirstAnswer, world.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var answer = await client.SendAsync(request, either.Token);
            return await isRight(answer, either.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
