using FlippyFlip.Core.Games;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Verifier;

/// <summary>From a round that was played to the page that checks it.</summary>
public sealed class PlayedRoundTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_round_is_played_revealed_and_checked_without_a_connection()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/flip");
        await Expect(ada.MessageWith("Round 1-1 ")).ToBeVisibleAsync();
        await ada.RunAsync("/verify");
        var secret = await FollowAsync(ada, ada.MessageWith("secret until you reveal it"));
        await Expect(secret.Verdict).ToContainTextAsync("The server seed of this round is still secret.");
        await Expect(secret.Field("Server seed")).ToHaveValueAsync("");

        await Window.PressAsync(ada.MessageWith("secret until you reveal it"), "Reveal and renew server seed");
        var checker = await FollowAsync(ada, ada.MessageWith("Server seed 1 revealed"));

        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");
        await checker.Page.Context.SetOfflineAsync(true);
        var loaded = checker.Requests.Count;
        await checker.Field("Nonce").FillAsync("2");
        await checker.Draw.ClickAsync();
        await Expect(checker.Page.GetByText(":2:0", new() { Exact = false })).ToBeVisibleAsync();
        await checker.Field("Nonce").FillAsync("1-1");
        await checker.Draw.ClickAsync();
        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");

        var result = await checker.Field("Result").InputValueAsync();
        await checker.Field("Result").FillAsync(result == "H" ? "T" : "H");
        await checker.Page.Keyboard.PressAsync("Enter");
        await Expect(checker.Title).ToHaveTextAsync("✗ The round does not hold");
        await Expect(checker.Verdict).ToContainTextAsync($"The seeds give {result}, and the recorded result is {(result == "H" ? "T" : "H")}.");
        Assert.Equal(loaded, checker.Requests.Count);
        Assert.Empty(checker.Complaints.Open);
        Assert.Empty(secret.Complaints.Open);
        await checker.Page.Context.SetOfflineAsync(false);
    }

    [Fact]
    public async Task The_page_offers_every_game_whose_rounds_can_be_drawn_again()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.Page.GotoAsync(new Uri(Playground.Url, "verify").AbsoluteUri);
        var checker = new Checker(ada.Page);

        var offered = await checker.Field("Game").Locator("option").EvaluateAllAsync<string[]>("options => options.map(option => option.value).filter(value => value)");

        Assert.Equal(Provable.Games.Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    /// <summary>Opens what the message's link leads to.</summary>
    private static async Task<Checker> FollowAsync(Window window, ILocator message)
    {
        var page = await window.Page.Context.RunAndWaitForPageAsync(() => message.GetByRole(AriaRole.Link, new() { Name = "Check in your browser" }).ClickAsync());
        return new Checker(page);
    }
}
