using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlippyFlip.Browser.Tests;

/// <summary>
/// A test in the browser: a bot of its own, a window for each person. At the end no window may have anything to complain about. What each showed
/// last is kept as a picture, and the whole course of a test that failed as a trace.
/// </summary>
public abstract class BrowserTest(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    /// <summary>In ms: for what waits by the clock of somebody else, such as a second try after a pause.</summary>
    internal const float Patience = 30_000;

    private readonly List<Window> _windows = [];
    private Playground? _playground;

    internal Playground Playground => _playground ?? throw new InvalidOperationException("Open a window first.");

    /// <summary>Class and method, and what the method was called with, as a file may be called.</summary>
    private string Name => string.Concat(
        (TestContext.Current.Test?.TestDisplayName ?? "").Replace(GetType().Namespace + ".", "", StringComparison.Ordinal).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_'));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed;
        var complaints = _windows.SelectMany(window => window.Complaints.Open.Select(complaint => $"{window.Person.Name}: {complaint}")).ToList();
        try
        {
            foreach (var window in _windows)
            {
                await window.CloseAsync(Path.Combine(Chromium.Artifacts, $"{Name}.{window.Person.Name}"), keepTrace: failed || complaints.Count > 0);
            }
        }
        finally
        {
            await (_playground?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        Assert.Empty(complaints);
    }

    /// <summary>What a person would look for in a text that chance has a part in.</summary>
    internal static Regex Matching(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>A window of its own, as another browser would be, with the sandbox opened as this person and ready for them.</summary>
    internal async Task<Window> OpenAsync(Person person, int width = 1280, int height = 860, ColorScheme colours = ColorScheme.Dark)
    {
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            Locale = "en-US",
            TimezoneId = "UTC",
        });
        _playground ??= await Playground.OpenAsync();
        await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = true, Snapshots = true });
        var window = new Window(await context.NewPageAsync(), person, Playground.Url);
        _windows.Add(window);
        await window.VisitAsync();
        return window;
    }
}
