using System.Buffers;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Deferral;

/// <summary>What to do with a queued interaction after a run.</summary>
public abstract record DeferredOutcome
{
    private DeferredOutcome()
    {
    }

    /// <summary>Answered, or beyond answering: take it off the queue.</summary>
    public sealed record Finished : DeferredOutcome;

    /// <summary>Leave it on the queue and run it again after this time.</summary>
    public sealed record Again(TimeSpan After) : DeferredOutcome;
}

/// <summary>
/// Runs an interaction that was answered with "thinking" and puts its reply in that place, or into a private message if it is for the caller alone.
/// Safe to repeat: the interaction's id counts once.
/// </summary>
public sealed class DeferredRunner(Dispatcher dispatcher, IBots bots, IDiscordApi discord, TimeProvider time, ILogger<DeferredRunner> log)
{
    /// <summary>No command should take this long; a second server may be doing the same work meanwhile.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    /// <summary>A run that was cut off is tried once more, not until the token dies: its user is waiting.</summary>
    private const int MostRuns = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Answers at once that wait for Discord; beyond that the oldest is forgotten.</summary>
    private const int MostReady = 1_000;

    private readonly Lock _lock = new();

    /// <summary>Answers that Discord did not take yet, oldest first: to run again would only find what they meant, without their cards and buttons. Another process finds just that.</summary>
    private readonly OrderedDictionary<Snowflake, Answer> _ready = [];

    /// <param name="message">As it was queued.</param>
    /// <param name="attempt">1 the first time.</param>
    /// <param name="ct">Ends the run when the process stops; the message stays.</param>
    public async Task<DeferredOutcome> RunAsync(DeferredInteraction message, int attempt, CancellationToken ct)
    {
        var interaction = Interaction.Parse(message.Body.Span);
        if (time.GetUtcNow() - message.ReceivedAt > Limits.TokenLife)
        {
            return Drop(message, interaction, "late", "its token is older than 15 minutes");
        }

        if (bots.Find(message.ApplicationId) is not { } served)
        {
            return Drop(message, interaction, "failed", "its bot is not served here any more");
        }

        var answer = TakeReady(interaction.Id) ?? await AttemptAsync(interaction, served.Bot, ct);
        return answer is null && attempt < MostRuns
            ? new DeferredOutcome.Again(Pause)
            : await AnswerAsync(message, interaction, answer ?? NotFinished(interaction), attempt, ct);
    }

    /// <summary>For a message that its queue gives up: tells its user so, without another run, while its token lives.</summary>
    /// <param name="message">As it was queued.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<DeferredOutcome> GiveUpAsync(DeferredInteraction message, CancellationToken ct)
    {
        var interaction = Interaction.Parse(message.Body.Span);
        return await AnswerAsync(message, interaction, NotFinished(interaction), MostRuns, ct);
    }

    private async Task<DeferredOutcome> AnswerAsync(DeferredInteraction message, Interaction interaction, Answer answer, int attempt, CancellationToken ct)
    {
        if (time.GetUtcNow() - message.ReceivedAt > Limits.TokenLife)
        {
            // The run itself may have taken a minute.
            return Drop(message, interaction, "late", "its token is older than 15 minutes");
        }

        switch (await SendAsync(message, interaction, answer, attempt, ct))
        {
            case DiscordOutcome.Done:
                Log.DeferredDone(log, interaction.Id.Value, (long)Measure(message, interaction, answer.Reply.RefusalKind == Apology.Failure ? "failed" : "done").TotalMilliseconds);
                return new DeferredOutcome.Finished();
            case DiscordOutcome.TryLater later:
                KeepReady(interaction.Id, answer);
                return new DeferredOutcome.Again(later.RetryAfter);
            case DiscordOutcome.Refused refused:
                return Drop(message, interaction, "failed", refused.Reason);
            default:
                return Drop(message, interaction, "failed", "its reply is gone");
        }
    }

