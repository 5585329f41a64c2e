using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Localisation;

/// <summary>
/// A language we answer in: its numbers and its sentences. English sentences are the keys of every table
/// (<c>Localisation/*.json</c>); a sentence without a translation stays English.
/// </summary>
public sealed partial class Locale
{
    public static readonly Locale English = new("en-US", "English", ",", ".");

    /// <summary>Every language, English first.</summary>
    public static readonly IReadOnlyList<Locale> All =
    [
        English,
        new("de", "Deutsch", ".", ","),
        new("fr", "Français", "\u202F", ","),
        new("es-ES", "Español", ".", ","),
        new("pt-BR", "Português do Brasil", ".", ","),
        new("ja", "日本語", ",", "."),
    ];

    private static readonly FrozenDictionary<string, Locale> ByTag = All
        .Select(locale => (locale.Tag, locale))
        .Append(("en-GB", English))
        .Append(("es-419", All[3]))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Languages of which the sentences are spoken to people whose Discord speaks another, by both.</summary>
    private static readonly ConcurrentDictionary<(string Spoken, string Discord), Locale> Mixed = new();

    private readonly Lazy<FrozenDictionary<string, PhraseTemplate>> _sentences;

    /// <summary>The language of their Discord, which has its own names of commands. Null: this one.</summary>
    private readonly Locale? _discord;
    private readonly IReadOnlyDictionary<string, string> _emoji = FrozenDictionary<string, string>.Empty;

    /// <summary>This language as bots with their own pictures speak it, made once for each.</summary>
    private readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, Locale> _dressed = [];

    private Locale(string tag, string name, string groupSeparator, string decimalSeparator)
    {
        Tag = tag;
        Name = name;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = groupSeparator;
        culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
        culture.NumberFormat.PercentGroupSeparator = groupSeparator;
        culture.NumberFormat.PercentDecimalSeparator = decimalSeparator;
        Numbers = CultureInfo.ReadOnly(culture).NumberFormat;
        _sentences = new Lazy<FrozenDictionary<string, PhraseTemplate>>(Load);
    }

    private Locale(Locale language, IReadOnlyDictionary<string, string> emoji)
    {
        (Tag, Name, Numbers) = (language.Tag, language.Name, language.Numbers);
        _sentences = language._sentences;
        _discord = language._discord;
        _emoji = emoji;
    }

    private Locale(Locale language, Locale discord)
    {
        (Tag, Name, Numbers) = (language.Tag, language.Name, language.Numbers);
        _discord = discord;
        _sentences = new Lazy<FrozenDictionary<string, PhraseTemplate>>(Load);
    }

    /// <summary>Discord's name of the language, such as <c>pt-BR</c>.</summary>
    public string Tag { get; }

    /// <summary>What those who speak it call it.</summary>
    public string Name { get; }

    public NumberFormatInfo Numbers { get; }

    /// <summary>The keys that have a translation; empty for English.</summary>
    public IReadOnlyCollection<string> Keys => _sentences.Value.Keys;

    /// <summary>Whether a number of things is one thing: in French and Brazilian Portuguese nought is as well, in Japanese it makes no difference.</summary>
    /// <param name="count">Of things; the source of the rule is Unicode's CLDR, category "one" of whole numbers.</param>
    public bool HasSingular(long count) => count == 1 || (count == 0 && (Tag is "fr" or "pt-BR"));

    /// <summary>The language for what Discord says a user or server speaks; English for every other one and for null.</summary>
    public static Locale For(string? tag) => tag is not null && ByTag.TryGetValue(tag, out var locale) ? locale : English;

    /// <summary>The same language with other pictures; the same one for the same pictures.</summary>
    /// <param name="emoji">By the names of <see cref="Emoji.All"/>; it does not change afterwards.</param>
    public Locale With(IReadOnlyDictionary<string, string> emoji) => emoji.Count == 0 ? this : _dressed.GetValue(emoji, emoji => new Locale(this, emoji));

    /// <summary>Another language for people whose Discord speaks this one: its sentences, with these pictures, and with the commands called as they find them.</summary>
    /// <param name="tag">Discord's name of the other language.</param>
    public Locale Speaking(string tag)
    {
        var spoken = For(tag);
        return spoken.Tag == Tag ? this : Mixed.GetOrAdd((spoken.Tag, Tag), _ => new Locale(spoken, For(Tag))).With(_emoji);
    }

    internal string Show(Emoji emoji) => _emoji.GetValueOrDefault(emoji.Name, emoji.Text);

    /// <summary>Null: say it in English.</summary>
    internal PhraseTemplate? Find(string key) => _sentences.Value.GetValueOrDefault(key);

    /// <summary>The translation of a fixed text, such as a command's name. Null: there is none.</summary>
    public string? Text(string key) => Find(key)?.Source;

    /// <summary>A command's name as Discord shows it to the reader.</summary>
    /// <param name="command">Its own, without the slash.</param>
    internal string CommandName(string command) => (_discord ?? this).Text($"/{command}") ?? command;

    /// <summary>English words as they are to be read here: they stand in no table, so the commands that they speak of are named when they are said.</summary>
    internal string InEnglish(string words) => _discord is null ? words : CommandInText().Replace(words, found => $"/{CommandName(found.Value[1..])}");

    private FrozenDictionary<string, PhraseTemplate> Load()
    {
        var table = ReadTable(Tag);
        var names = _discord is null ? table : ReadTable(_discord.Tag);
        return table.ToFrozenDictionary(entry => entry.Key, entry => PhraseTemplate.Parse(NameCommands(entry.Value, names)), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadTable(string tag)
    {
        using var stream = typeof(Locale).Assembly.GetManifestResourceStream($"Localisation.{tag}.json");
        if (stream is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>The sentence with the commands that it speaks of called as Discord shows them; the tables have their own names, which stay when they are translated anew.</summary>
    private static string NameCommands(string sentence, Dictionary<string, string> names) =>
        CommandInText().Replace(sentence, found => names.TryGetValue(found.Value, out var name) ? $"/{name}" : found.Value);

    /// <summary>A command in a sentence: a slash, not within a path or an address, and a name as commands have it.</summary>
    [GeneratedRegex(@"(?<![\w/.}])/[a-z][a-z-]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    internal static partial Regex CommandInText();
}
