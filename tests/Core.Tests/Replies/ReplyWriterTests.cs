using System.Buffers;
using System.Text;
using System.Text.Json;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Tests.Sessions;
using FlippyFlip.Core.Tests.Slash;

namespace FlippyFlip.Core.Tests.Replies;

public sealed class ReplyWriterTests
{
    private const string Nobody = "\"allowed_mentions\":{\"parse\":[]}";

    [Fact]
    public void A_message_for_everyone() =>
        Says($$$"""{"type":4,"data":{"content":"Hello, 1,000 coins!",{{{Nobody}}}}}""", Reply.Text($"Hello, {1_000:N0} coins!"));

    [Fact]
    public void A_message_for_the_caller_alone() =>
        Says($$$"""{"type":4,"data":{"content":"psst","flags":64,{{{Nobody}}}}}""", Reply.Whisper($"psst"));

    [Fact]
    public void A_refusal_looks_like_a_private_message()
    {
        var refusal = Reply.Refuse($"No.");
        Assert.True(refusal.IsRefusal && refusal.IsPrivate);
        Says($$$"""{"type":4,"data":{"content":"No.","flags":64,{{{Nobody}}}}}""", refusal);
    }

    [Fact]
    public void A_card() => Says(
        $$$"""
        {"type":4,"data":{"embeds":[{"title":"Title","description":"Text","color":5793266,"fields":[{"name":"A","value":"1","inline":true},{"name":"B","value":"2","inline":false}],"footer":{"text":"Foot"}}],{{{Nobody}}}}}
        """,
        Reply.Show(Embed.Titled($"Title").Accent(0x5865F2).Describe($"Text").Field($"A", $"{1}").Field($"B", $"{2}", inline: false).Foot($"Foot")));

    [Fact]
    public void Several_cards_with_a_text() => Says(
        $$$"""{"type":4,"data":{"content":"Both:","embeds":[{"title":"One"},{"title":"Two"}],{{{Nobody}}}}}""",
        Reply.Text($"Both:").With(Embed.Titled($"One")).With(Embed.Titled($"Two")));

    [Fact]
    public void Buttons_for_one_owner_and_a_link() => Says(
        $$$"""
        {"type":4,"data":{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"Go","custom_id":"probe.menu.1.5"},{"type":2,"style":2,"label":"Off","custom_id":"probe.ask.1.5.7","disabled":true},{"type":2,"style":5,"label":"Page","url":"https://example.org/a?b=1&c=2"}]}],{{{Nobody}}}}}
        """,
        Reply.Text($"x").Buttons(
            Stage.Caller(5, 1).Button($"Go", new Probe.Menu(), ButtonStyle.Primary),
            Stage.Caller(5, 1).Button($"Off", new Probe.Ask(7)) with { Disabled = true },
            Button.Link($"Page", new Uri("https://example.org/a?b=1&c=2"))));

    [Fact]
    public void A_menu() => Says(
        $$$"""
        {"type":4,"data":{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"probe.menu.1.5","options":[{"label":"One","value":"1"},{"label":"Two","value":"2","description":"The second","default":true}],"placeholder":"Pick"}]}],{{{Nobody}}}}}
        """,
        Reply.Text($"x").Select(Stage.Caller(5, 1).Select(
            new Probe.Menu(), $"Pick", [new SelectOption(Phrase.Of("One"), "1"), new SelectOption(Phrase.Of("Two"), "2") { Description = Phrase.Of("The second"), Default = true }])));

    [Fact]
    public void A_form() => Says(
        """
        {"type":9,"data":{"components":[{"type":18,"label":"First name","component":{"type":4,"custom_id":"0","style":1,"max_length":5,"required":true,"value":"Ada","placeholder":"As in your passport"}},{"type":18,"label":"A long story","component":{"type":4,"custom_id":"1","style":2,"max_length":4000,"required":false}}],"custom_id":"probe.ask.1.5.7","title":"Who are you?"}}
        """,
        Stage.Caller(5, 1).Form<Probe.Ask, Probe.Answers>($"Who are you?", new Probe.Ask(7), "Ada"));

