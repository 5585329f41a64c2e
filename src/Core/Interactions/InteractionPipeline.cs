using System.Buffers;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Interactions;

/// <summary>How long things may take.</summary>
/// <param name="Attempt">From receipt to giving up on answering at once. Discord waits 3 s in all.</param>
/// <param name="Enqueue">What the queue may take after that.</param>
public sealed record Deadlines(TimeSpan Attempt, TimeSpan Enqueue)
{
    public static readonly Deadlines Default = new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(600));
}

/// <summary>
/// The first answer to a verified interaction, always in time: what is not done at the deadline is cancelled, queued, and answered with
/// "thinking"; <see cref="DeferredRunner"/> does it again and edits that answer.
/// </summary>
public sealed class InteractionPipeline(
    Dispatcher dispatcher, IDeferredQueue queue, Apology apology, Deadlines deadlines, TimeProvider time, ILogger<InteractionPipeline> log)
{
    /// <param name="interaction">Parsed; not a ping.</param>
    /// <param name="bot">Whom it was sent to.</param>
    /// <param name="body">The bytes it was parsed from, copied only when it is deferred.</param>
    /// <param name="receipt">When it arrived.</param>
    public async Task<Answer> AnswerAsync(Interaction interaction, Bot bot, ReadOnlyMemory<byte> body, Receipt receipt)
    {
        using var deadline = new CancellationTokenSource();
        var attempt = dispatcher.RunAsync(interaction, bot, receipt, isDeferred: false, deadline.Token);
        if (attempt.IsCompletedSuccessfully)
        {
            return await attempt;
        }

        try
        {
            var left = deadlines.Attempt - time.GetElapsedTime(receipt.Timestamp);
            return await attempt.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            await deadline.CancelAsync();
            Abandoned.Watch(attempt, interaction.Id, log);
            return await DeferAsync(interaction, bot, body, receipt);
        }
    }

    /// <summary>Writes an answer as JSON; one that cannot be written becomes an apology that can.</summary>
    /// <param name="answer">From <see cref="AnswerAsync"/>.</param>
    /// <param name="interaction">What it answers.</param>
    /// <param name="output">Emptied first.</param>
    public void Write(Answer answer, Interaction interaction, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        try
        {
            ReplyWriter.Write(answer.Reply, answer.Locale, output);
        }
        catch (Exception exception)
        {
            output.ResetWrittenCount();
            ReplyWriter.Write(apology.Unsure(exception, interaction), Localisation.Locale.English, output);
        }
    }

    /// <summary>Counts a ping, which never comes this far.</summary>
    public static void MeasurePing(TimeSpan elapsed) =>
        Instruments.Interactions.Record(elapsed.TotalMilliseconds, new("command", "-"), new("kind", "ping"), new("outcome", "done"));

    /// <summary>Counts an answer that was handed over. Free while nobody listens.</summary>
    public void Measure(Interaction interaction, Answer answer, Receipt receipt)
    {
        if (!Instruments.Interactions.Enabled)
        {
            return;
        }

        var outcome = answer.Reply switch
        {
            { RefusalKind: Apology.Failure } => "failed",
            { IsRefusal: true } => "refused",
            { Type: ReplyType.Thinking or ReplyType.ThinkingQuietly } => "deferred",
            _ => "done",
        };
        var kind = interaction.Type switch
        {
            InteractionType.Command => "command",
            InteractionType.Component => "component",
            InteractionType.ModalSubmit => "form",
            InteractionType.Autocomplete => "autocomplete",
            _ => "other",
        };
        Instruments.Interactions.Record(
            time.GetElapsedTime(receipt.Timestamp).TotalMilliseconds, new("command", dispatcher.CommandOf(interaction)), new("kind", kind), new("outcome", outcome));
    }

    private async Task<Answer> DeferAsync(Interaction interaction, Bot bot, ReadOnlyMemory<byte> body, Receipt receipt)
    {
        var locale = Localisation.Locale.For(interaction.Locale);
        if (interaction.Type == InteractionType.Autocomplete)
        {
            return new Answer(Reply.Choices([]), locale);
        }

        try
        {
            var elapsed = time.GetElapsedTime(receipt.Timestamp);
            var message = new DeferredInteraction(bot.ApplicationId, body.ToArray(), time.GetUtcNow() - elapsed);
            using var patience = new CancellationTokenSource(deadlines.Enqueue, time);
            await queue.EnqueueAsync(message, patience.Token).WaitAsync(patience.Token);
            Instruments.Deferred.Add(1, new KeyValuePair<string, object?>("command", dispatcher.CommandOf(interaction)));
            Log.Deferred(log, interaction.Id.Value, (long)elapsed.TotalMilliseconds);
            return new Answer(dispatcher.Thinking(interaction), locale);
        }
        catch (Exception exception)
        {
            Log.DeferralFailed(log, exception, interaction.Id.Value);
            // The first attempt may have been past its commit when it was cancelled.
            return new Answer(apology.Unsure(exception, interaction), locale);
        }
    }
}
