using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>What a right click offers.</summary>
public sealed class MenuTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Without_commands_for_messages_and_people_there_is_no_menu()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/flip");
        var message = ada.MessageWith("Round 1-1 ");

        await message.ClickAsync(new() { Button = MouseButton.Right });
        await message.GetByText("Flippy Flip").First.ClickAsync(new() { Button = MouseButton.Right });

        await Expect(ada.Menu).ToHaveCountAsync(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Commands_for_messages_and_people_are_offered_as_soon_as_they_are_registered()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.Composer.FillAsync("Hello!");
        await ada.Send.ClickAsync();
        var message = ada.MessageWith("Hello!");
        await Playground.RegisterAsync("""{"type":2,"name":"Wave"}""");
        await Playground.RegisterAsync("""{"type":3,"name":"Keep"}""");

        // The page hears of it in a moment; a menu that was asked for before does not open.
        while (await ada.Menu.CountAsync() == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await message.GetByText("Hello!").ClickAsync(new() { Button = MouseButton.Right });
        }

        await Expect(ada.Menu.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(["Keep"]);
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(ada.Menu).ToHaveCountAsync(0);
        await message.HoverAsync();
        await Window.PressAsync(message, "More");
        await Expect(ada.Menu.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(["Keep", "Wave"]);
        await ada.PictureAsync("menu");
        await ada.Page.Keyboard.PressAsync("End");
        await ada.Page.Keyboard.PressAsync("Enter");

        // The bot knows no such command and says so, to Ada alone.
        await Expect(ada.Messages.Nth(1)).ToContainTextAsync("Only you can see this");
        await Expect(ada.Messages.Nth(1)).ToContainTextAsync("Wave");
    }
}
