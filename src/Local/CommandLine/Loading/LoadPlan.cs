using System.Net;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>What a load run does.</summary>
/// <param name="Line">The slash command every user sends.</param>
/// <param name="Rate">Requests per second; 0 for as fast as the connections allow.</param>
/// <param name="Duration">How long requests are begun.</param>
/// <param name="Users">How many people take turns.</param>
/// <param name="Connections">How many requests are under way at once; each waits for its answer before the next.</param>
internal sealed record LoadPlan(string Line, int Rate, TimeSpan Duration, int Users, int Connections)
{
    public const int LongestSeconds = 600;
    public const int MostConnections = 512;
    public const int MostUsers = 1_000_000;
    public const int HighestRate = 1_000_000;

    /// <summary>Refuses every address that is not this machine's own: a load tool pointed elsewhere is a weapon.</summary>
    public static void RequireThisMachine(Uri url)
    {
        var host = url.DnsSafeHost;
        var own = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        if (!own)
        {
            throw CommandLineException.Usage($"load only runs against this machine (localhost, 127.0.0.1, [::1]), not {host}.");
        }
    }

    /// <summary>A crowd of its own: load must not play with the coins of whoever starts it.</summary>
    private const ulong FirstUser = 910_000_000_000_000_001;

    public static Snowflake User(long turn, int users) => new(FirstUser + (ulong)(turn % users));
}
