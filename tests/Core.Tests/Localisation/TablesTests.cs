using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Tests.Localisation;

public sealed partial class TablesTests
{
    private static readonly Dictionary<string, IReadOnlyList<(string Key, string Text)>> Tables =
        Locale.All.Where(locale => locale != Locale.English).ToDictionary(locale => locale.Tag, locale => Read(locale.Tag));

    public static TheoryData<string> Tags => [.. Tables.Keys];

    [Fact]
    public void Everything_the_product_says_is_translated()
    {
        var known = Tables["de"].Select(entry => entry.Key).ToHashSet();
        var missing = ProductTexts.All.Where(text => ProductTexts.HasWords(text.Key) && !known.Contains(text.Key)).Select(text => $"{text.Place}: {text.Key}").ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Nothing_is_translated_that_the_product_no_longer_says()
    {
        var said = ProductTexts.All.Select(text => text.Key).ToHashSet();
        Assert.Equal([], Tables["de"].Select(entry => entry.Key).Except(said));
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_table_has_the_same_keys_in_the_same_order(string tag) =>
        Assert.Equal(Tables["de"].Select(entry => entry.Key), Tables[tag].Select(entry => entry.Key));

    [Theory]
    [MemberData(nameof(Tags))]
    public void The_product_carries_the_table_of_the_source_tree(string tag)
    {
        var locale = Locale.For(tag);
        Assert.Equal(Tables[tag].Count, locale.Keys.Count);
        Assert.All(Tables[tag], entry => Assert.Equal(NamedAnew(entry.Text, tag), locale.Text(entry.Key)));
    }

    [Theory]
    [InlineData("de", "Deine täglichen Münzen sind da: /täglich.")]
    [InlineData("ja", "デイリーコインの準備ができました。/デイリー で受け取れます。")]
    public void Bug_sentences_called_commands_by_names_that_discord_does_not_show(string tag, string text) =>
        Assert.EndsWith(text, Phrase.Say($"{Emoji.Ready} Your daily coins are ready: /daily.").Render(Locale.For(tag)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_translation_has_exactly_the_holes_of_its_key(string tag) =>
        Assert.All(Tables[tag], entry => Assert.Equal(Holes(entry.Key), Holes(entry.Text)));

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_translation_keeps_marks_and_commands(string tag) => Assert.All(Tables[tag].Where(entry => entry.Key[0] != '/'), entry =>
    {
        Assert.Equal(Regex.Count(entry.Key, @"\*\*"), Regex.Count(entry.Text, @"\*\*"));
        Assert.Equal(entry.Key.Count(c => c == '`'), entry.Text.Count(c => c == '`'));
        Assert.Equal(Commands(entry.Key), Commands(entry.Text));
        Assert.Equal(entry.Text.Trim(), entry.Text);
    });

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_translation_fits_where_it_is_shown(string tag)
    {
        var locale = Locale.For(tag);
        Assert.Empty(
            from text in ProductTexts.All
            let translation = locale.Text(text.Key)
            where translation?.Length > text.Limit
            select $"{text.Place}: {translation.Length} of {text.Limit}: {translation}");
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_table_is_plain_to_read(string tag)
    {
        var bytes = File.ReadAllBytes(PathOf(tag));
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.StartsWith("{\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\"\n}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
        Assert.Equal(Tables[tag].Count + 2, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(text.Normalize(NormalizationForm.FormC), text);
    }

    [Fact]
    public void French_marks_stand_after_a_narrow_space() =>
        Assert.All(Tables["fr"], entry => Assert.DoesNotMatch("[ \u00A0][!?;:»%]|«[^\u202F]|\\w[!?;:»]|'", FrenchText(entry.Text)));

    [Fact]
    public void Japanese_sentences_have_japanese_marks() =>
        Assert.All(Tables["ja"], entry => Assert.DoesNotMatch(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}][.!?:;]", entry.Text));

    /// <summary>Without holes and code, whose marks are not French.</summary>
    private static string FrenchText(string text) => HoleOrCode().Replace(text, "");

    private static IEnumerable<string> Holes(string text) => PhraseTemplate.Parse(text).Parts
        .Where(part => part.Argument >= 0)
        .Select(part => $"{part.Argument}:{part.Format}")
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>Tables name commands as the code does; who reads a sentence finds the names that Discord shows.</summary>
    private static string NamedAnew(string text, string tag) =>
        Locale.CommandInText().Replace(text, match => Tables[tag].Where(entry => entry.Key == match.Value).Select(entry => $"/{entry.Text}").FirstOrDefault(match.Value));

    private static IEnumerable<string> Commands(string text) => Locale.CommandInText().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static string PathOf(string tag) => Path.Combine(ProductTexts.Root, "src", "Core", "Localisation", $"{tag}.json");

    private static IReadOnlyList<(string Key, string Text)> Read(string tag)
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(PathOf(tag)));
        return [.. table.RootElement.EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString()!))];
    }

    [GeneratedRegex(@"\{[^}]*\}|`[^`]*`", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HoleOrCode();
}
