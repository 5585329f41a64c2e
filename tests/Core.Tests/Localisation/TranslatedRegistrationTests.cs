using System.Buffers;
using System.Text.Json;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Localisation;

/// <summary>Discord's limits on what is registered, in every language.</summary>
public sealed class TranslatedRegistrationTests
{
    // Discord's own has \p{sc=Deva} and \p{sc=Thai} too; we speak neither language.
    private const string NamePattern = @"\A[-_'\p{L}\p{N}]{1,32}\z";

    private static readonly IReadOnlyList<JsonElement> Commands = Write();

    public static TheoryData<string> Tags => [.. Locale.All.Select(locale => locale.Tag)];

    [Theory]
    [MemberData(nameof(Tags))]
    public void Names_are_lower_case_words(string tag) => Assert.All(Commands.SelectMany(command => OptionsOf(command).Prepend(command)), named =>
    {
        var name = Text(named, "name", tag);
        Assert.Matches(NamePattern, name);
        Assert.Equal(name.ToLowerInvariant(), name);
    });

    [Theory]
    [MemberData(nameof(Tags))]
    public void Command_names_are_unique(string tag) => AssertUnique(Commands, tag);

    [Theory]
    [MemberData(nameof(Tags))]
    public void Option_names_are_unique_in_a_command(string tag) => Assert.All(Commands, command => AssertUnique(OptionsOf(command), tag));

    [Theory]
    [MemberData(nameof(Tags))]
    public void Choice_names_are_short_and_unique_in_an_option(string tag) => Assert.All(Commands.SelectMany(OptionsOf), option =>
    {
        var names = ChoicesOf(option).Select(choice => Text(choice, "name", tag)).ToList();
        Assert.All(names, name => Assert.InRange(name.Length, 1, Limits.ChoiceName));
        Assert.Distinct(names);
    });

    [Theory]
    [MemberData(nameof(Tags))]
    public void Descriptions_are_short(string tag) => Assert.All(
        Commands.SelectMany(command => OptionsOf(command).Prepend(command)),
        described => Assert.InRange(Text(described, "description", tag).Length, 1, Limits.CommandDescription));

    [Fact]
    public void A_command_in_its_longest_language_is_not_too_large() =>
        Assert.All(Commands, command => Assert.InRange(Size(command), 1, Limits.CommandTotal));

    [Fact]
    public void Public_commands_are_translated_and_developer_commands_are_not()
    {
        var languages = Locale.All.Skip(1).Select(locale => locale.Tag);
        Assert.All(ProductTexts.Catalogue().All, command =>
        {
            var json = Commands.Single(element => element.GetProperty("name").GetString() == command.Name);
            var translated = json.TryGetProperty("name_localizations", out var names) ? names.EnumerateObject().Select(entry => entry.Name) : [];
            Assert.Equal(command.Scope == CommandScope.Public ? languages : [], translated);
        });
    }

    private static void AssertUnique(IReadOnlyList<JsonElement> named, string tag)
    {
        Assert.Distinct(named.Select(element => Text(element, "name", tag)));
        Assert.All(named, (element, i) => Assert.DoesNotContain(
            Text(element, "name", tag),
            named.Where((_, other) => other != i).Select(other => other.GetProperty("name").GetString()!)));
    }

    private static string Text(JsonElement element, string field, string tag) =>
        element.TryGetProperty(field + "_localizations", out var translations) && translations.TryGetProperty(tag, out var translation)
            ? translation.GetString()!
            : element.GetProperty(field).GetString()!;

    private static int Size(JsonElement element) =>
        Longest(element, "name") + Longest(element, "description")
        + (element.TryGetProperty("value", out var value) ? value.GetString()!.Length : 0)
        + OptionsOf(element).Concat(ChoicesOf(element)).Sum(Size);

    private static int Longest(JsonElement element, string field) =>
        element.TryGetProperty(field, out _) ? Locale.All.Max(locale => Text(element, field, locale.Tag).Length) : 0;

    private static IReadOnlyList<JsonElement> OptionsOf(JsonElement command) => Children(command, "options");

    private static IReadOnlyList<JsonElement> ChoicesOf(JsonElement option) => Children(option, "choices");

    private static IReadOnlyList<JsonElement> Children(JsonElement element, string field) =>
        element.TryGetProperty(field, out var children) ? [.. children.EnumerateArray()] : [];

    private static IReadOnlyList<JsonElement> Write()
    {
        var scopes = ProductTexts.Catalogue().All.GroupBy(command => command.Scope);
        return [.. scopes.SelectMany(scope => WriteScope(scope.Key, scope))];
    }

    private static IEnumerable<JsonElement> WriteScope(CommandScope scope, IEnumerable<CommandDeclaration> commands)
    {
        var output = new ArrayBufferWriter<byte>();
        Registration.Write(commands, output);
        Payloads.Record("registration", $"{scope} commands", output.WrittenSpan);
        using var json = JsonDocument.Parse(output.WrittenMemory);
        return [.. json.RootElement.Clone().EnumerateArray()];
    }
}
