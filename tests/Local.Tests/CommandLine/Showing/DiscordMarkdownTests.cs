using FlippyFlip.Local.CommandLine.Showing;
using Spectre.Console;

namespace FlippyFlip.Local.Tests.CommandLine.Showing;

public sealed class DiscordMarkdownTests
{
    private static readonly long Now = StandingClock.Noon.ToUnixTimeSeconds();
    private readonly DiscordMarkdown _markdown = new(new StandingClock(), id => id == "7" ? "Ann" : null);

    [Theory]
    [InlineData("plain [text]", "plain [[text]]")]
    [InlineData("**bold** and *slanted* and __under__", "[bold]bold[/] and [italic]slanted[/] and [underline]under[/]")]
    [InlineData("***both*** ~~gone~~ ||hidden||", "[bold italic]both[/] [strikethrough]gone[/] [dim]hidden[/]")]
    [InlineData("**bold with *inner* part**", "[bold]bold with [italic]inner[/] part[/]")]
    [InlineData("`a [b] **c**`", "[cyan]a [[b]] **c**[/]")]
    [InlineData("```json\n{ \"a\": [] }\n```", "[grey]{ \"a\": [[]] }[/]")]
    [InlineData("<@7> <@!8> <@&9> <#10> </flip:11> <:coin:12>", "[blue]@Ann[/] [blue]@8[/] [blue]@role 9[/] [blue]#10[/] [blue]/flip[/] :coin:")]
    [InlineData("[the rules](https://example.org/a)", "the rules [dim](https://example.org/a)[/]")]
    [InlineData("# Big\n## Less\n-# small\n> said\n- one\n* two", "[bold underline]Big[/]\n[bold]Less[/]\n[dim]small[/]\n[dim]│[/] said\n• one\n• two")]
    [InlineData("""\*not\* snake_case_name 2 * 3 * 4""", "*not* snake_case_name 2 * 3 * 4")]
    [InlineData("** unclosed `tick", "** unclosed `tick")]
    public void Becomes_readable_markup(string text, string markup)
    {
        Assert.Equal(markup, _markdown.ToMarkup(text));
        _ = new Markup(markup);
    }

    [Theory]
    [InlineData(0, "now")]
    [InlineData(1, "in 1 second")]
    [InlineData(-45, "45 seconds ago")]
    [InlineData(60, "in 1 minute")]
    [InlineData(23 * 3600, "in 23 hours")]
    [InlineData(-86_400, "1 day ago")]
    [InlineData(45 * 86_400, "in 1 month")]
    [InlineData(800 * 86_400, "in 2 years")]
    public void Tells_a_time_relative_to_now(int distance, string words) => Assert.Equal($"[cyan]{words}[/]", _markdown.ToMarkup($"<t:{Now + distance}:R>"));

    [Theory]
    [InlineData("", "20 November 2026 12:00 UTC")]
    [InlineData(":t", "12:00 UTC")]
    [InlineData(":T", "12:00:00 UTC")]
    [InlineData(":d", "2026-11-20")]
    [InlineData(":D", "20 November 2026")]
    [InlineData(":F", "Friday, 20 November 2026 12:00 UTC")]
    public void Tells_a_time_in_full(string style, string words) => Assert.Equal($"[cyan]{words}[/]", _markdown.ToMarkup($"<t:{Now}{style}>"));

    [Fact]
    public void A_time_beyond_the_calendar_is_its_end() => Assert.Equal("[cyan]31 December 9999[/]", _markdown.ToMarkup("<t:9999999999999:D>"));
}
