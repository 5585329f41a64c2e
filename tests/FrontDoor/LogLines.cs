using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.FrontDoor;

/// <summary>Keeps every log entry with its exception as text.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IEnumerable<string> All => _lines.Select(line => line.Text);

    /// <summary>Warnings and worse.</summary>
    public IEnumerable<string> Troubles => _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Lines(LogLines owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._lines.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
