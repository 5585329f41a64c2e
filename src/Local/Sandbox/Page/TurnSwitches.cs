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

        return world.Atomically(() =>
        {
            world.Switches.RateLimits = body.Flag("rate_limits") ?? world.Switches.RateLimits;
            world.Switches.Outage = body.Flag("outage") ?? world.Switches.Outage;
            world.Tell(new FeedEvent("switches", new JsonObject { ["switches"] = world.Switches.Json() }, null));
            return new JsonObject { ["switches"] = world.Switches.Json() };
        });
    }
}
