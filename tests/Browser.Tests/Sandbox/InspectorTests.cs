using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>What went over the wire.</summary>
public sealed class InspectorTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Shows_the_signed_request_and_the_reply_of_an_action()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.Named(AriaRole.Button, "Inspector").ClickAsync();
        await ada.RunAsync("/flip");

        var exchange = ada.Inspector.GetByRole(AriaRole.Group).Filter(new() { HasText = "/flip" });
        await exchange.GetByText("/flip", new() { Exact = true }).ClickAsync();

        await Expect(exchange).ToContainTextAsync(Matching("\\d+\\.\\d ms"));
        var request = exchange.GetByRole(AriaRole.Region, new() { Name = "Request" });
        await Expect(request).ToContainTextAsync($"POST {Playground.Url}api/interactions");
        await Expect(request).ToContainTextAsync(Matching("X-Signature-Ed25519: [0-9a-f]{128}"));
        await Expect(request).ToContainTextAsync(Matching("X-Signature-Timestamp: \\d+"));
        await Expect(request).ToContainTextAsync("\"name\": \"flip\"");
        var response = exchange.GetByRole(AriaRole.Region, new() { Name = "Response" });
        await Expect(response).ToContainTextAsync("200");
        await Expect(response).ToContainTextAsync("\"type\": 4");
        await Expect(response).ToContainTextAsync("Round 1-1 ");
        await ada.PictureAsync("inspector");
    }

    [Fact]
    public async Task Shows_nobody_elses_actions()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);
        await ben.Named(AriaRole.Button, "Inspector").ClickAsync();

        await ada.RunAsync("/flip");
        await Expect(ben.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await ben.RunAsync("/ping");

        await Expect(ben.Inspector).ToContainTextAsync("/ping");
        await Expect(ben.Inspector).Not.ToContainTextAsync("/flip");
    }
}
