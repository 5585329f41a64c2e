using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Tests.Sessions;

namespace FlippyFlip.Core.Tests.Slash;

public sealed class ActionDeclarationTests
{
    private const string TooOld = "This message is too old for me. Use `/probe` again.";
    private static readonly Probe.Note Note = new("a.b", 1, 2, new Snowflake(3), new RoundName(4, 5), Side.Tails);

    private readonly CommandDeclaration _probe = Probe.Declare();

    [Fact]
    public void A_command_has_an_action_for_each_interface_it_implements()
    {
        Assert.Equal(["ask", "menu", "menus", "note"], _probe.Actions.Select(action => action.Name).Order());
        Assert.Equal((3, false, false), (_probe.Action("note")!.Facts.Version, _probe.Action("note")!.Facts.Updates, _probe.Action("note")!.Facts.IsForEveryone));
        Assert.True(_probe.Action("menu")!.Facts.Updates);
        Assert.True(_probe.Action("ask")!.Facts.IsForEveryone);
        Assert.Null(_probe.Action("other"));
    }

    [Fact]
    public void A_command_declares_everything_about_itself() => Assert.Equal(
        ("probe", "Says what it was given", "Slash", CommandScope.Public, Bots.Level.Player, false, (TimeSpan?)TimeSpan.FromSeconds(5)),
        (_probe.Name, _probe.Description, _probe.Group, _probe.Scope, _probe.Level, _probe.IsPrivate, _probe.Cooldown));

    [Fact]
    public async Task A_press_hands_the_state_to_its_handler() => Assert.Equal($"{Note}", await AnswerAsync(CustomId.Write(new Snowflake(1), Note)));

    [Fact]
    public async Task A_choice_hands_the_value_to_its_handler() =>
        Assert.Equal("picked", await AnswerAsync(CustomId.Write(new Snowflake(1), new Probe.Menu()), new InteractionData { Values = ["picked", "other"] }));

    [Fact]
    public async Task A_menu_of_several_hands_all_that_was_picked_to_its_handler()
    {
        var id = CustomId.Write(new Snowflake(1), new Probe.Menus());

        Assert.Equal("[picked, other]", await AnswerAsync(id, new InteractionData { Values = ["picked", "other"] }));
        Assert.Equal("[]", await AnswerAsync(id, new InteractionData { Values = [] }));
    }

    [Fact]
    public async Task A_form_hands_what_was_filled_in_to_its_handler() => Assert.Equal(
        $"{new Probe.Ask(7)} {new Probe.Answers("Ada", "")}",
        await AnswerAsync(
            CustomId.Write(new Snowflake(1), new Probe.Ask(7)),
            new InteractionData { Components = [new SubmittedComponent { CustomId = "0", Value = new OptionValue("Ada", null, null) }] },
            InteractionType.ModalSubmit));

    [Fact]
    public async Task A_form_that_does_not_fit_is_refused_with_its_sentence() =>
        Assert.Equal("'First name' must be filled in.", await AnswerAsync(CustomId.Write(new Snowflake(1), new Probe.Ask(7)), new InteractionData(), InteractionType.ModalSubmit));

    [Fact]
    public async Task What_does_not_fit_this_version_is_called_old()
    {
        Assert.Equal(TooOld, await AnswerAsync("probe.note.3.1.only-one-field"));
        Assert.Equal(TooOld, await AnswerAsync("probe.menu.1.1"));
        Assert.Equal(TooOld, await AnswerAsync("probe.menu.1.1", new InteractionData { Values = [] }));
        Assert.Equal(TooOld, await AnswerAsync("probe.menus.1.1"));
        Assert.Equal(TooOld, await AnswerAsync("probe.ask.1.1.7"));
        Assert.Equal(TooOld, await AnswerAsync("probe.ask.1.1.seven", new InteractionData(), InteractionType.ModalSubmit));
    }

    [Fact]
    public async Task A_press_or_a_choice_that_comes_as_a_form_is_called_old()
    {
        // Its answer might be a form or change a message, and neither answers a form.
        Assert.Equal(TooOld, await AnswerAsync(CustomId.Write(new Snowflake(1), Note), new InteractionData(), InteractionType.ModalSubmit));
        Assert.Equal(TooOld, await AnswerAsync(CustomId.Write(new Snowflake(1), new Probe.Menu()), new InteractionData { Values = ["picked"] }, InteractionType.ModalSubmit));
    }

    private async Task<string> AnswerAsync(string customId, InteractionData? data = null, InteractionType type = InteractionType.Component)
    {
        Assert.True(CustomId.TryRead(customId, out var id));
        var interaction = new Interaction { Id = new Snowflake(2), ApplicationId = new Snowflake(100), Type = type, Data = data };
        var reply = await _probe.Action(id.Action)!.AnswerAsync(id, interaction, Stage.Caller(1, 2), null!, CancellationToken.None);
        return reply.Meaning(Locale.English);
    }
}
