using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>The application's commands, global and of one server.</summary>
internal sealed class CommandRoutes(World world, PayloadJudge judge)
{
    private const string AnyLocale = "en-US";

    public void Map(RestApi api)
    {
        foreach (var scope in new[] { "applications/{application}/commands", "applications/{application}/guilds/{guild}/commands" })
        {
            api.Map(scope, Method("GET", List), Method("POST", Put), Method("PUT", Overwrite));
            api.Map(scope + "/{command}", Method("GET", Get), Method("PATCH", Change), Method("DELETE", Remove));
        }
    }

    private RestMethod Method(string method, Func<RestCall, Snowflake?, RestAnswer> run) => new(method, call => Task.FromResult(ApplicationRoutes.Own(world, call, () => run(call, ServerOf(call)))));

    /// <summary>Null: the global scope.</summary>
    private static Snowflake? ServerOf(RestCall call)
    {
        if (call.Text("guild").Length == 0)
        {
            return null;
        }

        var guild = call.Id("guild");
        return Population.Servers.Any(server => server.Id == guild) ? guild : throw new DiscordRefusal(DiscordError.MissingAccess);
    }

    private RestAnswer List(RestCall call, Snowflake? server)
    {
        var all = world.Commands.Of(server);
        if (call.QueryFlag("with_localizations"))
        {
            return RestAnswer.Ok(all);
        }

        var locale = call.Header("X-Discord-Locale") ?? call.Header("Accept-Language")?.Split(',', ';')[0].Trim() ?? AnyLocale;
        return RestAnswer.Ok(all.Select(command => Localised((JsonObject)command.DeepClone(), locale)));
    }

    /// <summary>Without the translations, but with the one that was asked for.</summary>
    private static JsonObject Localised(JsonObject node, string locale)
    {
        foreach (var field in new[] { "name", "description" })
        {
            var translated = Reading.Text((node[$"{field}_localizations"] as JsonObject)?[locale]);
            node.Remove($"{field}_localizations");
            if (translated is not null)
            {
                node[$"{field}_localized"] = translated;
            }
        }

        foreach (var (inner, _) in Reading.Objects(node["options"]).Concat(Reading.Objects(node["choices"])))
        {
            Localised(inner, locale);
        }

        return node;
    }

    private RestAnswer Put(RestCall call, Snowflake? server)
    {
        var body = call.Object();
        RestCall.Refuse(judge.Command(body));
        var (command, isNew) = world.Commands.Put(server, body);
        return new RestAnswer(isNew ? 201 : 200, command.DeepClone());
    }

    private RestAnswer Overwrite(RestCall call, Snowflake? server)
    {
        if (call.Content.Json is not (null or JsonArray))
        {
            throw new DiscordRefusal(DiscordError.InvalidForm(new FieldError([], Word.NotList.Code, Word.NotList.Message)));
        }

        var list = call.Content.Json as JsonArray ?? [];
        RestCall.Refuse(judge.Commands(list));
        return RestAnswer.Ok(world.Commands.Overwrite(server, [.. list.OfType<JsonObject>()]));
    }

    private RestAnswer Get(RestCall call, Snowflake? server) => RestAnswer.Ok(Find(call, server).DeepClone());

    private RestAnswer Change(RestCall call, Snowflake? server)
    {
        var whole = (JsonObject)Find(call, server).DeepClone();
        foreach (var (field, value) in call.Object().Where(each => each.Key != "type"))
        {
            whole[field] = value?.DeepClone();
        }

        RestCall.Refuse(judge.Command(whole));
        return RestAnswer.Ok((world.Commands.Change(server, call.Id("command"), whole) ?? throw new DiscordRefusal(DiscordError.UnknownCommand)).DeepClone());
    }

    private RestAnswer Remove(RestCall call, Snowflake? server) =>
        world.Commands.Remove(server, call.Id("command")) ? RestAnswer.Nothing : throw new DiscordRefusal(DiscordError.UnknownCommand);

    private JsonObject Find(RestCall call, Snowflake? server) => world.Commands.Find(server, call.Id("command")) ?? throw new DiscordRefusal(DiscordError.UnknownCommand);
}
