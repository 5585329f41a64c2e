using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core;

/// <summary>What Core writes to the log. Never a token, a key or what a user typed.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "{Subject} failed [{Reference}, fingerprint {Fingerprint}] on interaction {Interaction}")]
    public static partial void CommandFailed(ILogger log, Exception exception, string reference, string fingerprint, string subject, ulong interaction);

    [LoggerMessage(1002, LogLevel.Error, "The store failed with {Fault} [{Reference}] during {Subject}, interaction {Interaction}")]
    public static partial void StoreFailed(ILogger log, Exception exception, string reference, StoreFault fault, string subject, ulong interaction);

    [LoggerMessage(1008, LogLevel.Error, "Interaction {Interaction} may have counted, but its answer failed [{Reference}, fingerprint {Fingerprint}]")]
    public static partial void AnswerFailed(ILogger log, Exception exception, string reference, string fingerprint, ulong interaction);

    [LoggerMessage(1003, LogLevel.Warning, "Interaction {Interaction} was not done after {Milliseconds} ms and was deferred")]
    public static partial void Deferred(ILogger log, ulong interaction, long milliseconds);

    [LoggerMessage(1004, LogLevel.Error, "Interaction {Interaction} could not be deferred")]
    public static partial void DeferralFailed(ILogger log, Exception exception, ulong interaction);

    [LoggerMessage(1005, LogLevel.Warning, "Deferred interaction {Interaction} was dropped: {Reason}")]
    public static partial void DeferredDropped(ILogger log, ulong interaction, string reason);

    [LoggerMessage(1006, LogLevel.Information, "Deferred interaction {Interaction} was answered after {Milliseconds} ms")]
    public static partial void DeferredDone(ILogger log, ulong interaction, long milliseconds);

    [LoggerMessage(1007, LogLevel.Debug, "A late attempt at interaction {Interaction} ended with an exception")]
    public static partial void LateAttemptFailed(ILogger log, Exception exception, ulong interaction);

    [LoggerMessage(1010, LogLevel.Error, "Job {Job} failed on attempt {Attempt}")]
    public static partial void JobFailed(ILogger log, Exception exception, string job, int attempt);

    [LoggerMessage(1011, LogLevel.Warning, "Job {Job} lost its lease; another run has taken over")]
    public static partial void JobLeaseLost(ILogger log, string job);

    [LoggerMessage(1012, LogLevel.Error, "The end of job {Job} could not be recorded; its lease ends by itself and it runs again")]
    public static partial void JobNotRecorded(ILogger log, Exception exception, string job);

    [LoggerMessage(1013, LogLevel.Error, "Job {Job} left out one that the store does not take, and went on with those behind it")]
    public static partial void SweepItemFailed(ILogger log, Exception exception, string job);

    [LoggerMessage(1020, LogLevel.Information, "Outbox message {Message} was sent on attempt {Attempt}")]
    public static partial void OutboxSent(ILogger log, string message, int attempt);

    [LoggerMessage(1021, LogLevel.Information, "Outbox message {Message} cannot be delivered: {Reason}")]
    public static partial void OutboxUndeliverable(ILogger log, string message, string reason);

    [LoggerMessage(1022, LogLevel.Error, "Outbox message {Message} was given up after {Attempt} attempts: {Reason}")]
    public static partial void OutboxDead(ILogger log, string message, int attempt, string reason);

    [LoggerMessage(1023, LogLevel.Warning, "Outbox message {Message} was settled by another process after its lease had ended")]
    public static partial void OutboxLeaseLost(ILogger log, string message);

    [LoggerMessage(1025, LogLevel.Error, "An attempt at outbox message {Message} broke")]
    public static partial void OutboxBroke(ILogger log, Exception exception, string message);

    [LoggerMessage(1024, LogLevel.Error, "Discord does not accept the token of bot {Bot} any more; it is not used again until it is replaced")]
    public static partial void TokenQuarantined(ILogger log, ulong bot);

    [LoggerMessage(1040, LogLevel.Information, "Report {Reference} ({Kind}) was filed; it waits for an operator")]
    public static partial void ReportFiled(ILogger log, string reference, ReportKind kind);

    [LoggerMessage(1030, LogLevel.Warning, "An event of the type {Type} could not be read and was left out")]
    public static partial void EventUnreadable(ILogger log, string type);

    [LoggerMessage(1031, LogLevel.Error, "An event of the type {Type} could not be kept; Discord will send it again")]
    public static partial void EventFailed(ILogger log, Exception exception, string type);

    [LoggerMessage(1032, LogLevel.Debug, "A late attempt at an event ended with an exception")]
    public static partial void LateEventFailed(ILogger log, Exception exception);

    [LoggerMessage(1035, LogLevel.Error, "A vote could not be kept; the list of bots will send it again")]
    public static partial void VoteFailed(ILogger log, Exception exception);
}