    [Fact]
    public void Suggestions() => Says(
        """{"type":8,"data":{"choices":[{"name":"all (1,000 coins)","value":"all"},{"name":"same","value":"same"}]}}""",
        Reply.Choices([new Choice(Phrase.Say($"all ({1_000:N0} coins)"), "all"), Choice.Same("same")]));

    [Fact]
    public void No_suggestions() => Says("""{"type":8,"data":{"choices":[]}}""", Reply.Choices([]));

    [Fact]
    public void Thinking()
    {
        Says("""{"type":5}""", Reply.Thinking(isPrivate: false));
        Says("""{"type":5,"data":{"flags":64}}""", Reply.Thinking(isPrivate: true));
        Says("""{"type":6}""", Reply.ThinkingQuietly());
    }

    [Fact]
    public void A_change_of_the_message_with_the_component() =>
        Says($$$"""{"type":7,"data":{"content":"new","flags":64,{{{Nobody}}},"embeds":null,"components":null}}""", Reply.Whisper($"new").AsUpdate());

    [Fact]
    public void Only_who_is_named_may_be_pinged() => Says(
        """{"type":4,"data":{"content":"<@7> @everyone","allowed_mentions":{"parse":[],"users":["7"]}}}""",
        Reply.Text($"{Markup.User(new Snowflake(7))} @everyone").Pinging(new Snowflake(7)));

    [Fact]
    public void A_message_laid_out_from_components() => Says(
        $$$"""
        {"type":4,"data":{"components":[{"type":17,"components":[{"type":10,"content":"# Title"},{"type":14,"divider":false},{"type":9,"components":[{"type":10,"content":"Row"}],"accessory":{"type":2,"style":5,"label":"Page","url":"https://example.org/"}}],"accent_color":255}],"flags":32832,{{{Nobody}}}}}
        """,
        Reply.Layout(new Container([
            new TextDisplay(Phrase.Of("# Title")),
            new Separator { Divider = false },
            new Section([new TextDisplay(Phrase.Of("Row"))], Button.Link($"Page", new Uri("https://example.org"))),
        ]) { AccentColor = 0xFF }).Private());

    [Fact]
    public void Letters_stay_letters_and_what_would_break_JSON_is_escaped() => Says(
        $$$"""{"type":4,"data":{"content":"<b>é \uD83D\uDE00 \"q\" \\ \n&</b>",{{{Nobody}}}}}""",
        Reply.Text(Phrase.Verbatim("<b>é 😀 \"q\" \\ \n&</b>")));

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_the_reply() =>
        Says($$$"""{"type":4,"data":{"content":"a\uFFFDb",{{{Nobody}}}}}""", Reply.Text(Phrase.Verbatim("a\ud83db")));

    [Fact]
    public void A_reply_is_written_in_the_language_asked_for()
    {
        var reply = Reply.Text($"{1234.5:N1}");
        Assert.Equal(["1,234.5", "1.234,5", "1\u202F234,5"], new[] { "en-US", "de", "fr" }.Select(tag =>
            JsonDocument.Parse(Written(reply, Locale.For(tag))).RootElement.GetProperty("data").GetProperty("content").GetString()));
    }

    [Fact]
    public void An_edit_empties_what_the_reply_lacks() => Edits(
        $$$"""{"content":"done",{{{Nobody}}},"embeds":null,"components":null}""", Reply.Whisper($"done"));

    [Fact]
    public void An_edit_keeps_what_the_reply_has() => Edits(
        $$$"""
        {"embeds":[{"title":"T"}],"components":[{"type":1,"components":[{"type":2,"style":2,"label":"Go","custom_id":"probe.menu.1.5"}]}],{{{Nobody}}},"content":null}
        """,
        Reply.Show(Embed.Titled($"T")).Buttons(Stage.Caller(5, 1).Button($"Go", new Probe.Menu())));

    [Fact]
    public void An_edit_with_a_layout_says_so_and_never_changes_privacy() => Edits(
        $$$"""{"components":[{"type":10,"content":"x"}],"flags":32768,{{{Nobody}}}}""", Reply.Layout(new TextDisplay(Phrase.Of("x"))).Private());

