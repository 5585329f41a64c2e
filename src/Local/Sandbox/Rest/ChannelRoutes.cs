using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>What the bot reads and posts by itself, and the webhooks of channels.</summary>
internal sealed class ChannelRoutes(World world, PayloadJudge judge)
{
    private const int Reply = 19;
    private const int MostListed = 100;
    private const int Listed = 50;

    private readonly Nonces _nonces = new(world.Time);

    public void Map(RestApi api)
    {
        api.Map("channels/{channel}", Method("GET", (_, channel) => RestAnswer.Ok(Shown(channel))));
        api.Map("channels/{channel}/messages", Method("GET", List), Method("POST", Post));
        api.Map("channels/{channel}/messages/{message}", Method("GET", (call, channel) => RestAnswer.Ok(Find(call, channel).Json.DeepClone())), Method("PATCH", Edit), Method("DELETE", Remove));
        api.Map("channels/{channel}/webhooks", Method("GET", (_, channel) => RestAnswer.Ok(world.Webhooks.In(channel.Id).Select(each => WebhookMessages.Shown(each, world)))), Method("POST", CreateWebhook));
    }

    /// <summary>Discord's channel object.</summary>
    public static JsonObject Shown(Channel channel)
    {
        var json = channel.Json();
        json["flags"] = 0;
        json["last_message_id"] = null;
        if (channel.Recipient is { } recipient)
        {
            json["recipients"] = new JsonArray(Population.Find(recipient)!.User());
        }

        return json;
    }

    private static RestMethod Method(string method, Func<RestCall, Channel, RestAnswer> run) => new(method, call =>
    {
        var channel = World.Channel(call.Id("channel")) ?? throw new DiscordRefusal(DiscordError.UnknownChannel);
        call.Person = channel.Recipient;
        return Task.FromResult(run(call, channel));
    });

    /// <summary>Newest first.</summary>
    private RestAnswer List(RestCall call, Channel channel)
    {
        var (before, after, around) = (call.QueryId("before"), call.QueryId("after"), call.QueryId("around"));
        var limit = call.Limit(Listed, MostListed);
        var all = world.Messages(channel.Id);
        var found = after is { } first ? all.Where(message => message.Id > first).Take(limit)
            : around is { } middle ? all.OrderBy(message => message.Id > middle ? message.Id.Value - middle.Value : middle.Value - message.Id.Value).Take(limit).OrderBy(message => message.Id)
            : all.Where(message => before is null || message.Id < before).TakeLast(limit);
        return RestAnswer.Ok(found.Reverse().Select(message => message.Json));
    }

    private RestAnswer Post(RestCall call, Channel channel)
    {
        var body = (JsonObject)call.Object().DeepClone();
        RestCall.Refuse(judge.ChannelMessage(body, call.Content.FileNames));
        if (PayloadJudge.IsEmpty(body, call.Content.Files.Count > 0))
        {
            throw new DiscordRefusal(DiscordError.EmptyMessage);
        }

        var message = world.Atomically(() =>
        {
            var nonce = Reading.IsTrue(body["enforce_nonce"]) ? Reading.Text(body["nonce"]) ?? Reading.Number(body["nonce"])?.ToString() : null;
            if (nonce is not null && _nonces.Known(channel.Id, nonce) is { } known && world.Find(channel.Id, known) is { } earlier)
            {
                return earlier;
            }

            var made = Make(call, channel, body);
            _nonces.Remember(channel.Id, nonce, made.Id);
            return made;
        });
        return RestAnswer.Ok(message.Json.DeepClone());
    }

    private Message Make(RestCall call, Channel channel, JsonObject body)
    {
        var referenced = Reading.Number((body["message_reference"] as JsonObject)?["message_id"]) is { } id ? world.Find(channel.Id, new Snowflake((ulong)id)) : null;
        // The bot cannot answer in public what only one person sees.
        if (body["message_reference"] is not null && referenced is not { OnlyFor: null })
        {
            throw RestCall.Refused("message_reference", new Word("REPLIES_UNKNOWN_MESSAGE", "Unknown message"));
        }

        var uploads = new Uploads(world, call, body);
        var message = Message.Of(world.Ids.Next(), channel, world.BotUser(), referenced is null ? 0 : Reply, body, null);
        if (body["nonce"] is { } nonce)
        {
            message.Json["nonce"] = nonce.DeepClone();
        }

        message = referenced is null ? message : message.ReplyingTo(referenced.Id, referenced);
        uploads.Keep();
        world.Put(message);
        return message;
    }

    private RestAnswer Edit(RestCall call, Channel channel)
    {
        var message = Find(call, channel);
        return IsOurs(message) ? RestAnswer.Ok(Edits.Apply(world, call, message, judge.ChannelEdit).Json.DeepClone()) : throw new DiscordRefusal(DiscordError.NotOurMessage);
    }

    /// <summary>The bot has no right over what others said.</summary>
    private RestAnswer Remove(RestCall call, Channel channel)
    {
        var message = Find(call, channel);
        if (!IsOurs(message))
        {
            throw new DiscordRefusal(channel.Server is null ? DiscordError.DirectChannel : DiscordError.MissingPermissions);
        }

        return world.Remove(message) ? RestAnswer.Nothing : throw new DiscordRefusal(DiscordError.UnknownMessage);
    }

    private RestAnswer CreateWebhook(RestCall call, Channel channel)
    {
        if (channel.Server is null)
        {
            throw new DiscordRefusal(DiscordError.DirectChannel);
        }

        var body = call.Object();
        RestCall.Refuse(judge.Webhook(body));
        return RestAnswer.Ok(WebhookMessages.Shown(world.Webhooks.Create(channel, Reading.Text(body["name"])!.Trim()), world));
    }

    private bool IsOurs(Message message) => message.Json.Child("author").Text("id") == world.Bot.ApplicationId.ToString();

    private Message Find(RestCall call, Channel channel) =>
        world.Find(channel.Id, call.Id("message")) is { OnlyFor: null } found ? found : throw new DiscordRefusal(DiscordError.UnknownMessage);
}
