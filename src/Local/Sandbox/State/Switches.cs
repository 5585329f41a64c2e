using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Troubles of Discord that a person may switch on, for everybody, to see how the bot bears them.</summary>
internal sealed class Switches(World world)
{
    private bool _rateLimits;
    private bool _outage;

    /// <summary>Calls are held to tight limits, and some are refused with 429 though no limit was announced.</summary>
    public bool RateLimits => Volatile.Read(ref _rateLimits);

    /// <summary>Every call is answered 503 by what stands before Discord.</summary>
    public bool Outage => Volatile.Read(ref _outage);

    /// <summary>Changes what is given and tells every page.</summary>
    public void Set(bool? rateLimits, bool? outage) => world.Atomically(() =>
    {
        _rateLimits = rateLimits ?? _rateLimits;
        _outage = outage ?? _outage;
        world.Tell(new FeedEvent("switches", new JsonObject { ["switches"] = Json() }, null));
    });

    /// <summary>As docs/sandbox.md has them.</summary>
    public JsonObject Json() => new() { ["rate_limits"] = RateLimits, ["outage"] = Outage };
}
