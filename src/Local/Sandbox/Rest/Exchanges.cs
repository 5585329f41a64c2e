using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Tells the pages' inspectors of each call. What is secret in it is shown to the one person it concerns, the bot's token to nobody.</summary>
internal sealed class Exchanges(World world)
{
    private const string Secret = "…";

    public void Tell(HttpContext http, RestCall call, RestAnswer answer, TimeSpan elapsed)
    {
        var token = http.GetRouteValue("token") as string;
        var known = call.Person ?? (token is null ? null : world.Interaction(token)?.Person.Id);
        if (known is null && token is not null && IsOfInteraction(http))
        {
            // Whose it was nobody knows any more.
            return;
        }

        if (!world.Feed.IsHeard(known))
        {
            return;
        }

        var path = http.Request.Path.Value ?? "";
        var hidden = token is null ? path : path.Replace(token, Secret, StringComparison.Ordinal);
        var exchange = new JsonObject
        {
            ["id"] = world.Ids.Next().ToString(),
            ["kind"] = "rest",
            ["title"] = $"{http.Request.Method} {hidden.Replace("/sandbox/api/v10", "", StringComparison.Ordinal)}",
            ["at"] = (world.Time.GetUtcNow() - elapsed).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["ms"] = Math.Round(elapsed.TotalMilliseconds, 1),
            ["request"] = new JsonObject
            {
                ["method"] = http.Request.Method,
                ["url"] = $"{call.Origin}{(known is null ? hidden : path)}{http.Request.QueryString}",
                ["headers"] = Headers(http.Request.Headers),
                ["body"] = Shown(call.Content.Json),
            },
            ["response"] = new JsonObject { ["status"] = answer.Status, ["body"] = Shown(answer.Body) },
        };
        if (answer.Errors.Count > 0)
        {
            exchange["errors"] = new JsonArray([.. answer.Errors.Select(error => new JsonObject { ["path"] = error.Place, ["code"] = error.Code, ["message"] = error.Message })]);
        }

        world.Atomically(() => world.Feed.Tell(new FeedEvent("exchange", new JsonObject { ["exchange"] = exchange }, known)));
    }

    private bool IsOfInteraction(HttpContext http) => http.GetRouteValue("webhook") is not string webhook || webhook == world.Bot.ApplicationId.ToString();

    private static JsonObject Headers(IHeaderDictionary headers)
    {
        var shown = new JsonObject();
        foreach (var (name, value) in headers)
        {
            shown[name] = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? $"Bot {Secret}" : value.ToString();
        }

        return shown;
    }

    /// <summary>Without the tokens of webhooks; null when it is too large to be looked at.</summary>
    private static JsonNode? Shown(JsonNode? body)
    {
        var shown = ShownBody.Of(body);
        foreach (var json in shown is JsonArray list ? list.OfType<JsonObject>() : shown is JsonObject one ? [one] : [])
        {
            if (Reading.Text(json["token"]) is not null)
            {
                json["token"] = Secret;
            }
        }

        return shown;
    }
}
