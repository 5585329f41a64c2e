using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>The application reads and changes itself.</summary>
internal sealed class ApplicationRoutes(World world, PayloadJudge judge, SigningIdentity identity, EndpointCheck check)
{
    public void Map(RestApi api)
    {
        api.Map("applications/@me", new RestMethod("GET", _ => Task.FromResult(Shown())), new RestMethod("PATCH", ChangeAsync));
        api.Map("applications/{application}", new RestMethod("GET", call => Task.FromResult(Own(world, call, Shown))), new RestMethod("PATCH", call => Own(world, call, () => ChangeAsync(call))));
    }

    /// <exception cref="DiscordRefusal">The path names another application.</exception>
    public static T Own<T>(World world, RestCall call, Func<T> then) =>
        call.Id("application") == world.Bot.ApplicationId ? then() : throw new DiscordRefusal(DiscordError.NotThisApplication);

    private RestAnswer Shown() => RestAnswer.Ok(world.Application.Json(identity.PublicKey.Span));

    private async Task<RestAnswer> ChangeAsync(RestCall call)
    {
        var body = call.Object();
        // Documented as a text, described as a map of texts: both are taken.
        var described = (JsonObject)body.DeepClone();
        if (Reading.Text(body["description"]) is { } text)
        {
            described["description"] = new JsonObject { ["default"] = text };
        }

        RestCall.Refuse(judge.Body("ApplicationFormPartial", described));
        await CheckAsync(body, "interactions_endpoint_url", check.TakesInteractionsAsync, Word.EndpointInvalid, call);
        await CheckAsync(body, "event_webhooks_url", check.TakesEventsAsync,
            Word.Ours("APPLICATION_EVENT_WEBHOOKS_URL_INVALID", "The specified event webhooks url could not be verified."), call);
        world.Application.Change(body);
        return Shown();
    }

    private static async Task CheckAsync(JsonObject body, string field, Func<Uri, CancellationToken, Task<bool>> takes, Word refusal, RestCall call)
    {
        if (Reading.Text(body[field]) is not { Length: > 0 } text)
        {
            return;
        }

        var url = new Uri(text); // The judge has seen that it is one.
        if (url.Scheme is not ("http" or "https"))
        {
            throw RestCall.Refused(field, Word.Scheme(url.Scheme, "http", "https"));
        }

        if (!await takes(url, call.Aborted))
        {
            throw RestCall.Refused(field, refusal);
        }
    }
}
