using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Who the bot is, where it is, and its direct messages.</summary>
internal sealed class UserRoutes(World world, PayloadJudge judge)
{
    public void Map(RestApi api)
    {
        api.Map("users/@me", new RestMethod("GET", _ => Task.FromResult(RestAnswer.Ok(world.BotUser()))));
        api.Map("users/@me/guilds", new RestMethod("GET", _ => Task.FromResult(RestAnswer.Ok(Population.Servers.Select(Guild)))));
        api.Map("users/@me/channels", new RestMethod("POST", call => Task.FromResult(OpenDirectMessages(call))));
    }

    private static JsonObject Guild(Server server) => new()
    {
        ["id"] = server.Id.ToString(), ["name"] = server.Name, ["icon"] = null, ["owner"] = false, ["permissions"] = Person.OrdinaryPermissions, ["features"] = new JsonArray(),
    };

    private RestAnswer OpenDirectMessages(RestCall call)
    {
        var body = call.Object();
        RestCall.Refuse(judge.Body("CreatePrivateChannelRequest", body));
        if (Reading.Number(body["recipient_id"]) is not { } recipient)
        {
            throw RestCall.Refused("recipient_id", Word.Required);
        }

        var user = new Snowflake((ulong)recipient);
        if (user == world.Bot.ApplicationId)
        {
            throw new DiscordRefusal(DiscordError.CannotMessageUser);
        }

        var channel = World.DirectWith(user) ?? throw new DiscordRefusal(DiscordError.UnknownUser);
        call.Person = user;
        return RestAnswer.Ok(ChannelRoutes.Shown(channel));
    }
}
