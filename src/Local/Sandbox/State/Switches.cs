using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>What people can make this Discord suffer from. For everybody.</summary>
internal sealed class Switches
{
    private volatile bool _rateLimits;
    private volatile bool _outage;

    /// <summary>True: calls are limited, more tightly than at Discord.</summary>
    public bool RateLimits
    {
        get => _rateLimits;
        set => _rateLimits = value;
    }

    /// <summary>True: calls are answered with 503.</summary>
    public bool Outage
    {
        get => _outage;
        set => _outage = value;
    }

    public JsonObject Json() => new() { ["rate_limits"] = RateLimits, ["outage"] = Outage };
}
