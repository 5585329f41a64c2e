using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Troubles of Discord that a person may switch on, for everybody, to see how the bot bears them.</summary>
internal sealed class Switches(World world)
{
    private bool _rateLimits;
    private bool _outage;

    /// <summary>True: calls are limited, more tightly than at Discord.</summary>
    public bool RateLimits => Volatile.Read(ref _rateLimits);

    /// <summary>True: calls are answered with 503.</summary>
    public bool Outage => Volatile.Read(ref _outage);

    /// <summary>Changes what is given and tells every page.</summary>
    public void Set(bool? rateLimits, bool? outage) => world.Atomically(() =>
    {
        _rateLimits = rateLimits ?? _rateLimits;
        _outage = outage ?? _outage;
        world.Tell(new FeedEvent("switches", new JsonObject { ["switches"] = Json() }, null));
        return true;
    });

    /// <summary>As docs/sandbox.md has them.</summary>
    public JsonObject Json() => new() { ["rate_limits"] = RateLimits, ["outage"] = Outage };
}
