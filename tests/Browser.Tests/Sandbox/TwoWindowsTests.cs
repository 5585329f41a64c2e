using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Two people in one channel, each in a browser of their own.</summary>
public sealed class TwoWindowsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task What_is_public_reaches_the_other_window_and_its_buttons_answer_only_who_asked()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);

        await ada.RunAsync("/flip");
        var seen = ben.MessageWith("Round 1-1 ");
        await Expect(seen).ToContainTextAsync("Ada");
        await Window.PressAsync(seen, "Again");
        await Expect(ben.MessageWith("Das gehört jemand anderem.")).ToBeVisibleAsync();
        await Window.PressAsync(ada.MessageWith("Round 1-1 "), "Again");
        await Expect(ben.MessageWith("Round 1-2 ")).ToBeVisibleAsync();
        await ben.Composer.FillAsync("Unfair!");
        await ben.Send.ClickAsync();

        await Expect(ada.MessageWith("Unfair!")).ToBeVisibleAsync();
        await Expect(ada.Messages).ToHaveCountAsync(3);
        await Expect(ben.Messages).ToHaveCountAsync(4);
        await ben.PictureAsync("two-windows");
        // The message that a button stood on is still there, and replies say so.
        await Expect(ben.Log).Not.ToContainTextAsync("Original message was deleted");
    }

    [Fact]
    public async Task What_only_one_may_see_never_reaches_the_other()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);

        await ada.RunAsync("/balance");
        await Expect(ada.MessageWith("Coins of Ada")).ToContainTextAsync("Only you can see this");
        await ada.RunAsync("/flip");
        // The feed keeps order: what comes after it is here, so it would be.
        await Expect(ben.MessageWith("Round 1-1 ")).ToBeVisibleAsync();

        await Expect(ben.Messages).ToHaveCountAsync(1);
        await ben.Page.ReloadAsync();
        await Expect(ben.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await Expect(ben.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Who_becomes_somebody_else_sees_what_they_see()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/balance");
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await Expect(ada.Messages).ToHaveCountAsync(2);

        await ada.Named(AriaRole.Combobox, "You are").SelectOptionAsync(Person.Grace.Id);

        await Expect(ada.Messages).ToHaveCountAsync(1);
        await ada.RunAsync("/balance");
        await Expect(ada.MessageWith("Coins of Grace")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_channels_messages_stay_in_it()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        var places = ada.Named(AriaRole.Navigation, "Places");

        await places.GetByText("casino").ClickAsync();
        await Expect(ada.Messages).ToHaveCountAsync(0);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("Round 1-2 ")).ToBeVisibleAsync();
        await places.GetByText("general").First.ClickAsync();

        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await Expect(ada.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_private_message_is_gone_once_it_is_dismissed()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/balance");

        await Window.PressAsync(ada.MessageWith("Coins of Ada"), "Dismiss");

        await Expect(ada.Messages).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reload_keeps_the_messages()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/start");
        await ada.RunAsync("/balance");
        await Expect(ada.MessageWith("Coins of Ada")).ToBeVisibleAsync();

        await ada.Page.ReloadAsync();

        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();
        await Expect(ada.MessageWith("Coins of Ada")).ToBeVisibleAsync();
        await Window.PressAsync(ada.MessageWith("Welcome, Ada!"), "Daily coins");
        await Expect(ada.MessageWith("coins for today")).ToBeVisibleAsync();
    }
}
