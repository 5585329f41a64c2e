using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Localisation;

/// <summary>
/// A sentence for a person, not yet in a language. Written as an interpolated string, <c>$"Banked {amount:N0}."</c>; the text with
/// numbered holes, <c>Banked {0:N0}.</c>, is its key in the tables of the other languages. Moments take Discord's time styles as their
/// format (<c>{readyAt:R}</c>) and appear in each reader's own time zone. Whole numbers of things are <c>{amount:coins}</c> or another noun of <see cref="Nouns"/>,
/// in the singular where the language has one.
/// </summary>
[InterpolatedStringHandler]
public sealed class Phrase
{
    /// <summary>What is counted, by the format that says so: how one of it and how many are called.</summary>
    private static readonly FrozenDictionary<string, Func<long, bool, Phrase>> Nouns = new Dictionary<string, Func<long, bool, Phrase>>
    {
        ["coins"] = (count, isOne) => isOne ? Say($"{count:N0} coin") : Say($"{count:N0} coins"),
        ["players"] = (count, isOne) => isOne ? Say($"{count:N0} player") : Say($"{count:N0} players"),
        ["mines"] = (count, isOne) => isOne ? Say($"{count:N0} mine") : Say($"{count:N0} mines"),
        ["times"] = (count, isOne) => isOne ? Say($"{count:N0} time") : Say($"{count:N0} times"),
        ["days"] = (count, isOne) => isOne ? Say($"{count:N0} day") : Say($"{count:N0} days"),
        ["hours"] = (count, isOne) => isOne ? Say($"{count:N0} hour") : Say($"{count:N0} hours"),
        ["minutes"] = (count, isOne) => isOne ? Say($"{count:N0} minute") : Say($"{count:N0} minutes"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The format of a command's name.</summary>
    private const string CommandFormat = "command";

    private readonly List<object?> _arguments;
    private readonly List<PhrasePart> _parts;
    private readonly bool _isVerbatim;
    private readonly int _limit = int.MaxValue;

    public Phrase(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _arguments = new List<object?>(formattedCount);
        _parts = new List<PhrasePart>((formattedCount * 2) + 1);
    }

    private Phrase(Phrase other, int limit)
    {
        _arguments = other._arguments;
        _parts = other._parts;
        _isVerbatim = other._isVerbatim;
        _limit = limit;
    }

    private Phrase(string text)
    {
        _arguments = [];
        _parts = [new PhrasePart(text, -1, null)];
        _isVerbatim = true;
    }

    /// <summary>What the tables of other languages know the sentence by.</summary>
    public string Key
    {
        get
        {
            var key = new StringBuilder();
            foreach (var part in _parts)
            {
                part.AppendTo(key);
            }

            return key.ToString();
        }
    }

    /// <summary>Text that is the same in every language: names, ids, what users wrote.</summary>
    public static Phrase Verbatim(string text) => new(text);

    /// <summary>A command, as <c>/name</c>, with the name that it has in Discord for who reads the language.</summary>
    /// <param name="name">The command's own, without the slash.</param>
    public static Phrase Command(string name)
    {
        var phrase = new Phrase("/");
        phrase.AppendFormatted(name, CommandFormat);
        return phrase;
    }

    /// <summary>A fixed English text that other languages may translate as it stands.</summary>
    public static Phrase Of(string english)
    {
        var phrase = new Phrase(english.Length, 0);
        phrase.AppendLiteral(english);
        return phrase;
    }

    /// <summary>An interpolated string as a phrase, where the compiler would otherwise make a string of it.</summary>
    public static Phrase Say(Phrase phrase) => phrase;

    /// <summary>Phrases one after another, each in its own right.</summary>
    public static Phrase Join(string separator, IEnumerable<Phrase> phrases)
    {
        var joined = new Phrase("");
        foreach (var phrase in phrases)
        {
            if (joined._arguments.Count > 0)
            {
                joined.AppendLiteral(separator);
            }

            joined.AppendFormatted(phrase);
        }

        return joined;
    }

    public void AppendLiteral(string value) => _parts.Add(new PhrasePart(value, -1, null));

    public void AppendFormatted<T>(T value, string? format = null)
    {
        _parts.Add(new PhrasePart(null, _arguments.Count, format));
        _arguments.Add(value);
    }

    /// <summary>The same sentence, cut with an ellipsis when it would be longer than this many UTF-16 code units.</summary>
    public Phrase AtMost(int length) => new(this, Math.Min(length, _limit));

    public string Render(Locale locale)
    {
        var translation = _isVerbatim ? null : locale.Find(Key);
        var parts = translation?.Parts ?? _parts;
        if (parts is [{ Literal: { } words }] && Worded(words) is { } whole && whole.Length <= _limit)
        {
            return whole;
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Argument < 0)
            {
                text.Append(Worded(part.Literal!));
            }
            else if (part.Argument < _arguments.Count)
            {
                AppendArgument(text, _arguments[part.Argument], part.Format, locale);
            }
        }

        return Clip(text);

        string Worded(string literal) => _isVerbatim || translation is not null ? literal : locale.InEnglish(literal);
    }

    public override string ToString() => Render(Locale.English);

    private static void AppendArgument(StringBuilder text, object? value, string? format, Locale locale) => _ = value switch
    {
        null => text,
        string name when format == CommandFormat => text.Append(locale.CommandName(name)),
        string plain => text.Append(plain),
        Phrase inner => text.Append(inner.Render(locale)),
        Emoji emoji => text.Append(locale.Show(emoji)),
        DateTimeOffset moment => text.Append(Markup.Time(moment, format)),
        long or int when format is not null && Nouns.TryGetValue(format, out var count) => text.Append(Count(count, Convert.ToInt64(value, locale.Numbers), locale)),
        IFormattable number => text.Append(number.ToString(format, locale.Numbers)),
        _ => text.Append(value),
    };

    private static string Count(Func<long, bool, Phrase> noun, long things, Locale locale) => noun(things, locale.HasSingular(things)).Render(locale);

    private string Clip(StringBuilder text)
    {
        if (text.Length <= _limit)
        {
            return text.ToString();
        }

        // A surrogate pair is never cut in half.
        var length = _limit > 1 && char.IsHighSurrogate(text[_limit - 2]) ? _limit - 2 : _limit - 1;
        return text.ToString(0, length) + "…";
    }
}

/// <summary>A piece of a sentence: literal text, or a hole for one of the arguments.</summary>
/// <param name="Literal">Null in a hole.</param>
/// <param name="Argument">-1 in literal text.</param>
/// <param name="Format">Null: the value's own default.</param>
internal readonly record struct PhrasePart(string? Literal, int Argument, string? Format)
{
    internal void AppendTo(StringBuilder key)
    {
        if (Argument < 0)
        {
            key.Append(Literal!.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }
        else
        {
            key.Append('{').Append(Argument).Append(Format is null ? null : ":").Append(Format).Append('}');
        }
    }
}

/// <summary>A sentence of a translation table, taken apart once.</summary>
internal sealed record PhraseTemplate(string Source, IReadOnlyList<PhrasePart> Parts)
{
    /// <exception cref="FormatException">A brace stands alone or a hole has no number.</exception>
    internal static PhraseTemplate Parse(string source)
    {
        var parts = new List<PhrasePart>();
        var literal = new StringBuilder();
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c is '{' or '}' && i + 1 < source.Length && source[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = source.IndexOf('}', i);
                parts.Add(new PhrasePart(literal.ToString(), -1, null));
                literal.Clear();
                parts.Add(Hole(end < 0 ? "" : source[(i + 1)..end], source));
                i = end;
            }
            else if (c == '}')
            {
                throw new FormatException($"A brace stands alone in '{source}'.");
            }
            else
            {
                literal.Append(c);
            }
        }

        parts.Add(new PhrasePart(literal.ToString(), -1, null));
        return new PhraseTemplate(source, parts);
    }

    private static PhrasePart Hole(string hole, string source)
    {
        var colon = hole.IndexOf(':', StringComparison.Ordinal);
        return int.TryParse(colon < 0 ? hole : hole[..colon], out var argument) && argument >= 0
            ? new PhrasePart(null, argument, colon < 0 ? null : hole[(colon + 1)..])
            : throw new FormatException($"A hole has no number in '{source}'.");
    }
}
