using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>axe-core finds nothing serious in anything the page can look like.</summary>
public sealed class AccessibilityTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Everybody_can_use_it(ColorScheme colours)
    {
        var ada = await OpenAsync(Person.Ada, colours: colours);
        var found = new List<string>();
        await LookAsync("empty");

        await ada.RunAsync("/start");
        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();
        await Window.PressAsync(ada.MessageWith("Welcome, Ada!"), "Daily coins");
        await Expect(ada.MessageWith("coins for today")).ToBeVisibleAsync();
        await ada.RunAsync("/verify");
        await Expect(ada.MessageWith("You have no rounds yet.")).ToBeVisibleAsync();
        await LookAsync("messages");

        await ada.Composer.FillAsync("/");
        await Expect(ada.Commands).ToBeVisibleAsync();
        await LookAsync("commands");
        await ada.Command("/bet").ClickAsync();
        await ada.Option("amount").FillAsync("1");
        await Expect(ada.Suggestion("1 (1 coin)")).ToHaveAttributeAsync("aria-selected", "true");
        await LookAsync("options");
        await ada.Page.Keyboard.PressAsync("Escape");
        await ada.Page.Keyboard.PressAsync("Escape");
        await ada.Composer.FillAsync("");

        await ada.Named(AriaRole.Button, "Inspector").ClickAsync();
        await ada.RunAsync("/fairness");
        await ada.Inspector.GetByText("/fairness", new() { Exact = true }).ClickAsync();
        await LookAsync("inspector");

        await Window.PressAsync(ada.MessageWith("Your seeds"), "Choose client seed");
        await Expect(ada.Dialog("Your client seed")).ToBeVisibleAsync();
        await ada.Dialog("Your client seed").GetByRole(AriaRole.Textbox).FillAsync("");
        await ada.Dialog("Your client seed").GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await LookAsync("form");

        Assert.Empty(found);

        async Task LookAsync(string what)
        {
            await ada.PictureAsync($"axe-{colours}-{what}".ToLowerInvariant());
            var result = await ada.Page.RunAxe();
            found.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                from node in violation.Nodes
                select $"{what}: {violation.Impact} {violation.Id}: {violation.Help}: {node.Html}");
        }
    }
}
