using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Everything under <c>/webhooks</c>: the application's own, whose tokens are those of interactions, and those of channels.</summary>
internal sealed class WebhookRoutes(World world, InteractionMessages interactions, WebhookMessages channels)
{
    public void Map(RestApi api)
    {
        api.Map("webhooks/{webhook}", new RestMethod("GET", call => Task.FromResult(channels.GetOwn(call))), new RestMethod("DELETE", call => Task.FromResult(channels.RemoveOwn(call))));
        api.Map(
            "webhooks/{webhook}/{token}",
            Method("POST", interactions.FollowUp, channels.Execute),
            Method("GET", _ => throw new DiscordRefusal(DiscordError.UnknownWebhook), channels.Get),
            Method("DELETE", _ => throw new DiscordRefusal(DiscordError.UnknownWebhook), channels.Remove));
        api.Map(
            "webhooks/{webhook}/{token}/messages/{message}",
            Method("GET", interactions.Get, channels.GetMessage),
            Method("PATCH", interactions.Edit, channels.EditMessage),
            Method("DELETE", interactions.Remove, channels.RemoveMessage));
    }

    private RestMethod Method(string method, Func<RestCall, RestAnswer> ofInteraction, Func<RestCall, RestAnswer> ofChannel) =>
        new(method, call => Task.FromResult(call.Id("webhook") == world.Bot.ApplicationId ? ofInteraction(call) : ofChannel(call)), NeedsBot: false);
}
