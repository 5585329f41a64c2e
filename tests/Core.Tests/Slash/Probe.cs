using System.Globalization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Slash;

/// <summary>A command with an option of every type, a button, a menu and a form; it says what it was given.</summary>
[Slash("probe", "Says what it was given")]
[Cooldown(seconds: 5)]
internal sealed class Probe : ICommand<Probe.Options>, IButton<Probe.Note>, ISelect<Probe.Menu>, ISelectMany<Probe.Menus>, IForm<Probe.Ask, Probe.Answers>
{
    public sealed record Options(
        [Describe("How many coins"), Suggest<Echo>] Amount Amount,
        [Describe("A short text"), Length(2, 5)] string? Text,
        [Describe("A small number"), Between(1, 10)] int? SmallNumber,
        [Describe("Any number")] long? Number,
        [Describe("Yes or no")] bool? Flag,
        [Describe("Somebody")] Person? Who,
        [Describe("A side")] Side? Side);

    [Action("note", Version = 3)]
    public sealed record Note(string Text, int Number, long Large, Snowflake Id, RoundName Round, Side Side);

    [Action("menu", Updates = true)]
    public sealed record Menu;

    [Action("menus")]
    public sealed record Menus;

    [Action("ask", IsForEveryone = true)]
    public sealed record Ask(int Number);

    public sealed record Answers(
        [Field("First name", Hint = "As in your passport", MaxLength = 5)] string First,
        [Field("A long story", MaxLength = 4_000, IsLong = true, IsOptional = true)] string Story);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) => Say(options);

    public Task<Reply> PressAsync(Note state, Caller caller, Session session, CancellationToken ct) => Say(state);

    public Task<Reply> ChooseAsync(Menu state, string value, Caller caller, Session session, CancellationToken ct) => Say(value);

    public Task<Reply> ChooseAsync(Menus state, IReadOnlyList<string> values, Caller caller, Session session, CancellationToken ct) => Say($"[{string.Join(", ", values)}]");

    public Task<Reply> SubmitAsync(Ask state, Answers form, Caller caller, Session session, CancellationToken ct) => Say($"{state} {form}");

    public static CommandDeclaration Declare() => new CommandDeclaration<Options>(typeof(Probe), type => Activator.CreateInstance(type)!);

    private static Task<Reply> Say(object what) => Task.FromResult(Reply.Text(Phrase.Verbatim(string.Create(CultureInfo.InvariantCulture, $"{what}"))));
}

/// <summary>Suggests what was typed.</summary>
internal sealed class Echo : ISuggester
{
    public Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([Choice.Same($"<{typed}>")]);
}
