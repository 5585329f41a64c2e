using System.Reflection;
using System.Text.RegularExpressions;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Localisation;

/// <summary>A text that the product says or shows.</summary>
/// <param name="Key">What the tables know it by.</param>
/// <param name="Place">Where a person would look for it.</param>
/// <param name="Limit">The most characters Discord takes there.</param>
public sealed record ProductText(string Key, string Place, int Limit);

/// <summary>Everything that has to be said in other languages, collected from the product itself. Developer commands stay English.</summary>
internal static partial class ProductTexts
{
    /// <summary>Texts in the sources, next to what the commands declare.</summary>
    private static readonly string[] Sources =
        ["Commands", "Events/EventIntake.cs", "Interactions/Apology.cs", "Interactions/Confirmation.cs", "Localisation/Phrase.cs", "Reminders", "Replies/Refusals.cs", "Sessions/UnitOfWork.cs", "Slash"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProductText> All { get; } = [.. Declared(), .. Fields(), .. Reasons(), .. Careers(), .. Spoken()];

    /// <summary>Commands that everybody sees.</summary>
    public static Catalogue Catalogue() => new(type => throw new InvalidOperationException($"{type} is not needed to tell what it declares."));

    /// <summary>False: only holes, punctuation and pictures, the same in most languages.</summary>
    public static bool HasWords(string key) => Hole().Replace(key, "").Any(char.IsLetter);

    private static IEnumerable<ProductText> Declared()
    {
        foreach (var command in Catalogue().Public)
        {
            var place = $"/{command.Name}";
            yield return new(Registration.NameKey(command), place, Discord.Limits.CommandName);
            yield return new(command.Description, place, Discord.Limits.CommandDescription);
            yield return new(command.Group, place, Discord.Limits.SelectOptionText);
            foreach (var option in command.Options)
            {
                yield return new(Registration.NameKey(command, option), place, Discord.Limits.CommandName);
                yield return new(option.Description, place, Discord.Limits.CommandDescription);
                foreach (var choice in option.Type.Choices ?? [])
                {
                    yield return new(choice.Name.Key, place, Discord.Limits.ChoiceName);
                }
            }
        }
    }

    private static IEnumerable<ProductText> Fields() =>
        from type in typeof(Catalogue).Assembly.GetTypes()
        where type.Namespace?.StartsWith("FlippyFlip.Core.Commands.", StringComparison.Ordinal) == true
        from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
        let field = parameter.GetCustomAttribute<FieldAttribute>()
        where field is not null
        from text in new[] { (Key: field.Label, Limit: Discord.Limits.LabelText), (Key: field.Hint, Limit: Discord.Limits.TextInputPlaceholder) }
        where text.Key is not null
        select new ProductText(text.Key, $"{type.Name}.{parameter.Name}", text.Limit);

    /// <summary>What /history calls each reason: some by the reason's own name, which no source spells out.</summary>
    private static IEnumerable<ProductText> Reasons()
    {
        var title = typeof(Core.Commands.Wallet.History).GetMethod("Title", BindingFlags.NonPublic | BindingFlags.Static, [typeof(Reason)])
            ?? throw new InvalidOperationException("History.Title(Reason) is gone: where do reasons get their names now?");
        return Enum.GetValues<Reason>().Select(reason =>
            new ProductText(((Phrase)title.Invoke(null, [reason])!).Key, "/history", Discord.Limits.EmbedDescription));
    }

    /// <summary>What jobs and ranks are called, which stands in a table of the rates.</summary>
    private static IEnumerable<ProductText> Careers() =>
        from title in Rates.Default.Careers.Careers.Select(career => career.Title).Concat(Rates.Default.Careers.Ranks.Select(rank => rank.Title))
        select new ProductText(title, "/job", Discord.Limits.SelectOptionText);

    private static IEnumerable<ProductText> Spoken() =>
        from source in Sources
        from file in FilesOf(Path.Combine(Root, "src", "Core", source))
        from sentence in SentenceScanner.Scan(File.ReadAllText(file))
        select new ProductText(sentence.Key, $"{Path.GetRelativePath(Root, file)}:{sentence.Line}", LimitOf(sentence.Call));

    private static IEnumerable<string> FilesOf(string path) => path.EndsWith(".cs", StringComparison.Ordinal)
        ? [path]
        : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static int LimitOf(string call) => call[(call.LastIndexOf('.') + 1)..] switch
    {
        "Button" or "Link" or "Action" => Discord.Limits.ButtonLabel,
        "Form" or "Modal" => Discord.Limits.ModalTitle,
        "Select" => Discord.Limits.SelectPlaceholder,
        "SelectOption" => Discord.Limits.SelectOptionText,
        "Choice" => Discord.Limits.ChoiceName,
        "Card" or "Titled" => Discord.Limits.EmbedTitle,
        "Field" => Discord.Limits.EmbedFieldValue,
        _ => Discord.Limits.Content,
    };

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlippyFlip.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlippyFlip.slnx above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Hole();
}
