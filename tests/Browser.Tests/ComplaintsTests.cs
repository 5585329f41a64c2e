using Microsoft.Playwright;

namespace FlippyFlip.Browser.Tests;

/// <summary>What every other test here relies on at its end.</summary>
public sealed class ComplaintsTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Page = """
        <!doctype html><title>Bad</title><link rel="icon" href="data:,">
        <script>console.log('said'); console.error('cried'); fetch('/missing'); fetch('/cut').catch(() => document.title = 'Done'); throw new Error('thrown');</script>
        """;

    [Fact]
    public async Task Hears_errors_exceptions_refusals_and_broken_requests_and_nothing_else()
    {
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions());
        var page = await context.NewPageAsync();
        await page.RouteAsync("http://bad.test/", route => route.FulfillAsync(new() { Body = Page, ContentType = "text/html" }));
        await page.RouteAsync("http://bad.test/missing", route => route.FulfillAsync(new() { Status = 404 }));
        await page.RouteAsync("http://bad.test/cut", route => route.AbortAsync("connectionreset"));
        var complaints = new Complaints(page);

        await page.GotoAsync("http://bad.test/");
        await Assertions.Expect(page).ToHaveTitleAsync("Done");
        complaints.Excuse("^console: Failed to load resource");

        Assert.Equal(
            [
                "answer: 404 GET http://bad.test/missing",
                "console: cried",
                "exception: Error: thrown",
                "request: GET http://bad.test/cut net::ERR_CONNECTION_RESET",
            ],
            complaints.Open.Select(complaint => complaint.Split('\n')[0].Split(" (")[0]).Order(StringComparer.Ordinal));
    }
}
