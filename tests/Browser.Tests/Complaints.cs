using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlippyFlip.Browser.Tests;

/// <summary>What a browser has to complain about in a window: errors in the console, exceptions, requests that failed or were refused.</summary>
internal sealed class Complaints
{
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ConcurrentQueue<Regex> _excused = new();

    public Complaints(IPage page)
    {
        page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text} ({message.Location})");
        page.PageError += (_, error) => Note(true, $"exception: {error}");
        // A page that gives up what it asked for, such as suggestions for text that has changed since, or its feed when it is left, is no failure.
        page.RequestFailed += (_, request) => Note(request.Failure != "net::ERR_ABORTED", $"request: {request.Method} {request.Url} {request.Failure}");
        page.Response += (_, response) => Note(response.Status >= 400, $"answer: {response.Status} {response.Request.Method} {response.Url}");
    }

    /// <summary>What nobody excused.</summary>
    public IReadOnlyList<string> Open => [.. _all.Where(complaint => !_excused.Any(pattern => pattern.IsMatch(complaint)))];

    /// <summary>For a test that provokes them.</summary>
    public void Excuse(string pattern) => _excused.Enqueue(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));

    private void Note(bool isBad, string complaint)
    {
        if (isBad)
        {
            _all.Enqueue(complaint);
        }
    }
}
