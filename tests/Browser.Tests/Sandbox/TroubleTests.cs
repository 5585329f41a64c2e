using FlippyFlip.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Bots that answer badly, a Discord that has a bad day, a server that goes away.</summary>
public sealed class TroubleTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_bot_that_fails_did_not_respond()
    {
        var ada = await OpenAsync(Person.Ada);

        Playground.AnswerOnce(500, "Broken");
        await ada.RunAsync("/flip");

        var failure = ada.Log.GetByRole(AriaRole.Alert);
        await Expect(failure).ToContainTextAsync("The application did not respond");
        await Expect(failure).ToContainTextAsync("500");
        await ada.PictureAsync("refused");
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await failure.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(failure).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reply_that_discord_would_refuse_is_refused_in_its_words()
    {
        var ada = await OpenAsync(Person.Ada);

        Playground.AnswerOnce(200, $$$"""{"type":4,"data":{"content":"{{{new string('x', 2001)}}}"}}""");
        await ada.RunAsync("/flip");

        var failure = ada.Log.GetByRole(AriaRole.Alert);
        await Expect(failure).ToContainTextAsync("The application did not respond");
        await failure.GetByText("What Discord would refuse").ClickAsync();
        await Expect(failure).ToContainTextAsync("Must be 2000 or fewer in length.");
        await Expect(failure).ToContainTextAsync("BASE_TYPE_MAX_LENGTH");
        await Expect(ada.Messages).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_button_whose_answer_fails_says_so_beneath_its_message()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/flip");
        var message = ada.MessageWith("Round 1-1 ");
        await Expect(message).ToBeVisibleAsync();

        Playground.AnswerOnce(401, "");
        await Window.PressAsync(message, "Again");
        await Expect(message).ToContainTextAsync("This interaction failed");
        await Window.PressAsync(message, "Again");

        await Expect(ada.MessageWith("Round 1-2 ")).ToBeVisibleAsync();
        await Expect(message).Not.ToContainTextAsync("This interaction failed");
    }

    [Fact]
    public async Task An_outage_of_discord_delays_what_is_edited_until_it_is_over()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.Named(AriaRole.Button, "Inspector").ClickAsync();
        await ada.TurnAsync("Outage");

        Playground.Hanging.Start(Hang.UntilCancelled);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("is thinking…")).ToBeVisibleAsync();
        Playground.Hanging.Release();
        Assert.Equal(503, await Playground.NextRefusalAsync());
        await Expect(ada.MessageWith("is thinking…")).ToBeVisibleAsync();
        await ada.TurnAsync("Outage");

        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task Rate_limits_are_for_everybody_and_lose_nothing()
    {
        var ada = await OpenAsync(Person.Ada);
        var ben = await OpenAsync(Person.Ben);
        await ada.Named(AriaRole.Button, "Inspector").ClickAsync();
        await ben.Named(AriaRole.Button, "Inspector").ClickAsync();
        await ada.TurnAsync("Rate limits");
        await Expect(ben.Named(AriaRole.Switch, "Rate limits")).ToBeCheckedAsync();

        Playground.Hanging.Start(Hang.UntilCancelled);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("is thinking…")).ToBeVisibleAsync();
        Playground.Hanging.Release();
        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync(new() { Timeout = Patience });
        // One call in two seconds passes, and of the calls that might each third finds that others were there before.
        var statuses = new[] { await AskAsync(), await AskAsync(), await AskAsync() };

        Assert.Contains(429, statuses);
        await Expect(ada.Inspector.GetByText("429").First).ToBeVisibleAsync();

        Task<int> AskAsync() => Playground.CallDiscordAsync(HttpMethod.Get, "users/@me");
    }

    [Fact]
    public async Task A_server_that_went_away_is_missed_and_found_again()
    {
        var ada = await OpenAsync(Person.Ada);
        ada.Complaints.Excuse("ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE");
        await ada.RunAsync("/start");
        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();

        await Playground.StopAsync();
        await Expect(ada.Page.GetByText("Connection lost")).ToBeVisibleAsync();
        await ada.PictureAsync("lost");
        await Playground.StartAsync();

        await Expect(ada.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = Patience });
        await ada.RunAsync("/start");
        await Expect(ada.MessageWith("You are all set, Ada")).ToBeVisibleAsync();
    }
}