    [Fact]
    public void Long_texts_are_cut_where_Discord_would_refuse_them()
    {
        var text = Phrase.Verbatim(new string('x', 5_000));
        Assert.Equal(Cut(2_000), Reply.Text(text).Data!.Content!.ToString());
        var card = Embed.Titled(text).Describe(text).Foot(text).Field(text, text);
        Assert.Equal(
            [Cut(256), Cut(4_096), Cut(2_048), Cut(256), Cut(1_024)],
            new[] { card.Title!, card.Description!, card.Footer!.Text, card.Fields![0].Name, card.Fields[0].Value }.Select(phrase => phrase.ToString()));
        Assert.Equal(Cut(80), Button.Link(text, new Uri("https://example.org")).Label.ToString());
        Assert.Equal(Cut(80), Stage.Caller(1, 1).Button(text, new Probe.Menu()).Label.ToString());
        Assert.Equal(Cut(150), Stage.Caller(1, 1).Select(new Probe.Menu(), text, []).Placeholder!.ToString());
        Assert.Equal(Cut(45), Stage.Caller(1, 1).Form<Probe.Ask, Probe.Answers>(text, new Probe.Ask(1)).Data!.Title!.ToString());
    }

    [Fact]
    public void What_just_fits_is_not_cut_and_no_pair_is_torn()
    {
        Assert.Equal(new string('x', 2_000), Reply.Text(Phrase.Verbatim(new string('x', 2_000))).Data!.Content!.ToString());
        Assert.Equal(new string('x', 1_998) + "…", Reply.Text(Phrase.Verbatim(new string('x', 1_998) + "😀😀")).Data!.Content!.ToString());
        Assert.Equal(new string('x', 1_997) + "😀…", Reply.Text(Phrase.Verbatim(new string('x', 1_997) + "😀😀")).Data!.Content!.ToString());
    }

    [Fact]
    public void More_than_Discord_shows_is_dropped()
    {
        var card = Enumerable.Range(0, 30).Aggregate(Embed.Titled($"T"), (embed, i) => embed.Field($"{i}", $"{i}"));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), card.Fields!.Select(field => field.Name.ToString()));
        Assert.Equal(25, Reply.Choices([.. Enumerable.Range(0, 30).Select(i => Choice.Same($"{i}"))]).Data!.Choices!.Count);
        var button = Stage.Caller(1, 1).Button($"x", new Probe.Menu());
        Assert.Equal(5, ((ActionRow)Reply.Text($"x").Buttons([.. Enumerable.Repeat(button, 8)]).Data!.Components![0]).Components.Count);
    }

    [Fact]
    public void The_meaning_is_the_text_without_buttons() => Assert.Equal(
        "Hello\nTitle\nText\nOther",
        Reply.Text($"Hello").With(Embed.Titled($"Title").Describe($"Text").Field($"A", $"B").Foot($"F")).With(Embed.Titled($"Other"))
            .Buttons(Button.Link($"Page", new Uri("https://example.org"))).Meaning(Locale.English));

    private static string Cut(int length) => new string('x', length - 1) + "…";

    private static void Says(string json, Reply reply)
    {
        var written = Written(reply, Locale.English);
        Assert.Equal(json.Trim(), written);
        Payloads.Record("reply", nameof(ReplyWriterTests), Encoding.UTF8.GetBytes(written));
    }

    private static void Edits(string json, Reply reply)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ReplyWriter.WriteEdit(reply, Locale.English, bytes);
        Assert.Equal(json.Trim(), Encoding.UTF8.GetString(bytes.WrittenSpan));
        Payloads.Record("edit", nameof(ReplyWriterTests), bytes.WrittenSpan);
    }

    [Fact]
    public void A_follow_up_has_its_own_privacy()
    {
        var bytes = new ArrayBufferWriter<byte>();
        ReplyWriter.WriteFollowUp(Reply.Refuse($"no"), Locale.English, bytes);
        Assert.Equal($$$"""{"content":"no","flags":64,{{{Nobody}}}}""", Encoding.UTF8.GetString(bytes.WrittenSpan));
        Payloads.Record("followup", nameof(ReplyWriterTests), bytes.WrittenSpan);
    }

    private static string Written(Reply reply, Locale locale)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ReplyWriter.Write(reply, locale, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
