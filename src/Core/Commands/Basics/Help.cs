using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>The guide: commands by category, or everything about one.</summary>
[Slash("help", "What I can do, by category or command by command")]
[Private]
[EvenWhenBanned]
internal sealed class Help(Catalogue catalogue) : ICommand<Help.Options>, IButton<Help.Tour>, IButton<Help.Page>, ISelect<Help.Category>
{
    /// <summary>Of the overview, which shows names alone.</summary>
    private const int NamesPerPage = 50;

    /// <summary>Of a category, which says what each command does.</summary>
    private const int CommandsPerPage = 12;

    /// <summary>The choice of every category; groups begin with a capital.</summary>
    private const string Everything = "all";

    public sealed record Options([Describe("A command to read about"), Suggest<CommandNames>] string? Command);

    [Action("tour")]
    public sealed record Tour;

    /// <summary>A page of a category or of the overview, counted from 0.</summary>
    [Action("page", Updates = true)]
    public sealed record Page(string Group, int Number);

    [Action("category", Updates = true)]
    public sealed record Category;

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        return options.Command is not { } name ? Guide(Everything, 0, caller)
            : Find(name.Trim().TrimStart('/').ToLowerInvariant(), caller) is { } command ? Reply.Show(HelpCards.Details(command, caller, session.Rates)).Private()
            : Refusals.UnknownCommand(name.Trim().TrimStart('/'));
    }

    public async Task<Reply> PressAsync(Tour state, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        return Guide(Everything, 0, caller);
    }

    public async Task<Reply> PressAsync(Page state, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        return Guide(state.Group, state.Number, caller).AsUpdate();
    }

    public async Task<Reply> ChooseAsync(Category state, string value, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        return Guide(value, 0, caller).AsUpdate();
    }

    private Reply Guide(string wanted, int number, Caller caller)
    {
        var groups = Visible(catalogue, caller).GroupBy(command => command.Group).ToList();
        var only = groups.Find(group => group.Key == wanted);
        var pages = (only ?? groups.SelectMany(group => group)).Chunk(only is null ? NamesPerPage : CommandsPerPage).ToList();
        var page = Math.Clamp(number, 0, pages.Count - 1);
        var card = only is null ? HelpCards.Overview(pages[page], catalogue.Find("help")!, caller) : HelpCards.Category(only.Key, pages[page], caller);
        var reply = Reply.Show(pages.Count > 1 ? card.Foot($"Page {page + 1:N0} of {pages.Count:N0}") : card).Private().Select(caller.Select(
            new Category(),
            $"Pick a category",
            [
                new SelectOption(Phrase.Of("Everything"), Everything) { Default = only is null },
                .. groups.Select(group => new SelectOption(Phrase.Of(group.Key), group.Key) { Default = group == only }),
            ]));
        List<Button> turns = [];
        if (page > 0)
        {
            turns.Add(caller.Button($"Back", new Page(only?.Key ?? Everything, page - 1)));
        }

        if (page < pages.Count - 1)
        {
            turns.Add(caller.Button($"Next", new Page(only?.Key ?? Everything, page + 1)));
        }

        return turns.Count > 0 ? reply.Buttons(turns) : reply;
    }

    /// <summary>By the name it has everywhere, or by the one that the caller sees.</summary>
    private CommandDeclaration? Find(string name, Caller caller) =>
        Visible(catalogue, caller).FirstOrDefault(command => command.Name == name)
        ?? Visible(catalogue, caller).FirstOrDefault(command => Registration.NameIn(caller.Locale, command) == name);

    internal static IEnumerable<CommandDeclaration> Visible(Catalogue catalogue, Caller caller) => catalogue.All.Where(command => caller.Level >= command.Level);
}

/// <summary>Names of the commands that the caller may use, found by either of their names and shown by the one that the caller sees.</summary>
internal sealed class CommandNames(Catalogue catalogue) : ISuggester
{
    public Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct)
    {
        var wanted = typed.Trim().TrimStart('/');
        return Task.FromResult<IReadOnlyList<Choice>>(
        [
            .. Help.Visible(catalogue, caller)
                .Select(command => (command.Name, Shown: Registration.NameIn(caller.Locale, command)))
                .Where(names => Has(names.Shown) || Has(names.Name))
                .OrderByDescending(names => Begins(names.Shown) || Begins(names.Name))
                .Take(Discord.Limits.Choices)
                .Select(names => new Choice(Phrase.Verbatim(names.Shown), names.Name)),
        ]);

        bool Has(string name) => name.Contains(wanted, StringComparison.OrdinalIgnoreCase);

        bool Begins(string name) => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
    }
}
