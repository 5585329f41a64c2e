using System.Globalization;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine.Showing;

/// <summary>Turns Discord's markdown and mentions into Spectre's markup: readable with colour and, once styles fall away, without.</summary>
/// <param name="clock">For "in 23 hours".</param>
/// <param name="nameOf">The name of a user id; null when unknown, then the id itself shows.</param>
internal sealed partial class DiscordMarkdown(TimeProvider clock, Func<string, string?> nameOf)
{
    public string ToMarkup(string text)
    {
        var parts = CodeBlock().Split(text.ReplaceLineEndings("\n").Trim('\n'));
        return string.Concat(parts.Select((part, index) => index % 2 == 1 ? $"[grey]{Markup.Escape(part.Trim('\n'))}[/]" : Lines(part)));
    }

    private string Lines(string text) => string.Join('\n', text.Split('\n').Select(Line));

    private string Line(string line) => line switch
    {
        ['#', '#', '#', ' ', .. var heading] => $"[bold]{Inline(heading)}[/]",
        ['#', '#', ' ', .. var heading] => $"[bold]{Inline(heading)}[/]",
        ['#', ' ', .. var heading] => $"[bold underline]{Inline(heading)}[/]",
        ['-', '#', ' ', .. var subtext] => $"[dim]{Inline(subtext)}[/]",
        ['>', ' ', .. var quote] => $"[dim]│[/] {Inline(quote)}",
        ['-' or '*', ' ', .. var item] => $"• {Inline(item)}",
        _ => Inline(line),
    };

    private string Inline(string text)
    {
        var markup = new System.Text.StringBuilder();
        var at = 0;
        foreach (Match span in Span().Matches(text))
        {
            markup.Append(Markup.Escape(text[at..span.Index])).Append(Styled(span));
            at = span.Index + span.Length;
        }

        return markup.Append(Markup.Escape(text[at..])).ToString();
    }

    private string Styled(Match span)
    {
        var name = span.Groups.Cast<Group>().Skip(1).First(group => group.Success && group.Name != "style" && group.Name != "url").Name;
        var inner = span.Groups[name].Value;
        return name switch
        {
            "escaped" => Markup.Escape(inner),
            "code" => $"[cyan]{Markup.Escape(inner.Length > 2 ? inner.Trim('`').Trim() : inner)}[/]",
            "time" => $"[cyan]{Time(inner, span.Groups["style"].Value)}[/]",
            "user" => $"[blue]@{Markup.Escape(nameOf(inner) ?? inner)}[/]",
            "role" => $"[blue]@role {inner}[/]",
            "channel" => $"[blue]#{inner}[/]",
            "command" => $"[blue]/{Markup.Escape(inner)}[/]",
            "emoji" => $":{Markup.Escape(inner)}:",
            "link" => $"{Inline(inner)} [dim]({Markup.Escape(span.Groups["url"].Value)})[/]",
            "strong" => $"[bold italic]{Inline(inner)}[/]",
            "bold" => $"[bold]{Inline(inner)}[/]",
            "underline" => $"[underline]{Inline(inner)}[/]",
            "italic" or "slanted" => $"[italic]{Inline(inner)}[/]",
            "struck" => $"[strikethrough]{Inline(inner)}[/]",
            _ => $"[dim]{Inline(inner)}[/]",
        };
    }

    private string Time(string seconds, string style) =>
        DiscordTime.Format(long.Parse(seconds, CultureInfo.InvariantCulture), style.Length == 0 ? 'f' : style[0], clock.GetUtcNow());

    [GeneratedRegex("""```(?:[A-Za-z]+\n)?(?<block>.*?)```""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(
        """
        \\(?<escaped>[\\*_~`|>\#<\[\]()-])
        |(?<code>``.+?``|`[^`]+`)
        |<t:(?<time>-?\d{1,13})(?::(?<style>[tTdDfFR]))?>
        |<@!?(?<user>\d+)>|<@&(?<role>\d+)>|<\#(?<channel>\d+)>|</(?<command>[^:>]+):\d+>|<a?:(?<emoji>\w+):\d+>
        |\[(?<link>[^\]]+)\]\((?<url>https?://[^\s)]+)\)
        |\*\*\*(?<strong>.+?)\*\*\*|\*\*(?<bold>.+?)\*\*(?!\*)|__(?<underline>.+?)__
        |\*(?<italic>[^*\s](?:[^*]*[^*\s])?)\*|(?<!\w)_(?<slanted>[^_]+)_(?!\w)
        |~~(?<struck>.+?)~~|\|\|(?<spoiler>.+?)\|\|
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();
}
