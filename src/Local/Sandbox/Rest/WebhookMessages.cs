using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>A channel's webhook: itself, and what it posts.</summary>
internal sealed class WebhookMessages(World world, PayloadJudge judge)
{
    public static JsonObject Shown(ChannelWebhook webhook, World world) => new()
    {
        ["id"] = webhook.Id.ToString(), ["type"] = 1, ["guild_id"] = webhook.Channel.Server?.Id.ToString(), ["channel_id"] = webhook.Channel.Id.ToString(), ["name"] = webhook.Name,
        ["avatar"] = null, ["token"] = webhook.Token, ["application_id"] = world.Bot.ApplicationId.ToString(), ["user"] = world.BotUser(),
    };

    public RestAnswer GetOwn(RestCall call) => RestAnswer.Ok(Shown(Own(call), world));

    public RestAnswer RemoveOwn(RestCall call)
    {
        world.Webhooks.Remove(Own(call));
        return RestAnswer.Nothing;
    }

    public RestAnswer Get(RestCall call) => RestAnswer.Ok(Shown(Known(call), world));

    public RestAnswer Remove(RestCall call)
    {
        world.Webhooks.Remove(Known(call));
        return RestAnswer.Nothing;
    }

    public RestAnswer Execute(RestCall call)
    {
        var webhook = Known(call);
        var body = (JsonObject)call.Object().DeepClone();
        RestCall.Refuse(judge.WebhookMessage(body, call.Content.FileNames));
        if (PayloadJudge.IsEmpty(body, call.Content.Files.Count > 0))
        {
            throw new DiscordRefusal(DiscordError.EmptyMessage);
        }

        var uploads = new Uploads(world, call, body);
        var message = Message.Of(world.Ids.Next(), webhook.Channel, webhook.User(Reading.Text(body["username"])), 0, body, null);
        message.Json["webhook_id"] = webhook.Id.ToString();
        uploads.Keep();
        world.Put(message);
        return call.QueryFlag("wait") ? RestAnswer.Ok(message.Json.DeepClone()) : RestAnswer.Nothing;
    }

    public RestAnswer GetMessage(RestCall call) => RestAnswer.Ok(Find(call).Json.DeepClone());

    public RestAnswer EditMessage(RestCall call) => RestAnswer.Ok(Edits.Apply(world, call, Find(call), judge.Edit).Json.DeepClone());

    public RestAnswer RemoveMessage(RestCall call) => world.Remove(Find(call)) ? RestAnswer.Nothing : throw new DiscordRefusal(DiscordError.UnknownMessage);

    private ChannelWebhook Own(RestCall call) => world.Webhooks.Find(call.Id("webhook")) ?? throw new DiscordRefusal(DiscordError.UnknownWebhook);

    private ChannelWebhook Known(RestCall call)
    {
        var webhook = Own(call);
        return webhook.Token == call.Text("token") ? webhook : throw new DiscordRefusal(DiscordError.InvalidWebhookToken);
    }

    private Message Find(RestCall call)
    {
        var webhook = Known(call);
        return world.Find(webhook.Channel.Id, call.Id("message")) is { } found && found.Json.Text("webhook_id") == webhook.Id.ToString()
            ? found : throw new DiscordRefusal(DiscordError.UnknownMessage);
    }
}
