using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>A person of the sandbox in one of its channels.</summary>
internal sealed class Scene(World world, Person person, Channel channel) : IScene
{
    public Snowflake User => person.Id;

    public Snowflake Channel => channel.Id;

    /// <summary>What the bot may do everywhere.</summary>
    private const string AppPermissions = "562949953601536";

    public void Introduce(JsonObject interaction)
    {
        var server = channel.Server;
        interaction["app_permissions"] = AppPermissions;
        interaction["channel_id"] = channel.Id.ToString();
        interaction["locale"] = person.Locale;
        interaction["context"] = server is null ? 1 : 0;
        interaction["authorizing_integration_owners"] = new JsonObject { ["0"] = server?.Id.ToString() ?? "0" };
        interaction["channel"] = Place(channel);
        interaction["entitlements"] = world.Entitlements.Of(person.Id, server?.Id);
        if (server is null)
        {
            interaction["user"] = person.User();
            return;
        }

        interaction["guild_id"] = server.Id.ToString();
        interaction["guild_locale"] = server.Locale;
        interaction["guild"] = new JsonObject { ["id"] = server.Id.ToString(), ["locale"] = server.Locale, ["features"] = new JsonArray() };
        var member = Sender.Member();
        member["user"] = person.User();
        member["permissions"] = person.Permissions;
        member["mute"] = false;
        member["deaf"] = false;
        interaction["member"] = member;
    }

    public JsonObject UserOf(Snowflake user) => Find(user) ?? throw new InvalidOperationException($"{user} is nobody here.");

    public JsonObject? MemberOf(Snowflake user)
    {
        if (channel.Server is null)
        {
            return null;
        }

        var member = Sender.Member();
        member["permissions"] = Population.Find(user)?.Permissions ?? AppPermissions;
        return member;
    }

    /// <summary>A channel as interactions carry it, with what this person may do there.</summary>
    public JsonObject Place(Channel other)
    {
        var json = other.Json();
        if (other.Server is not null)
        {
            json["permissions"] = person.Permissions;
        }

        return json;
    }

    /// <summary>The user object of one of the people or the bot. Null: nobody has this id.</summary>
    public JsonObject? Find(Snowflake user) => user == world.Bot.ApplicationId ? world.BotUser() : Population.Find(user)?.User();

    /// <summary>A channel that this person could name here: one of the same server. Null: none has this id.</summary>
    public Channel? FindChannel(Snowflake id) => channel.Server is { } server && World.Channel(id) is { } found && found.Server?.Id == server.Id ? found : null;
}