    private Answer? TakeReady(Snowflake interaction)
    {
        lock (_lock)
        {
            return _ready.Remove(interaction, out var answer) ? answer : null;
        }
    }

    private void KeepReady(Snowflake interaction, Answer answer)
    {
        if (answer.Reply.IsRefusal)
        {
            // Nothing was changed: the next run may go better.
            return;
        }

        lock (_lock)
        {
            _ready[interaction] = answer;
            if (_ready.Count > MostReady)
            {
                _ready.RemoveAt(0);
            }
        }
    }

    /// <summary>Null: not done in time; the store hangs.</summary>
    private async Task<Answer?> AttemptAsync(Interaction interaction, Bot bot, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(LongestRun, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        var attempt = dispatcher.RunAsync(interaction, bot, default, isDeferred: true, either.Token);
        try
        {
            return await attempt.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            Abandoned.Watch(attempt, interaction.Id, log);
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>
    /// Who sees a deferred reply was decided by how "thinking" looked, and no edit changes that: what turned out to be for the caller alone goes
    /// into a message of its own.
    /// </summary>
    private async Task<DiscordOutcome> SendAsync(DeferredInteraction message, Interaction interaction, Answer answer, int attempt, CancellationToken ct)
    {
        var reply = answer.Reply.Type == ReplyType.Modal ? Refusals.UseAgain(NameOf(interaction)) : answer.Reply;
        var thinking = dispatcher.Thinking(interaction);
        if (reply.Type != ReplyType.Update && thinking.Type == ReplyType.ThinkingQuietly)
        {
            // The original is the message whose component was used; it stays.
            return await FollowUpAsync();
        }

        if (reply.Type != ReplyType.Update && reply.IsPrivate && !thinking.IsPrivate)
        {
            var deleted = await discord.DeleteOriginalAsync(message.ApplicationId, interaction.Token, message.ReceivedAt, ct);
            return deleted is DiscordOutcome.Done or DiscordOutcome.Gone ? await FollowUpAsync() : deleted;
        }

        var edit = new ArrayBufferWriter<byte>();
        ReplyWriter.WriteEdit(reply, answer.Locale, edit);
        var edited = await discord.EditOriginalAsync(message.ApplicationId, interaction.Token, edit.WrittenMemory, message.ReceivedAt, ct);
        // An earlier attempt may have deleted a public one for a private reply that did not get through.
        return edited is DiscordOutcome.Gone { Code: DiscordOutcome.Gone.UnknownMessage } && attempt > 1 && !thinking.IsPrivate ? await FollowUpAsync() : edited;

        Task<DiscordOutcome> FollowUpAsync()
        {
            var body = new ArrayBufferWriter<byte>();
            ReplyWriter.WriteFollowUp(reply, answer.Locale, body);
            return discord.FollowUpAsync(message.ApplicationId, interaction.Token, body.WrittenMemory, message.ReceivedAt, null, ct);
        }
    }

    private DeferredOutcome.Finished Drop(DeferredInteraction message, Interaction interaction, string outcome, string reason)
    {
        Measure(message, interaction, outcome);
        Log.DeferredDropped(log, interaction.Id.Value, reason);
        return new DeferredOutcome.Finished();
    }

    private TimeSpan Measure(DeferredInteraction message, Interaction interaction, string outcome)
    {
        var elapsed = time.GetUtcNow() - message.ReceivedAt;
        Instruments.DeferredRuns.Record(elapsed.TotalMilliseconds, new("command", dispatcher.CommandOf(interaction)), new("outcome", outcome));
        return elapsed;
    }

    private static Answer NotFinished(Interaction interaction) => new(Refusals.NotFinished(), Locale.For(interaction.Locale));

    private static string NameOf(Interaction interaction) =>
        CustomId.TryRead(interaction.Data?.CustomId, out var id) ? id.Command : interaction.Data?.Name ?? "help";
}
