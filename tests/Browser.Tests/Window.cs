using Microsoft.Playwright;

namespace FlippyFlip.Browser.Tests;

/// <summary>The sandbox as one person has it before them, in the words of the page: everything is found by its role and its name.</summary>
internal sealed class Window
{
    private readonly Uri _url;

    public Window(IPage page, Person person, Uri url)
    {
        (Page, Person, _url) = (page, person, url);
        Complaints = new Complaints(page);
    }

    public IPage Page { get; }

    public Person Person { get; }

    public Complaints Complaints { get; }

    /// <summary>Where one types.</summary>
    public ILocator Composer => Named(AriaRole.Combobox, "Message");

    public ILocator Send => Named(AriaRole.Button, "Send");

    public ILocator Commands => Named(AriaRole.Listbox, "Commands");

    public ILocator Suggestions => Named(AriaRole.Listbox, "Suggestions");

    public ILocator Log => Named(AriaRole.Log, "Messages");

    public ILocator Messages => Log.GetByRole(AriaRole.Article);

    public ILocator Inspector => Named(AriaRole.Complementary, "Inspector");

    public ILocator Menu => Page.GetByRole(AriaRole.Menu);

    /// <summary>The command of this name, such as <c>/flip</c>, in the list.</summary>
    public ILocator Command(string name) =>
        // JavaScript's own way to write a slash: the browser reads the pattern.
        Commands.GetByRole(AriaRole.Option, new() { NameRegex = BrowserTest.Matching($"^{name.Replace("/", "\\/", StringComparison.Ordinal)}\\b") });

    /// <summary>The field of a command's option.</summary>
    public ILocator Option(string name) => Page.GetByLabel(name, new() { Exact = true });

    public ILocator Suggestion(string text) => Suggestions.GetByRole(AriaRole.Option).Filter(new() { HasText = text });

    /// <summary>Messages that show this text anywhere.</summary>
    public ILocator MessageWith(string text) => Messages.Filter(new() { HasText = text });

    public ILocator Dialog(string title) => Named(AriaRole.Dialog, title);

    public ILocator Named(AriaRole role, string name) => Page.GetByRole(role, new() { Name = name, Exact = true });

    /// <summary>Loads the page; done when one can type.</summary>
    public async Task VisitAsync()
    {
        await Page.GotoAsync(new Uri(_url, $"sandbox?as={Person.Id}").AbsoluteUri);
        await Expect(Composer).ToBeVisibleAsync();
        await Expect(Log).ToBeVisibleAsync();
    }

    /// <summary>To the direct messages with the bot, where the developer's commands are offered to whom no server made an administrator.</summary>
    public async Task WriteToTheBotAsync()
    {
        await Named(AriaRole.Navigation, "Places").GetByText("Direct messages").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Direct messages");
    }

    /// <summary>Picks a command in the list with the mouse.</summary>
    public async Task PickAsync(string command)
    {
        await Composer.ClickAsync();
        await Composer.PressSequentiallyAsync(command[..2]);
        await Command(command).ClickAsync();
    }

    /// <summary>A command without options, picked and sent with the mouse.</summary>
    public async Task RunAsync(string command)
    {
        await PickAsync(command);
        await Send.ClickAsync();
    }

    /// <summary>A bet by the mouse; chance decides about it.</summary>
    public async Task BetAsync(string amount, string side)
    {
        await PickAsync("/bet");
        await Option("amount").FillAsync(amount);
        await Option("side").ClickAsync();
        await Suggestion(side).ClickAsync();
        await Send.ClickAsync();
    }

    /// <summary>Presses a message's button with the mouse.</summary>
    public static Task PressAsync(ILocator message, string label) => Button(message, label).ClickAsync();

    public static ILocator Button(ILocator message, string label) => message.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });

    /// <summary>Walks back through what takes the focus until it is there, as one does without a mouse.</summary>
    public async Task WalkBackToAsync(ILocator goal)
    {
        const int FarTooMany = 60;
        await Expect(goal).ToBeVisibleAsync();
        for (var step = 0; step < FarTooMany; step++)
        {
            if (await goal.EvaluateAsync<bool>("element => element.getRootNode().activeElement === element"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Shift+Tab");
        }

        Assert.Fail($"Shift+Tab does not reach {goal}.");
    }

    /// <summary>Turns one of the switches that are for everybody.</summary>
    public async Task TurnAsync(string name)
    {
        var toggle = Named(AriaRole.Switch, name);
        var wasOn = await toggle.IsCheckedAsync();
        await toggle.ClickAsync();
        await Expect(toggle).ToBeCheckedAsync(new() { Checked = !wasOn });
    }

    /// <summary>Keeps a picture under this name, for whoever wants to see how it looks.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Artifacts, $"{name}.png") });

    public async Task CloseAsync(string path, bool keepTrace)
    {
        await Page.ScreenshotAsync(new() { Path = $"{path}.png" });
        await Page.Context.Tracing.StopAsync(new() { Path = keepTrace ? $"{path}.trace.zip" : null });
        await Page.Context.CloseAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
