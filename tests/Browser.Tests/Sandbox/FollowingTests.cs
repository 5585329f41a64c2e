using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>What is newest is in view, unless one reads further up.</summary>
public sealed class FollowingTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>In pixels: more than what counts as the end.</summary>
    private const int Far = 600;

    /// <summary>Replies that grow after they came, since their parts draw themselves one after another.</summary>
    private static readonly string[] Tall = ["/privacy", "/help", "/odds", "/settings", "/privacy", "/odds"];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Ends_each_tall_reply_with_its_last_line_in_view(int width)
    {
        var ada = await OpenAsync(Person.Ada, width);
        for (var count = 1; count <= Tall.Length; count++)
        {
            await ada.RunAsync(Tall[count - 1]);
            await Expect(ada.Messages).ToHaveCountAsync(count);

            await Expect(LastLine(ada)).ToBeInViewportAsync(new() { Ratio = 1 });
        }
    }

    [Fact]
    public async Task Leaves_who_scrolled_up_where_they_read_until_they_ask_for_the_present()
    {
        var (ada, ben) = (await OpenAsync(Person.Ada), await OpenAsync(Person.Ben));
        foreach (var command in Tall)
        {
            await ada.RunAsync(command);
        }

        await Expect(ada.Messages).ToHaveCountAsync(Tall.Length);
        await Expect(LastLine(ada)).ToBeInViewportAsync();
        await ada.Log.HoverAsync();
        await ada.Page.Mouse.WheelAsync(0, -Far);
        await Expect(LastLine(ada)).Not.ToBeInViewportAsync();
        var before = await SettledTopAsync(ada);

        await ben.Composer.FillAsync("Good luck!");
        await ben.Send.ClickAsync();
        await Expect(ada.MessageWith("Good luck!")).ToBeAttachedAsync();
        await Expect(ada.Named(AriaRole.Button, "Jump to present")).ToBeVisibleAsync();
        Assert.Equal(before, await TopAsync(ada));

        await ada.Named(AriaRole.Button, "Jump to present").ClickAsync();
        await Expect(ada.MessageWith("Good luck!")).ToBeInViewportAsync();
    }

    /// <summary>Below all that a private message says.</summary>
    private static ILocator LastLine(Window window) => Window.Button(window.Messages.Last, "Dismiss");

    /// <summary>The wheel is done with before the view is: where it stays for two frames.</summary>
    private static Task<double> SettledTopAsync(Window window) => window.Log.EvaluateAsync<double>(
        """
        log => new Promise(settle => {
          const look = before => requestAnimationFrame(() => (log.scrollTop === before ? settle(before) : look(log.scrollTop)));
          look(undefined);
        })
        """);

    private static Task<double> TopAsync(Window window) => window.Log.EvaluateAsync<double>("log => log.scrollTop");
}
