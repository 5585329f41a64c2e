using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Light and dark, wide and narrow.</summary>
public sealed class LooksTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>From 0, black, to 255, white: what lies behind the messages.</summary>
    private const string Brightness = """
        () => {
          for (let element = document.querySelector('[role=log]'); element; element = element.parentElement) {
            const [r, g, b, alpha] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
            if (alpha !== 0) return (r + g + b) / 3;
          }
          return 255;
        }
        """;

    /// <summary>Names of fields that are one word and take more than one line.</summary>
    private const string TornWords = """
        () => [...document.querySelectorAll('.embed-field-name')].filter(name => {
          const range = document.createRange();
          range.selectNodeContents(name);
          return !/\s/.test(name.textContent.trim()) && new Set([...range.getClientRects()].map(line => line.top)).size > 1;
        }).map(name => name.textContent.trim())
        """;

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Is_as_light_as_the_system_until_one_chooses_and_remembers_the_choice(ColorScheme system)
    {
        var ada = await OpenAsync(Person.Ada, colours: system);
        await ada.RunAsync("/start");
        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();
        Assert.Equal(system, await LooksAsync());
        await ada.PictureAsync($"{system}".ToLowerInvariant());

        await ada.Named(AriaRole.Button, "Theme").ClickAsync();
        var other = system == ColorScheme.Dark ? ColorScheme.Light : ColorScheme.Dark;
        Assert.Equal(other, await LooksAsync());
        await ada.Page.ReloadAsync();
        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();
        Assert.Equal(other, await LooksAsync());

        async Task<ColorScheme> LooksAsync() => await ada.Page.EvaluateAsync<double>(Brightness) > 128 ? ColorScheme.Light : ColorScheme.Dark;
    }

    [Fact]
    public async Task Fits_a_telephone_without_scrolling_sideways()
    {
        var ada = await OpenAsync(Person.Ada, width: 390, height: 844);
        await FitsAsync("empty");

        await ada.RunAsync("/start");
        await Expect(ada.MessageWith("Welcome, Ada!")).ToBeVisibleAsync();
        await FitsAsync("message");
        await Window.PressAsync(ada.MessageWith("Welcome, Ada!"), "Daily coins");
        await Expect(ada.MessageWith("coins for today")).ToBeVisibleAsync();
        await ada.Composer.FillAsync("/");
        await Expect(ada.Commands).ToBeVisibleAsync();
        await FitsAsync("commands");
        await ada.PickAsync("/bet");
        await FitsAsync("options");
        await ada.Page.Keyboard.PressAsync("Escape");
        await ada.Page.Keyboard.PressAsync("Escape");
        await ada.Composer.FillAsync("");
        await ada.RunAsync("/fairness");
        await FitsAsync("seeds");
        await Window.PressAsync(ada.MessageWith("Your seeds"), "Choose client seed");
        await Expect(ada.Dialog("Your client seed")).ToBeVisibleAsync();
        await FitsAsync("form");

        async Task FitsAsync(string what)
        {
            await ada.PictureAsync($"narrow-{what}");
            var (wanted, given) = (await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await ada.Page.EvaluateAsync<int>("innerWidth"));
            Assert.True(wanted <= given && given == 390, $"{what}: {wanted} pixels in {given}.");
        }
    }

    [Fact]
    public async Task Tears_no_word_apart_on_a_telephone_and_cuts_none_without_an_ellipsis()
    {
        var ben = await OpenAsync(Person.Ben, width: 390, height: 844);
        await ben.RunAsync("/kontostand");
        await Expect(ben.MessageWith("Gesamtvermögen")).ToBeVisibleAsync();
        await ben.RunAsync("/erinnern");
        await Expect(ben.MessageWith("Deine Erinnerungen")).ToBeVisibleAsync();
        await ben.RunAsync("/meinedaten");
        // An answer tells in one line what it answers.
        var told = ben.MessageWith("mydata.json").Locator(".discord-replied-message-content");
        await Expect(told).ToBeVisibleAsync();
        await ben.PictureAsync("narrow-words");

        Assert.Empty(await ben.Page.EvaluateAsync<string[]>(TornWords));
        Assert.True(await told.EvaluateAsync<bool>("text => text.getBoundingClientRect().right <= innerWidth && getComputedStyle(text).overflow === 'hidden'"));
        // The line below a card's text leaves it all of the card.
        Assert.True(await ben.Page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('discord-embed-footer')].every(footer => footer.offsetWidth === footer.parentElement.querySelector('discord-embed-description').offsetWidth)"));
    }

    [Fact]
    public async Task Other_places_are_within_reach_on_a_telephone()
    {
        var ada = await OpenAsync(Person.Ada, width: 390, height: 844);
        var places = ada.Named(AriaRole.Navigation, "Places");
        await Expect(places).ToBeHiddenAsync();

        await ada.Named(AriaRole.Button, "Show places").ClickAsync();
        await places.GetByText("casino").ClickAsync();

        await Expect(places).ToBeHiddenAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { NameRegex = Matching("casino"), Level = 1 })).ToBeVisibleAsync();
    }
}
