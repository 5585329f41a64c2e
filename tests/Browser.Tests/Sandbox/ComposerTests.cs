using FlippyFlip.Local.CommandLine;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Typing commands and what stands in them.</summary>
public sealed class ComposerTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Suggestions_are_the_bots_own_and_fill_the_field()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/start");
        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();
        await ada.PickAsync("/bet");

        await ada.Option("amount").FillAsync("h");
        await Expect(ada.Suggestions.GetByRole(AriaRole.Option)).ToHaveTextAsync(["half (500 coins)"]);
        await ada.Suggestion("half (500 coins)").ClickAsync();
        await Expect(ada.Option("amount")).ToHaveValueAsync("half (500 coins)");
        await ada.Suggestion("Tails").ClickAsync();
        await ada.Send.ClickAsync();

        await Expect(ada.MessageWith("Round 1-1 ")).ToContainTextAsync(Matching("You (win 475|lose 500) coins"));
    }

    [Fact]
    public async Task Suggestions_follow_what_is_typed()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await ada.PickAsync("/verify");

        await Expect(ada.Suggestions.GetByRole(AriaRole.Option)).ToHaveTextAsync([Matching("^\\s*1-1 · flip · [HT]\\s*$")]);
        await ada.Option("round").FillAsync("2");
        await Expect(ada.Suggestions).ToBeHiddenAsync();
        await ada.Option("round").FillAsync("1");
        await ada.Suggestion("1-1 · flip").ClickAsync();
        await ada.Send.ClickAsync();

        await Expect(ada.MessageWith("Round 1-1 holds")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_required_option_that_is_missing_keeps_the_command_here()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.PickAsync("/bet");
        await ada.Option("side").ClickAsync();
        await ada.Suggestion("Heads").ClickAsync();

        await ada.Send.ClickAsync();

        await Expect(ada.Option("amount")).ToBeFocusedAsync();
        await Expect(ada.Option("amount")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(ada.Messages).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_number_outside_its_bounds_keeps_the_command_here()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.PickAsync("/flip");
        await ada.Option("count").FillAsync("101");

        await ada.Send.ClickAsync();
        await Expect(ada.Option("count")).ToHaveAttributeAsync("aria-invalid", "true");
        await ada.Option("count").FillAsync("100");
        await ada.Send.ClickAsync();

        await Expect(ada.MessageWith("Round 1-1 ")).ToContainTextAsync(Matching("\\d+ heads, \\d+ tails"));
        await Expect(ada.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_person_is_picked_by_name()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.PickAsync("/balance");

        await ada.Option("user").FillAsync("Gr");
        await ada.Suggestion("Grace").ClickAsync();
        await ada.Send.ClickAsync();

        await Expect(ada.MessageWith("Coins of Grace")).ToContainTextAsync("The bank is private.");
    }

    [Fact]
    public async Task Everybody_is_offered_the_commands_that_they_may_use_in_their_language()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);
        var dana = await OpenAsync(Person.Dana);
        await dana.WriteToTheBotAsync();

        await ada.Composer.FillAsync("/");
        await ben.Composer.FillAsync("/");
        await dana.Composer.FillAsync("/");

        await Expect(ada.Command("/balance")).ToContainTextAsync("Your coins, or somebody's");
        await Expect(ben.Commands).ToContainTextAsync("Deine Münzen");
        await Expect(ben.Command("/wetten")).ToContainTextAsync(Matching("betrag\\s*seite"));
        await Expect(ada.Commands.GetByRole(AriaRole.Option)).ToHaveCountAsync(CommandsCommand.Declared.Public.Count());
        await Expect(dana.Commands.GetByRole(AriaRole.Option)).ToHaveCountAsync(CommandsCommand.Declared.All.Count);
        await Expect(dana.Command("/dev-grant")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task What_is_said_without_a_slash_is_a_message_and_markup_in_it_stays_text()
    {
        var ada = await OpenAsync(Person.Ada);

        await ada.Composer.FillAsync("**Hello** <img src=x onerror=alert(1)>");
        await ada.Send.ClickAsync();

        await Expect(ada.MessageWith("Hello <img src=x onerror=alert(1)>")).ToBeVisibleAsync();
        await Expect(ada.Log.Locator("strong", new() { HasText = "Hello" })).ToBeVisibleAsync();
        await Expect(ada.Log.Locator("img[src=x]")).ToHaveCountAsync(0);
        await Expect(ada.Composer).ToHaveValueAsync("");
    }
}
