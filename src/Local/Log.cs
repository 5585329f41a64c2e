using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local;

/// <summary>What the local head writes to the log.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Error, "The deferred queue failed")]
    public static partial void DeferredQueueFailed(ILogger log, Exception exception);

    [LoggerMessage(3002, LogLevel.Error, "The run of deferred message {Message} failed")]
    public static partial void DeferredRunFailed(ILogger log, Exception exception, long message);

    [LoggerMessage(3003, LogLevel.Error, "Deferred message {Message} was given up after {Attempts} attempts and is kept in the queue's file")]
    public static partial void DeferredGivenUp(ILogger log, long message, int attempts);

    [LoggerMessage(3010, LogLevel.Error, "The clock could not run job {Job}; it tries again")]
    public static partial void JobClockFailed(ILogger log, Exception exception, string job);

    [LoggerMessage(3011, LogLevel.Error, "Outbox message {Message} could not be looked at; the sweep does so")]
    public static partial void OutboxFailed(ILogger log, Exception exception, string message);

    [LoggerMessage(3020, LogLevel.Error, "The sandbox does not take the bot's commands: {Reason}")]
    public static partial void SandboxRefusedCommands(ILogger log, string reason);

    [LoggerMessage(3021, LogLevel.Error, "The sandbox failed at {Method} {Route}")]
    public static partial void SandboxCallFailed(ILogger log, Exception exception, string method, string route);
}
