using FlippyFlip.Core.Discord;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Interactions;

/// <summary>An attempt that nobody waits for any more. It ends on its own; what it throws then is of no use to anybody but a debugger.</summary>
internal static class Abandoned
{
    /// <param name="attempt">Cancelled before; may never end.</param>
    /// <param name="interaction">What it was about.</param>
    /// <param name="log">Of what it throws.</param>
    public static void Watch(Task attempt, Snowflake interaction, ILogger log) => _ = WatchAsync(attempt, interaction, log);

    private static async Task WatchAsync(Task attempt, Snowflake interaction, ILogger log)
    {
        try
        {
            await attempt;
        }
        catch (Exception exception)
        {
            Log.LateAttemptFailed(log, exception, interaction.Value);
        }
    }
}
