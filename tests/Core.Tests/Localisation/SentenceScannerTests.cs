namespace FlippyFlip.Core.Tests.Localisation;

public sealed class SentenceScannerTests
{
    [Theory]
    [InlineData("""Reply.Refuse($"Plain.")""", "Plain.")]
    [InlineData("""Reply.Refuse($"{a} and {b.C:N0}, {d[0]:+#,0;-#,0}.")""", "{0} and {1:N0}, {2:+#,0;-#,0}.")]
    [InlineData("""Reply.Refuse($"{(x ? "}" : ':')} {new { A = 1 }.A:N0}")""", "{0} {1:N0}")]
    [InlineData("""Reply.Refuse($"All: {string.Join(", ", names)}.")""", "All: {0}.")]
    [InlineData("""Reply.Refuse($"{Phrase.Of("One")}: {Phrase.Join(", ", all.Select(x => Phrase.Say($"<{x}>")))}")""", "One|<{0}>|{0}: {1}")]
    [InlineData("""Reply.Refuse($"{{x}} \"{a}\" \\ \u2026\n")""", "{{x}} \"{0}\" \\ …\n")]
    [InlineData("""cond ? Phrase.Say($"Yes {a}") : Phrase.Say($"No")""", "Yes {0}|No")]
    [InlineData("""caller.Form<A, B<C>>($"Title", new A())""", "Title")]
    [InlineData("""new TextInput { Placeholder = $"Hint {a}" }""", "Hint {0}")]
    [InlineData("""Show(title: $"Named {a}")""", "Named {0}")]
    [InlineData("""Phrase title = $"Title {a}";""", "Title {0}")]
    [InlineData("""private static Phrase Title(int a) => $"Title {a}";""", "Title {0}")]
    [InlineData("""Phrase.Of(reason switch { Reason.Win => "Won", _ => reason.ToString() })""", "Won")]
    [InlineData("""return Reply.Text($"Returned")""", "Returned")]
    public void Finds_what_becomes_a_phrase(string source, string keys) =>
        Assert.Equal(keys.Split('|'), SentenceScanner.Scan(source).Select(sentence => sentence.Key));

    [Theory]
    [InlineData("""Phrase.Verbatim($"name {a}")""")]
    [InlineData("""Phrase.Verbatim(string.Concat(all.Select(x => x.A ? $" {x}:a" : $" [{x}:b]")))""")]
    [InlineData("""string.Create(CultureInfo.InvariantCulture, $"{a} coins")""")]
    [InlineData("""throw new InvalidOperationException($"no {a}")""")]
    [InlineData("""x ?? throw new FormatException($"no {a}")""")]
    [InlineData("""var text = $"a {b}";""")]
    [InlineData("""private string Text() => $"a {b}";""")]
    [InlineData("""all.Select(x => $"a {x}")""")]
    [InlineData("""var text = x ? $"a {b}" : $"c {d}";""")]
    [InlineData("""Add("Reply.Refuse($\"not code\")", '"', @"$""neither"" x")""")]
    [InlineData("// Reply.Refuse($\"a comment\")\n/* $\"one {more} */")]
    public void Leaves_strings_alone(string source) => Assert.Empty(SentenceScanner.Scan(source));

    [Fact]
    public void Tells_the_call_and_the_line()
    {
        Assert.Equal(
            [new Sentence("One", "caller.Card", 2), new Sentence("Two", ".Field", 3)],
            SentenceScanner.Scan("x =\n  caller.Card($\"One\")\n  .Field($\"Two\", y)"));
    }

    [Theory]
    [InlineData("Refuse($@\"a {b}\")")]
    [InlineData("Refuse($\"\"\"a {b}\"\"\")")]
    public void Says_so_when_it_cannot_read_a_literal(string source) => Assert.Throws<NotSupportedException>(() => SentenceScanner.Scan(source));
}
