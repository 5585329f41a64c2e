using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST switches</c>: makes Discord limit or fail the bot's calls, for everybody.</summary>
internal static class TurnSwitches
{
    public static JsonObject Run(World world, JsonObject body)
    {
        string[] names = ["rate_limits", "outage"];
        if (names.Where(name => body[name] is not null && body.Flag(name) is null).ToList() is { Count: > 0 } wrong)
        {
            throw new DiscordRefusal(DiscordError.InvalidForm([.. wrong.Select(name => new FieldError([name], "BOOLEAN_TYPE_CONVERT", "Must be either true or false."))]));
        }

        world.Switches.Set(body.Flag("rate_limits"), body.Flag("outage"));
        return new JsonObject { ["switches"] = world.Switches.Json() };
    }
}
