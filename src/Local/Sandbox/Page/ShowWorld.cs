using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>GET world</c>: who and where there is, and what may be typed there.</summary>
internal static class ShowWorld
{
    public static JsonObject Run(World world, Person person) => new()
    {
        ["application"] = new JsonObject { ["id"] = world.Bot.ApplicationId.ToString(), ["name"] = world.Bot.Name, ["accent"] = world.Bot.Accent },
        ["bot"] = world.BotUser(),
        ["people"] = new JsonArray([.. Population.People.Select(each => new JsonObject { ["user"] = each.User(), ["about"] = each.About, ["locale"] = each.Locale })]),
        ["servers"] = new JsonArray([.. Population.Channels.Where(channel => channel.Server is not null).GroupBy(channel => channel.Server!).Select(server => Of(server, person))]),
        ["direct"] = new JsonObject { ["id"] = World.DirectWith(person.Id)!.Id.ToString() },
        ["commands"] = new JsonArray([.. Population.Channels.Select(channel => channel.Server?.Id).Distinct().SelectMany(world.Commands.Of).Select(command => command.DeepClone())]),
        ["switches"] = world.Switches.Json(),
    };

    private static JsonObject Of(IGrouping<Server, Channel> server, Person person) => new()
    {
        ["id"] = server.Key.Id.ToString(),
        ["name"] = server.Key.Name,
        ["permissions"] = person.Permissions,
        ["channels"] = new JsonArray([.. server.Select(channel => new JsonObject { ["id"] = channel.Id.ToString(), ["name"] = channel.Name, ["type"] = channel.Type })]),
    };
}
