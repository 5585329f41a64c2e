using System.Text;
using System.Text.RegularExpressions;

namespace FlippyFlip.Core.Discord;

/// <summary>Discord's own notation inside message text.</summary>
public static partial class Markup
{
    /// <summary>A moment that each reader sees in their own time zone and language.</summary>
    /// <param name="moment">Shown to the second.</param>
    /// <param name="style">t, T, d, D, f, F, s, S, R. Null: f, date and time.</param>
    public static string Time(DateTimeOffset moment, string? style = null) =>
        $"<t:{moment.ToUnixTimeSeconds()}{(style is null ? "" : ":")}{style}>";

    /// <summary>The moment itself, or the whole second after it: Discord shows whole seconds, and who comes at the one shown must be let in.</summary>
    public static DateTimeOffset NextSecond(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds((moment.ToUnixTimeMilliseconds() + 999) / 1000 * 1000);

    /// <summary>Shows a user's name; pings only when the reply allows it.</summary>
    public static string User(Snowflake id) => $"<@{id}>";

    /// <summary>The same text with an ellipsis for each user it names by id, but for one.</summary>
    public static string WithoutOthers(string text, Snowflake than) => Mention().Replace(text, mention => mention.Value == User(than) ? mention.Value : "…");

    /// <summary>Makes text from a person fit between backquotes, where only a backquote could break out and no escape is known.</summary>
    public static string Code(string text) => string.Concat(text.Select(c => c == '`' ? 'ˋ' : char.IsControl(c) ? ' ' : c));

    /// <summary>Makes text from a person appear as typed, without bold, code, links or mentions.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '*' or '_' or '~' or '`' or '|' or '>' or '<' or '@' or '#' or '[' or ']' or '(' or ')' or ':' or '-')
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    [GeneratedRegex("<@[0-9]{1,20}>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mention();
}
