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
