using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>Who may use a command where, as Discord keeps it.</summary>
internal static class UsableCommand
{
    private const ulong Administrator = 1UL << 3;

    /// <exception cref="DiscordRefusal">There is no such command, or not here, or not for this person.</exception>
    public static JsonObject Find(World world, Asked asked)
    {
        var id = asked.Id("command_id").ToString();
        var command = world.Commands.In(asked.Channel.Server?.Id).FirstOrDefault(each => each.Text("id") == id);
        return command is null || !IsFor(command, asked.Channel) ? throw new DiscordRefusal(new DiscordError(404, 10063, "Unknown application command"))
            : !IsFor(command, asked.Person, asked.Channel) ? throw new DiscordRefusal(new DiscordError(403, 50013, "You lack permissions to perform that action"))
            : command;
    }

    /// <summary>Interactions name the server of a command that is registered there.</summary>
    public static void AddServer(JsonObject data, JsonObject command)
    {
        if (command.Text("guild_id") is { } server)
        {
            data["guild_id"] = server;
        }
    }

    private static bool IsFor(JsonObject command, Channel channel)
    {
        var context = channel.Server is null ? 1 : 0;
        return command["contexts"] is not JsonArray contexts || contexts.Any(each => each?.ToString() == $"{context}");
    }

    private static bool IsFor(JsonObject command, Person person, Channel channel)
    {
        var held = ulong.Parse(person.Permissions);
        return channel.Server is null || (held & Administrator) != 0
            || !ulong.TryParse(command.Text("default_member_permissions"), out var needed)
            || (needed != 0 && (held & needed) == needed);
    }
}
