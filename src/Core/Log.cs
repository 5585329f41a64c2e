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
}
