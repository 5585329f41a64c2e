using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Wire;

/// <summary>Ids as Discord makes them: milliseconds since 2015, ten bits of who made it, twelve bits of count. Always increasing, from any thread.</summary>
internal sealed class SnowflakeSource(TimeProvider clock)
{
    private const long DiscordEpoch = 1_420_070_400_000;
    private const int TimeShift = 22;
    private const int ProcessShift = 12;

    // Two processes that send within one millisecond must not make the same id: the bot takes the second for a repeat.
    private readonly ulong _process = ((ulong)Environment.ProcessId & 0x3FF) << ProcessShift;
    private ulong _last;

    public Snowflake Next()
    {
        var now = ((ulong)(clock.GetUtcNow().ToUnixTimeMilliseconds() - DiscordEpoch) << TimeShift) | _process;
        while (true)
        {
            var before = Volatile.Read(ref _last);
            var next = Math.Max(now, before + 1);
            if (Interlocked.CompareExchange(ref _last, next, before) == before)
            {
                return new Snowflake(next);
            }
        }
    }
}
