using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>GET channels/{id}/messages</c>: what this person may see there, oldest first.</summary>
internal static class ShowMessages
{
    private const int Most = 100;

    public static JsonObject Run(World world, Person person, Channel channel) => new()
    {
        ["messages"] = new JsonArray([.. world.Messages(channel.Id, person.Id, Most).Select(message => message.Shown())]),
    };
}
