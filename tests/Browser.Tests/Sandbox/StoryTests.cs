using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>A newcomer's first minutes: start, daily, bet, verify.</summary>
public sealed class StoryTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Start_daily_bet_and_verify_tell_one_story_with_the_mouse()
    {
        var ada = await OpenAsync(Person.Ada);

        await ada.Named(AriaRole.Button, "/start").ClickAsync();
        await ada.Send.ClickAsync();
        var welcome = ada.MessageWith("Welcome, Ada!");
        await Expect(welcome).ToContainTextAsync("1,000 coins");
        await Window.PressAsync(welcome, "Daily coins");
        await Expect(ada.MessageWith("coins for today")).ToContainTextAsync("Streak");
        await ada.BetAsync("100", "Heads");
        var bet = ada.MessageWith("Round 1-1 ");
        await Expect(bet).ToContainTextAsync(Matching("You (win 95|lose 100) coins"));
        await Expect(Window.Button(bet, "Double")).ToBeVisibleAsync();
        await ada.RunAsync("/verify");
        var proof = ada.MessageWith("Round 1-1 holds");
        await Expect(proof).ToContainTextAsync("100 coins · Heads · H");
        await Expect(proof).ToContainTextAsync("Only you can see this");

        await Expect(ada.Messages).ToHaveCountAsync(4);
        await ada.PictureAsync("story");
    }

    [Fact]
    public async Task Start_daily_bet_and_verify_tell_the_same_story_with_the_keyboard_only()
    {
        var ada = await OpenAsync(Person.Ada);
        var keys = ada.Page.Keyboard;

        // A slash brings the focus to where one types, wherever it was.
        await keys.PressAsync("/");
        await Expect(ada.Composer).ToBeFocusedAsync();
        await Expect(ada.Command("/start")).ToBeVisibleAsync();
        await keys.TypeAsync("sta");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        var daily = Window.Button(ada.MessageWith("Welcome, Ada!"), "Daily coins");
        await ada.WalkBackToAsync(daily);
        await keys.PressAsync("Enter");
        await Expect(ada.MessageWith("coins for today")).ToBeVisibleAsync();
        await BetAsync(ada);
        await Expect(ada.MessageWith("Round 1-1 ")).ToContainTextAsync(Matching("You (win 95|lose 100) coins"));
        await keys.TypeAsync("/ver");
        await keys.PressAsync("Tab");
        await Expect(ada.Option("round")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");

        await Expect(ada.MessageWith("Round 1-1 holds")).ToBeVisibleAsync();
        await Expect(ada.Messages).ToHaveCountAsync(4);
    }

    /// <summary>The list is walked down and up, a suggestion is taken with Tab, a choice with Enter.</summary>
    private static async Task BetAsync(Window ada)
    {
        var keys = ada.Page.Keyboard;
        await keys.PressAsync("/");
        await Expect(ada.Composer).ToBeFocusedAsync();
        await keys.TypeAsync("b");
        await Expect(ada.Command("/bet")).ToBeVisibleAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowUp");
        await keys.TypeAsync("et");
        await Expect(ada.Commands.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("/bet");
        await keys.PressAsync("Enter");
        await Expect(ada.Option("amount")).ToBeFocusedAsync();
        await keys.TypeAsync("100");
        await Expect(ada.Suggestion("100 (100 coins)")).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Tab");
        await Expect(ada.Option("side")).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(ada.Suggestion("Tails")).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Enter");
        await Expect(ada.Option("side")).ToHaveValueAsync("Tails");
        await keys.PressAsync("Enter");
    }
}
