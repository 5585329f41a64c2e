using FlippyFlip.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Answers that take longer than Discord waits.</summary>
public sealed class DeferralTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Thinking = "is thinking…";

    [Fact]
    public async Task A_slow_answer_says_that_it_thinks_and_then_stands_in_that_place()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);

        Playground.Hanging.Start(Hang.UntilCancelled);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith(Thinking)).ToBeVisibleAsync();
        await Expect(ben.MessageWith(Thinking)).ToBeVisibleAsync();
        var id = await ada.Messages.GetAttributeAsync("data-message-id");
        await ada.PictureAsync("thinking");
        Playground.Hanging.Release();

        await Expect(ada.MessageWith("Round 1-1 ")).ToHaveAttributeAsync("data-message-id", id!);
        await Expect(ben.MessageWith("Round 1-1 ")).ToHaveAttributeAsync("data-message-id", id!);
        await Expect(ada.MessageWith(Thinking)).ToHaveCountAsync(0);
        await Expect(ada.Messages).ToHaveCountAsync(1);
        await Expect(Window.Button(ada.MessageWith("Round 1-1 "), "Again")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_slow_refusal_takes_the_thinking_away_and_follows_up_for_its_own_person_only()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);
        await ada.RunAsync("/daily");
        await Expect(ben.MessageWith("coins for today")).ToBeVisibleAsync();

        Playground.Hanging.Start(Hang.UntilCancelled);
        await ada.RunAsync("/daily");
        await Expect(ben.MessageWith(Thinking)).ToBeVisibleAsync();
        Playground.Hanging.Release();

        await Expect(ada.MessageWith("You had today's coins.")).ToContainTextAsync("Only you can see this");
        await Expect(ben.MessageWith(Thinking)).ToHaveCountAsync(0);
        await Expect(ben.Messages).ToHaveCountAsync(1);
        await Expect(ada.Messages).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_slow_private_answer_is_private_from_its_first_moment()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);

        Playground.Hanging.Start(Hang.UntilCancelled);
        await ada.RunAsync("/balance");
        await Expect(ada.MessageWith(Thinking)).ToContainTextAsync("Only you can see this");
        Playground.Hanging.Release();
        await Expect(ada.MessageWith("Coins of Ada")).ToContainTextAsync("Only you can see this");
        await ada.RunAsync("/flip");

        await Expect(ben.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await Expect(ben.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_slow_change_of_a_message_leaves_what_stands_there_until_it_comes()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.Named(AriaRole.Button, "Inspector").ClickAsync();
        await ada.RunAsync("/start");
        await ada.RunAsync("/history");
        var history = ada.MessageWith("Your movements");
        await Expect(history).ToContainTextAsync("+1,000");

        Playground.Hanging.Start(Hang.UntilCancelled);
        await history.GetByRole(AriaRole.Combobox).ClickAsync();
        await history.GetByRole(AriaRole.Option, new() { Name = "Bets" }).ClickAsync();
        // The third post is answered: the bot took note.
        await Expect(ada.Inspector.GetByRole(AriaRole.Group)).ToHaveCountAsync(3);
        await Expect(history).ToContainTextAsync("+1,000");
        Playground.Hanging.Release();

        await Expect(history).ToContainTextAsync("Nothing here yet.");
        await Expect(history).Not.ToContainTextAsync("+1,000");
        await Expect(ada.Messages).ToHaveCountAsync(2);
    }
}
