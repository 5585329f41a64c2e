namespace FlippyFlip.Browser.Tests;

/// <summary>Somebody one can be in the sandbox.</summary>
/// <param name="Id">A Discord id.</param>
/// <param name="Name">As others see it.</param>
internal sealed record Person(string Id, string Name)
{
    /// <summary>Plays.</summary>
    public static readonly Person Ada = new("900000000000000002", "Ada");

    /// <summary>Plays too; Ben's Discord is German.</summary>
    public static readonly Person Ben = new("900000000000000003", "Ben");

    /// <summary>Runs the servers.</summary>
    public static readonly Person Grace = new("900000000000000004", "Grace");

    /// <summary>Owns the bot.</summary>
    public static readonly Person Dana = new("900000000000000001", "Dana");
}
