using Microsoft.Extensions.Logging;

namespace FlippyFlip.Hosting;

/// <summary>Everything this project logs. A route is a template: no id, no token, no content.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Discord refused {Route}: HTTP {Status}, code {Code}: {Reason}")]
    public static partial void DiscordRefused(ILogger logger, string route, int status, int code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord does not let us {Route}: HTTP {Status}, code {Code}")]
    public static partial void DiscordUnwelcome(ILogger logger, string route, int status, int code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord no longer knows the target of {Route}: code {Code}")]
    public static partial void DiscordGone(ILogger logger, string route, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord limits {Route} (scope {Scope}) for {Wait}")]
    public static partial void DiscordLimited(ILogger logger, string route, string scope, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord failed {Route}: {Failure}")]
    public static partial void DiscordFailed(ILogger logger, string route, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord did not take {Route} in time; to be tried again after {Wait}")]
    public static partial void DiscordPutOff(ILogger logger, string route, TimeSpan wait);
}
