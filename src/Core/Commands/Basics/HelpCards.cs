using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>
/// The pages of the guide. Commands and options have the names that Discord shows to the caller, which go by the caller's language there, also when they chose another
/// one for our words: what is read here is what can be typed.
/// </summary>
internal static class HelpCards
{
    /// <summary>A name has at most 36 characters with what stands around it, and a field 1,024.</summary>
    private const int NamesPerField = 25;

    /// <summary>The names of commands, by their categories.</summary>
    /// <param name="commands">In the order of their categories.</param>
    /// <param name="help">The command that shows this, which it names.</param>
    /// <param name="caller">Who reads it.</param>
    public static Embed Overview(IReadOnlyList<CommandDeclaration> commands, CommandDeclaration help, Caller caller)
    {
        var one = $"/{Registration.NameIn(caller.Locale, help)} {Registration.NameIn(caller.Locale, help, help.Options[0])}:";
        var card = caller.Card($"{Emoji.Book} What I can do")
            .Describe($"Pick a category, or use `{Phrase.Verbatim(one)}` with a name. Amounts may be 500, 2.5k, half, all or 25%.");
        return commands.GroupBy(command => command.Group).SelectMany(group => group.Chunk(NamesPerField)).Aggregate(
            card, (shown, some) => shown.Field(Phrase.Of(some[0].Group), Phrase.Join(" ", some.Select(command => Name(command, caller))), inline: false));
    }

    /// <summary>What each of these commands does.</summary>
    public static Embed Category(string group, IReadOnlyList<CommandDeclaration> commands, Caller caller) => caller
        .Card($"{Emoji.Book} What I can do")
        .Describe(Phrase.Join("\n", commands.Select(command => Phrase.Join(" ", [Name(command, caller), Phrase.Of(command.Description)])).Prepend(Phrase.Say($"**{Phrase.Of(group)}**"))));

    /// <summary>Everything about one command.</summary>
    public static Embed Details(CommandDeclaration command, Caller caller, Rates rates)
    {
        var name = Registration.NameIn(caller.Locale, command);
        var usage = string.Concat(command.Options.Select(option => option.IsRequired ? $" {Option(option)}:…" : $" [{Option(option)}:…]"));
        var card = caller.Card(Phrase.Verbatim($"/{name}"))
            .Describe(Phrase.Of(command.Description))
            .Field($"Usage", Phrase.Verbatim($"`/{name}{usage}`"), inline: false);
        card = command.Options.Aggregate(card, (shown, option) => shown.Field(Phrase.Verbatim(Option(option)), Explain(option), inline: false));
        card = PublishedOdds.All(rates).Any(odds => odds.Game == command.Name)
            ? card.Field($"Highest stake", $"{rates.MaxStake:coins}; /limits sets lower ones, /odds says what comes back", inline: false)
            : card;
        return card
            .Field($"Rest between uses", Rest(command, rates))
            .Field($"Who may use it", command.Level == Bots.Level.Player ? Phrase.Of("Everyone") : Phrase.Of("Operators"));

        string Option(OptionDeclaration option) => Registration.NameIn(caller.Locale, command, option);
    }

    private static Phrase Name(CommandDeclaration command, Caller caller) => Phrase.Verbatim($"`/{Registration.NameIn(caller.Locale, command)}`");

    private static Phrase Rest(CommandDeclaration command, Rates rates) => command.Cooldown is { } cooldown
        ? Phrase.Say($"{cooldown.TotalSeconds:N0} s")
        : rates.Rest(command.Name) switch
        {
            null => Phrase.Of("None"),
            { TotalDays: >= 1 } rest => Phrase.Say($"{(long)rest.TotalDays:days}"),
            { TotalHours: >= 1 } rest => Phrase.Say($"{(long)rest.TotalHours:hours}"),
            { } rest => Phrase.Say($"{(long)rest.TotalMinutes:minutes}"),
        };

    private static Phrase Explain(OptionDeclaration option) => option.Type.Code == OptionCode.Integer
        ? Phrase.Say($"{Phrase.Of(option.Description)}: {option.Least:N0} to {option.Most:N0}.")
        : option.Type.Choices is { } choices ? Phrase.Say($"{Phrase.Of(option.Description)}: {Phrase.Join(", ", choices.Select(choice => choice.Name))}.")
        : Phrase.Say($"{Phrase.Of(option.Description)}.");
}
