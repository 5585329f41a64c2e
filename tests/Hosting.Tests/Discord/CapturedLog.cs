using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Hosting.Tests.Discord;

/// <summary>Everything that was logged: text, parts and exceptions.</summary>
internal sealed class CapturedLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var parts = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(',', pairs) : "";
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {{{parts}}} {exception}");
    }
}
