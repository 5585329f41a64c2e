using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Menus in messages.</summary>
public sealed class SelectTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_choice_changes_its_message_in_its_place()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/start");
        await Window.PressAsync(ada.MessageWith("Welcome, Ada!"), "Show me around");
        var guide = ada.MessageWith("What I can do");
        var id = await guide.GetAttributeAsync("data-message-id");

        var menu = guide.GetByRole(AriaRole.Combobox, new() { Name = "Pick a category" });
        await menu.ClickAsync();
        await guide.GetByRole(AriaRole.Option, new() { Name = "Wallet" }).ClickAsync();
        await Expect(guide).ToContainTextAsync("Put coins from your purse into the bank");
        await Expect(menu).ToContainTextAsync("Wallet");
        await menu.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.Page.Keyboard.PressAsync("Home");
        await ada.Page.Keyboard.PressAsync("ArrowDown");
        await ada.Page.Keyboard.PressAsync("Enter");

        await Expect(guide).ToContainTextAsync("How fast I am right now");
        await Expect(guide).Not.ToContainTextAsync("Put coins from your purse into the bank");
        await Expect(guide).ToHaveAttributeAsync("data-message-id", id!);
        await Expect(ada.Messages).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_keyboard_leads_out_of_a_menu()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/roulette");
        var card = ada.MessageWith("Place your bets");
        var menu = card.GetByRole(AriaRole.Combobox, new() { Name = "Put coins on" });

        // Longer than there is room for, so it can be scrolled; the focus is not for it.
        await menu.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(menu).ToHaveAttributeAsync("aria-expanded", "true");
        await ada.Page.Keyboard.PressAsync("Tab");
        await Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(card.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();

        await menu.FocusAsync();
        await ada.Page.Keyboard.PressAsync("/");
        await Expect(ada.Composer).ToBeFocusedAsync();
        await Expect(ada.Commands).ToBeVisibleAsync();
    }
}
