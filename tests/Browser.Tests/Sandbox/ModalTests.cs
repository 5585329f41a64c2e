using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Sandbox;

/// <summary>Forms.</summary>
public sealed class ModalTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_form_refuses_an_empty_field_and_is_answered_once_it_is_filled()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/fairness");
        await Window.PressAsync(ada.MessageWith("Your seeds"), "Choose client seed");
        var form = ada.Dialog("Your client seed");
        var field = form.GetByRole(AriaRole.Textbox);

        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAccessibleNameAsync("Your client seed");
        await field.FillAsync("");
        await form.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(form.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await ada.PictureAsync("modal");
        await field.FillAsync("rabbit's foot");
        await form.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        await Expect(form).ToBeHiddenAsync();
        await Expect(ada.MessageWith("Your client seed is now rabbit's foot.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_form_that_is_cancelled_changes_nothing_and_gives_the_focus_back()
    {
        var ada = await OpenAsync(Person.Ada);
        await ada.RunAsync("/fairness");
        var button = Window.Button(ada.MessageWith("Your seeds"), "Choose client seed");
        await button.ClickAsync();
        var form = ada.Dialog("Your client seed");
        await form.GetByRole(AriaRole.Textbox).FillAsync("never mind");

        await form.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(form).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();
        await button.ClickAsync();
        await Expect(form).ToBeVisibleAsync();
        await Expect(form.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("");
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(form).ToBeHiddenAsync();
        await Expect(ada.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_command_may_open_a_form_that_is_partly_filled()
    {
        var dana = await OpenAsync(Person.Dana);
        await dana.WriteToTheBotAsync();
        await dana.PickAsync("/dev-grant");
        await dana.Option("user").FillAsync("Ad");
        await dana.Suggestion("Ada").ClickAsync();
        await dana.Option("amount").FillAsync("2.5k");
        await dana.Send.ClickAsync();
        var form = dana.Dialog("Grant coins");
        var reason = form.GetByRole(AriaRole.Textbox, new() { Name = "Reason" });

        await Expect(form.GetByRole(AriaRole.Textbox, new() { Name = "How many coins" })).ToHaveValueAsync("2500");
        await reason.FillAsync("no");
        await form.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Expect(reason).ToHaveAttributeAsync("aria-invalid", "true");
        await reason.FillAsync("won the quiz");
        await form.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

        await Expect(dana.MessageWith("got 2,500 and carries 2,500. Reason: won the quiz")).ToContainTextAsync("Ada");
    }
}
