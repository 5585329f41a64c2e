using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Bots;

/// <summary>Everything that should be well: what the head knows, the outbox, each bot's token and every job.</summary>
public sealed class Health(IVitals head, IBots bots, JobBoard jobs, TokenQuarantine quarantine, IStore store, TimeProvider time)
{
    /// <summary>A message that could have been sent and was not for that long: nobody sweeps.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    /// <param name="bot">Whose token is looked at.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<IReadOnlyList<Vital>> ReadAsync(Snowflake bot, CancellationToken ct) =>
    [
        .. await head.ReadAsync(ct),
        await OutboxAsync(ct),
        .. await TokenAsync(bot, ct),
        .. (await jobs.ReadAsync(ct)).Select(Of),
    ];

    private async Task<Vital> OutboxAsync(CancellationToken ct)
    {
        var depth = await OutboxDepth.ReadAsync(store, ct);
        return new Vital("Outbox", depth.Dead == 0 && !(depth.Oldest + Stuck < time.GetUtcNow()), $"{depth.Waiting} waiting, {depth.Dead} given up");
    }

    /// <summary>Nothing is said of a bot without a token, which needs none to answer.</summary>
    private async Task<IReadOnlyList<Vital>> TokenAsync(Snowflake bot, CancellationToken ct) =>
        bots.Find(bot)?.Token is not { } token ? []
        : await quarantine.SinceAsync(bot, token, ct) is { } since ? [new Vital("Bot token", false, $"refused by Discord {Markup.Time(since, "R")}: enter a new one")]
        : [new Vital("Bot token", true, "not refused by Discord")];

    private static Vital Of(JobState state)
    {
        var last = state switch
        {
            { IsRunning: true } => $"running since {Markup.Time(state.Record!.StartedAt!.Value, "R")}",
            { Record: { Outcome: { } outcome, FinishedAt: { } finished } } => $"{Markup.Time(finished, "R")}, {outcome}",
            { Record.StartedAt: { } started } => $"cut off, begun {Markup.Time(started, "R")}",
            _ => "not run yet",
        };
        return new Vital(state.Job.Name, state.IsWell, $"{last}; {(state.IsOverdue ? "overdue since" : "next")} {Markup.Time(state.Next, "R")}");
    }
}
