using Microsoft.Playwright;

namespace FlippyFlip.Browser.Tests.Verifier;

/// <summary>The page that checks rounds as somebody has it before them. Everything is found by its role and its name.</summary>
internal sealed class Checker
{
    private readonly List<string> _requests = [];

    public Checker(IPage page)
    {
        Page = page;
        Complaints = new Complaints(page);
        page.Request += (_, request) => Note(request.Url);
    }

    /// <summary>The page as it was built.</summary>
    public static string File => Path.Combine(AppContext.BaseDirectory, "web", "verifier", "index.html");

    public IPage Page { get; }

    public Complaints Complaints { get; }

    /// <summary>What was loaded from anywhere; a picture within the page is not.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public ILocator Draw => Page.GetByRole(AriaRole.Button, new() { Name = "Draw again" });

    public ILocator Verdict => Page.GetByRole(AriaRole.Status);

    public ILocator Title => Verdict.GetByRole(AriaRole.Heading);

    /// <summary>A field by the beginning of its label, such as <c>Server seed</c>.</summary>
    public ILocator Field(string label) => Page.GetByLabel(BrowserTest.Matching($"^{label}\\b"));

    /// <summary>What is wrong with a field, which a screen reader tells along with it.</summary>
    public ILocator Objection(string id) => Page.Locator($"#{id}-error");

    public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Artifacts, $"{name}.png"), FullPage = true });

    private void Note(string url)
    {
        if (!url.StartsWith("data:", StringComparison.Ordinal))
        {
            lock (_requests)
            {
                _requests.Add(url);
            }
        }
    }
}
