using System.Text.Json.Nodes;
using FlippyFlip.Local.CommandLine.Showing;

namespace FlippyFlip.Local.Tests.CommandLine.Showing;

public sealed class ReplyPageTests
{
    [Fact]
    public void A_message_shows_its_text_its_embed_and_its_buttons() => Shows(
        """
        {"type":4,"data":{"flags":64,"content":"**Heads!** Next <t:1795258800:R>","embeds":[{"title":"Purse","color":16766720,"description":"You won",
          "fields":[{"name":"Won","value":"`100`","inline":true},{"name":"Purse","value":"1,100","inline":true}],"footer":{"text":"round 7"}}],
          "components":[{"type":1,"components":[{"type":2,"style":1,"label":"Again","custom_id":"again"},{"type":2,"style":4,"label":"Stop","custom_id":"s","disabled":true},
            {"type":2,"style":5,"label":"Rules","url":"https://example.org"}]}]}}
        """,
        """
        only you see this
        Heads! Next in 23 hours
        ╭─Purse──────────╮
        │ You won        │
        │ Won   100      │
        │ Purse 1,100    │
        │ round 7        │
        ╰────────────────╯
        [ Again ]  [ Stop (off) ]  [ Rules → https://example.org ]
        """);

    [Fact]
    public void A_select_lists_what_can_be_chosen() => Shows(
        """{"type":7,"data":{"content":"Shop","components":[{"type":1,"components":[{"type":3,"custom_id":"x","placeholder":"Pick one","options":[{"label":"Cookie","value":"cookie","description":"5 coins"},{"label":"Hat","value":"Hat","default":true}]}]}]}}""",
        """
        the message changes to
        Shop
        ▾ Pick one
          • Cookie (cookie) 5 coins
          ◉ Hat
        """);

    [Fact]
    public void Components_of_the_second_kind_show_as_a_page() => Shows(
        """
        {"type":4,"data":{"flags":32768,"components":[{"type":10,"content":"# Market"},{"type":17,"accent_color":255,"components":[
          {"type":9,"components":[{"type":10,"content":"A **hat**"}],"accessory":{"type":2,"style":3,"label":"Buy","custom_id":"b"}},
          {"type":14,"divider":false},{"type":12,"items":[{"media":{"url":"https://example.org/h.png"},"description":"a hat"}]}]},{"type":99}]}}
        """,
        """
        Market
        ╭──────────────────────────────────────────╮
        │ A hat                                    │
        │ [ Buy ]                                  │
        │                                          │
        │ image: a hat (https://example.org/h.png) │
        ╰──────────────────────────────────────────╯
        component of type 99
        """);

    [Fact]
    public void A_modal_is_a_form_and_says_how_to_fill_it() => Shows(
        """
        {"type":9,"data":{"custom_id":"m","title":"New wish","components":[
          {"type":18,"label":"Amount","description":"in coins","component":{"type":4,"custom_id":"a","style":1,"max_length":9,"placeholder":"100"}},
          {"type":18,"label":"Side","component":{"type":3,"custom_id":"s","required":false,"options":[{"label":"Heads","value":"heads"}]}}]}}
        """,
        """
        ┌─New wish───────────────┐
        │ Amount * [100] up to 9 │
        │   in coins             │
        │ Side                   │
        │   • Heads (heads)      │
        └────────────────────────┘
        Fill it: flippy send --fill "Amount=…"
        """);

    [Theory]
    [InlineData("""{"type":1}""", "pong")]
    [InlineData("""{"type":5,"data":{"flags":64}}""", "only you see this\nthinking…")]
    [InlineData("""{"type":6}""", "thinking… the message stays until the bot changes it")]
    [InlineData("""{"type":8,"data":{"choices":[{"name":"half (50)","value":"half"},{"name":"7","value":7}]}}""", "  • half (50) (half)\n  • 7")]
    [InlineData("""{"type":8,"data":{"choices":[]}}""", "no suggestions")]
    [InlineData("""{"type":4,"data":null}""", "")]
    [InlineData("""{"type":4,"data":{"content":7,"embeds":{},"components":[null,3]}}""", "")]
    [InlineData("{}", "reply of type ?")]
    public void Other_replies_are_told_in_words(string reply, string text) => Shows(reply, text);

    private static void Shows(string reply, string text)
    {
        var screen = new Screen();
        new ReplyPage(screen.Console, new DiscordMarkdown(new StandingClock(), _ => null)).Write(JsonNode.Parse(reply)!.AsObject());
        Assert.Equal(text.ReplaceLineEndings("\n"), screen.Text);
    }
}
