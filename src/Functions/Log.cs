using Microsoft.Extensions.Logging;

namespace FlippyFlip.Functions;

/// <summary>What the Azure head writes to the log. Never a token, a key, a connection string or a message.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "The store cannot be opened; to be tried again after {Pause}")]
    public static partial void StoreNotOpen(ILogger log, Exception exception, TimeSpan pause);

    [LoggerMessage(4002, LogLevel.Error, "A deferred interaction for application {Application}, received {ReceivedAt}, was given up")]
    public static partial void DeferredGivenUp(ILogger log, ulong application, DateTimeOffset receivedAt);

    [LoggerMessage(4003, LogLevel.Warning, "A deferred message was dropped: its body is gone, so somebody has finished it")]
    public static partial void DeferredBodyGone(ILogger log);

    [LoggerMessage(4004, LogLevel.Error, "The user of a deferred interaction that was given up could not be told")]
    public static partial void DeferredFarewellFailed(ILogger log, Exception exception);

    [LoggerMessage(4005, LogLevel.Warning, "The body of a deferred interaction stays behind in its container")]
    public static partial void DeferredBodyStays(ILogger log, Exception exception);

    [LoggerMessage(4006, LogLevel.Warning, "The lengths of the queues cannot be read")]
    public static partial void QueuesSilent(ILogger log, Exception exception);
}
