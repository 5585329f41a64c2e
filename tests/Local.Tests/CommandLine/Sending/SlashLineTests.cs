using System.Text;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;

namespace FlippyFlip.Local.Tests.CommandLine.Sending;

public sealed class SlashLineTests
{
    private static readonly IReadOnlyList<RegisteredCommand> Commands = RegisteredCommand.Parse(Encoding.UTF8.GetBytes(Flippy.Registration));

    [Theory]
    [InlineData("/flip", "[]")]
    [InlineData("flip", "[]")]
    [InlineData("/FLIP Count:3", """[{"name":"count","type":4,"value":3}]""")]
    [InlineData("/bet amount:100 side:heads", """[{"name":"amount","type":3,"value":"100"},{"name":"side","type":3,"value":"heads"}]""")]
    [InlineData("/bet side:TAILS amount: half ", """[{"name":"side","type":3,"value":"tails"},{"name":"amount","type":3,"value":"half"}]""")]
    [InlineData("/note note:with spaces until:next", """[{"name":"note","type":3,"value":"with spaces"},{"name":"until","type":3,"value":"next"}]""")]
    [InlineData("""/note note:"with until:quoted \"word\"" until:next""", """[{"name":"note","type":3,"value":"with until:quoted \u0022word\u0022"},{"name":"until","type":3,"value":"next"}]""")]
    [InlineData("/note note:see https://example.org until:5pm sharp", """[{"name":"note","type":3,"value":"see https://example.org"},{"name":"until","type":3,"value":"5pm sharp"}]""")]
    [InlineData("/note note:x secret:yes weight:-1.5", """[{"name":"note","type":3,"value":"x"},{"name":"secret","type":5,"value":true},{"name":"weight","type":10,"value":-1.5}]""")]
    [InlineData("/give user:@900000000000000002 amount:5", """[{"name":"user","type":6,"value":"900000000000000002"},{"name":"amount","type":4,"value":5}]""")]
    [InlineData("/give user:<@!900000000000000002> amount:5", """[{"name":"user","type":6,"value":"900000000000000002"},{"name":"amount","type":4,"value":5}]""")]
    [InlineData("/clone list", """[{"name":"list","type":1,"options":[]}]""")]
    [InlineData("/clone key rotate bot:one", """[{"name":"key","type":2,"options":[{"name":"rotate","type":1,"options":[{"name":"bot","type":3,"value":"one"}]}]}]""")]
    public void Understands_what_a_person_types(string line, string options) => Assert.Equal(options, SlashLine.Parse(line, Commands).Options.ToJsonString());

    [Theory]
    [InlineData("", "Type a slash command, as in \"/bet amount:100\". There are /flip, /bet, /give, /note, /clone.")]
    [InlineData("/bte amount:5", "There is no /bte; did you mean /bet? There are /flip, /bet, /give, /note, /clone.")]
    [InlineData("/zzzzzz", "There is no /zzzzzz. There are /flip, /bet, /give, /note, /clone.")]
    [InlineData("/flip cuont:3", "/flip has no option \"cuont\"; did you mean count? It takes count.")]
    [InlineData("/flip 3", "\"3\" belongs to no option of /flip; values are written name:value. It takes count.")]
    [InlineData("/flip count:three", "count takes a whole number, not \"three\".")]
    [InlineData("/flip count:1.5", "count takes a whole number, not \"1.5\".")]
    [InlineData("/flip count:11", "count takes a whole number from 1 to 10, not 11.")]
    [InlineData("/flip count:", "count: needs a value after the colon.")]
    [InlineData("/flip count:1 count:2", "/flip has count: twice; give it once.")]
    [InlineData("/bet amount:100", "/bet needs side (Heads, Tails).")]
    [InlineData("/bet amount:100 side:haeds", "side cannot be \"haeds\"; did you mean Heads? It is one of Heads, Tails.")]
    [InlineData("/bet amount:100 sdie:heads", "/bet has no option \"sdie\"; did you mean side? It takes amount, side. Put the value in quotes if it is text.")]
    [InlineData("/give user:bob amount:5", "user takes a user's id, as in user:@900000000000000002, not \"bob\".")]
    [InlineData("/give amount:99999999999999999999 user:@1", "amount takes a whole number within 9007199254740991 of zero, not 99999999999999999999.")]
    [InlineData("/note note:\"open", "The quote after note: never closes.")]
    [InlineData("/note note:x secret:maybe", "secret takes true or false, not \"maybe\".")]
    [InlineData("/note note:12345678901234567890123456789012345678901", "note takes at most 40 characters, not 41.")]
    [InlineData("/clone lst", "/clone has no \"lst\"; did you mean list? It is followed by one of list, key.")]
    [InlineData("/clone key", "/clone key is followed by one of rotate.")]
    public void Refuses_with_one_sentence_that_says_what_exists(string line, string sentence)
    {
        var refusal = Assert.Throws<CommandLineException>(() => SlashLine.Parse(line, Commands));
        Assert.Equal((ExitCode.Usage, sentence), (refusal.ExitCode, refusal.Message));
    }

    /// <summary>Ten thousand lines put together from pieces that mean something: each is understood or refused, none breaks the parser.</summary>
    [Fact]
    public void No_nonsense_breaks_it()
    {
        string[] pieces = ["/", "flip", "bet ", "note ", " ", "note:", "until:", "amount:", "count:", "\"", "\\", ":", "<@", ">", "é", "😀", "\t", "\n", "1", "-", ".", "side:heads ", "clone ", "key ", "NaN", "1e9"];
        var dice = new Random(20261120);
        for (var round = 0; round < 10_000; round++)
        {
            var line = "/" + string.Concat(Enumerable.Range(0, dice.Next(1, 12)).Select(_ => pieces[dice.Next(pieces.Length)]));
            try
            {
                Assert.NotNull(SlashLine.Parse(line, Commands).Options.ToJsonString());
            }
            catch (CommandLineException refused)
            {
                Assert.Equal(ExitCode.Usage, refused.ExitCode);
                Assert.True(refused.Message.Length > 10 && !refused.Message.Contains("Exception", StringComparison.Ordinal), line);
            }
        }
    }

    [Fact]
    public void The_option_being_completed_is_text_and_focused_and_others_may_be_missing()
    {
        var line = SlashLine.Parse("/give amount:1x", Commands, completing: "amount");
        Assert.Equal("""[{"name":"amount","type":4,"value":"1x","focused":true}]""", line.Options.ToJsonString());
        var untouched = SlashLine.Parse("/bet amount:5", Commands, completing: "side");
        Assert.Equal("""[{"name":"amount","type":3,"value":"5"},{"name":"side","type":3,"value":"","focused":true}]""", untouched.Options.ToJsonString());
    }
}
