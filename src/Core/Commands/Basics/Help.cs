using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>The guide: commands by category, or everything about one.</summary>
[Slash("help", "What I can do, by category or command by command")]
[Private]
internal sealed class Help(Catalogue catalogue) : ICommand<Help.Options>, IButton<Help.Tour>, ISelect<Help.Category>
{
    public sealed record Options([Describe("A command to read about"), Suggest<CommandNames>] string? Command);

    [Action("tour")]
    public sealed record Tour;

    [Action("category", Updates = true)]
    public sealed record Category;

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        Task.FromResult(options.Command is { } name ? About(name.Trim().TrimStart('/').ToLowerInvariant(), caller, session.Rates) : Guide(caller, null));

    public Task<Reply> PressAsync(Tour state, Caller caller, Session session, CancellationToken ct) => Task.FromResult(Guide(caller, null));

    public Task<Reply> ChooseAsync(Category state, string value, Caller caller, Session session, CancellationToken ct) =>
        Task.FromResult(Guide(caller, value).AsUpdate());

    private Reply Guide(Caller caller, string? group)
    {
        var groups = Visible(caller).GroupBy(command => command.Group).ToList();
        group = groups.Exists(candidate => candidate.Key == group) ? group : null;
        var shown = groups.Where(candidate => group is null || candidate.Key == group).ToList();
        var card = caller.Card($"{Emoji.Book} What I can do")
            .Describe($"Pick a category, or use `/help command:` with a name. Amounts may be 500, 2.5k, half, all or 25%.");
        foreach (var commands in shown)
        {
            card = card.Field(Phrase.Of(commands.Key), Phrase.Join("\n", commands.Select(command => Line(command, group is not null))), inline: false);
        }

        return Reply.Show(card).Private().Select(caller.Select(
            new Category(),
            $"Pick a category",
            [.. groups.Select(candidate => new SelectOption(Phrase.Of(candidate.Key), candidate.Key) { Default = candidate.Key == group })]));
    }

    private static Phrase Line(CommandDeclaration command, bool isDetailed) =>
        isDetailed ? Phrase.Join(" ", [Phrase.Verbatim($"`/{command.Name}`"), Phrase.Of(command.Description)]) : Phrase.Verbatim($"`/{command.Name}`");

    private Reply About(string name, Caller caller, Rates rates)
    {
        if (Visible(caller).FirstOrDefault(command => command.Name == name) is not { } command)
        {
            return Refusals.UnknownCommand(name);
        }

        var usage = string.Concat(command.Options.Select(option => option.IsRequired ? $" {option.Name}:…" : $" [{option.Name}:…]"));
        var card = caller.Card(Phrase.Verbatim($"/{command.Name}"))
            .Describe(Phrase.Of(command.Description))
            .Field($"Usage", Phrase.Verbatim($"`/{command.Name}{usage}`"), inline: false);
        foreach (var option in command.Options)
        {
            card = card.Field(Phrase.Verbatim(option.Name), Explain(option), inline: false);
        }

        card = card
            .Field($"Rest between uses", Rest(command, rates))
            .Field($"Who may use it", command.Level == Bots.Level.Player ? Phrase.Of("Everyone") : Phrase.Of("Operators"));
        return Reply.Show(card).Private();
    }

    private static Phrase Rest(CommandDeclaration command, Rates rates) => command.Cooldown is { } cooldown
        ? Phrase.Say($"{cooldown.TotalSeconds:N0} s")
        : rates.Rest(command.Name) switch
        {
            null => Phrase.Of("None"),
            { TotalDays: 1 } => Phrase.Of("One day"),
            { TotalDays: > 1 } days => Phrase.Say($"{days.TotalDays:N0} days"),
            { TotalHours: 1 } => Phrase.Of("One hour"),
            { TotalHours: > 1 } hours => Phrase.Say($"{hours.TotalHours:N0} hours"),
            { } minutes => Phrase.Say($"{minutes.TotalMinutes:N0} minutes"),
        };

    private static Phrase Explain(OptionDeclaration option) => option.Type.Code == OptionCode.Integer
        ? Phrase.Say($"{Phrase.Of(option.Description)}: {option.Least:N0} to {option.Most:N0}.")
        : option.Type.Choices is { } choices ? Phrase.Say($"{Phrase.Of(option.Description)}: {Phrase.Join(", ", choices.Select(choice => choice.Name))}.")
        : Phrase.Say($"{Phrase.Of(option.Description)}.");

    private IEnumerable<CommandDeclaration> Visible(Caller caller) => catalogue.All.Where(command => caller.Level >= command.Level);
}

/// <summary>Names of the commands that the caller may use.</summary>
internal sealed class CommandNames(Catalogue catalogue) : ISuggester
{
    public Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct)
    {
        var wanted = typed.Trim().TrimStart('/');
        return Task.FromResult<IReadOnlyList<Choice>>(
        [
            .. catalogue.All
                .Where(command => caller.Level >= command.Level && command.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(command => command.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
                .Take(Discord.Limits.Choices)
                .Select(command => Choice.Same(command.Name)),
        ]);
    }
}
