using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Tests.Localisation;

public sealed class PhraseTests
{
    private static readonly Locale German = Locale.For("de");
    private static readonly Locale French = Locale.For("fr");
    private static readonly Locale Japanese = Locale.For("ja");
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void The_key_numbers_the_holes_and_keeps_their_formats()
    {
        Phrase phrase = $"{"🪙"} {1_234L:N0} coins {Moment:R} {2}.";
        Assert.Equal("{0} {1:N0} coins {2:R} {3}.", phrase.Key);
    }

    [Fact]
    public void A_constant_in_a_hole_is_a_hole_too()
    {
        const string Coin = "🪙";
        Assert.Equal("{0} Pong!", Phrase.Say($"{Coin} Pong!").Key);
    }

    [Theory]
    [InlineData("en-US", "Purse 1,234 · bank 5,678,901")]
    [InlineData("de", "Geldbeutel: 1.234 · Bank: 5.678.901")]
    [InlineData("fr", "Bourse\u202F: 1\u202F234 · banque\u202F: 5\u202F678\u202F901")]
    [InlineData("es-ES", "Monedero: 1.234 · banco: 5.678.901")]
    [InlineData("pt-BR", "Bolso: 1.234 · banco: 5.678.901")]
    [InlineData("ja", "財布：1,234 · 銀行：5,678,901")]
    public void Speaks_each_language_with_its_numbers(string tag, string text) =>
        Assert.Equal(text, Phrase.Say($"Purse {1_234:N0} · bank {5_678_901L:N0}").Render(Locale.For(tag)));

    [Theory]
    [InlineData("en-US", "/cooldowns")]
    [InlineData("de", "/wartezeiten")]
    [InlineData("ja", "/待ち時間")]
    public void Calls_a_command_as_discord_does(string tag, string name) => Assert.Equal(name, Phrase.Command("cooldowns").Render(Locale.For(tag)));

    [Fact]
    public void A_command_without_another_name_keeps_its_own() => Assert.Equal("/dev-ban", Phrase.Command("dev-ban").Render(German));

    [Fact]
    public void Speaks_english_by_itself() => Assert.Equal("Purse 1,234 · bank 5", Phrase.Say($"Purse {1_234:N0} · bank {5:N0}").ToString());

    [Fact]
    public void A_sentence_without_translation_stays_english_with_the_readers_numbers() =>
        Assert.Equal("Nobody translated 1.234,5 of these", Phrase.Say($"Nobody translated {1_234.5:N1} of these").Render(German));

    [Theory]
    [InlineData(1_234, "+1.234")]
    [InlineData(-1_234, "-1.234")]
    [InlineData(0, "+0")]
    public void A_format_of_its_own_kind_has_the_readers_marks(long change, string text) =>
        Assert.Equal(text, Phrase.Say($"{change:+#,0;-#,0}").Render(German));

    [Fact]
    public void Moments_are_left_to_discord()
    {
        Assert.Equal("Nicht so schnell! Weiter geht es <t:1800000000:R>.", Phrase.Say($"Not so fast! You can go on {Moment:R}.").Render(German));
        Assert.Equal("<t:1800000000>", Phrase.Say($"{Moment}").Render(German));
    }

    [Fact]
    public void A_phrase_in_a_hole_speaks_the_same_language() =>
        Assert.Equal("`kind` fehlt: Welche Seite oben liegt.", Phrase.Say($"`{"kind"}` is missing: {Phrase.Of("Which side comes up")}.").Render(German));

    [Theory]
    [InlineData("en-US", "0 coins, 1 coin, 1,234 coins")]
    [InlineData("de", "0 Münzen, 1 Münze, 1.234 Münzen")]
    [InlineData("fr", "0 pièce, 1 pièce, 1\u202F234 pièces")]
    [InlineData("es-ES", "0 monedas, 1 moneda, 1.234 monedas")]
    [InlineData("pt-BR", "0 moeda, 1 moeda, 1.234 moedas")]
    [InlineData("ja", "0コイン, 1コイン, 1,234コイン")]
    public void Coins_are_counted_as_the_language_counts(string tag, string counted) =>
        Assert.Equal(counted, Phrase.Say($"{0L:coins}, {1L:coins}, {1_234L:coins}").Render(Locale.For(tag)));

    [Theory]
    [InlineData("en-US", "0 mines, 1 mine, 2 mines; 1 time, 2 times; 1 day, 2 days; 1 hour, 2 hours; 1 minute, 2 minutes")]
    [InlineData("de", "0 Minen, 1 Mine, 2 Minen; 1-mal, 2-mal; 1 Tag, 2 Tage; 1 Stunde, 2 Stunden; 1 Minute, 2 Minuten")]
    [InlineData("fr", "0 mine, 1 mine, 2 mines; 1 fois, 2 fois; 1 jour, 2 jours; 1 heure, 2 heures; 1 minute, 2 minutes")]
    [InlineData("es-ES", "0 minas, 1 mina, 2 minas; 1 vez, 2 veces; 1 día, 2 días; 1 hora, 2 horas; 1 minuto, 2 minutos")]
    [InlineData("pt-BR", "0 mina, 1 mina, 2 minas; 1 vez, 2 vezes; 1 dia, 2 dias; 1 hora, 2 horas; 1 minuto, 2 minutos")]
    [InlineData("ja", "地雷0個, 地雷1個, 地雷2個; 1回, 2回; 1日, 2日; 1時間, 2時間; 1分, 2分")]
    public void Whatever_is_counted_is_counted_as_the_language_counts(string tag, string counted) => Assert.Equal(
        counted, Phrase.Say($"{0:mines}, {1:mines}, {2:mines}; {1:times}, {2L:times}; {1:days}, {2:days}; {1:hours}, {2:hours}; {1:minutes}, {2:minutes}").Render(Locale.For(tag)));

    [Fact]
    public void A_bot_has_its_own_pictures_in_every_language()
    {
        var dressed = Japanese.With(new Dictionary<string, string> { ["Coin"] = "💰" });
        Phrase phrase = $"{Emoji.Coin} {5L:coins} {Emoji.Win}";
        Assert.Equal("🪙 5コイン 🎉", phrase.Render(Japanese));
        Assert.Equal("💰 5コイン 🎉", phrase.Render(dressed));
    }

    [Fact]
    public void Holes_may_change_places() => Assert.Equal("💣 16マスに地雷3個", Phrase.Say($"{"💣"} {3:mines} in {16:N0} fields").Render(Japanese));

    [Fact]
    public void Joined_phrases_are_each_translated()
    {
        var joined = Phrase.Join(", ", [Phrase.Of("Heads"), Phrase.Verbatim("Heads"), Phrase.Say($"… and {1_500:N0} more")]);
        Assert.Equal("Kopf, Heads, … und 1.500 weitere", joined.Render(German));
        Assert.Equal("Heads, Heads, … and 1,500 more", joined.ToString());
        Assert.Equal("", Phrase.Join(", ", []).Render(German));
    }

    [Fact]
    public void A_fixed_text_is_translated_as_it_stands() => Assert.Equal("Banque", Phrase.Of("Bank").Render(French));

    [Fact]
    public void Verbatim_text_is_never_looked_up()
    {
        Assert.Equal("Bank", Phrase.Verbatim("Bank").Render(French));
        Assert.Equal("{0} {", Phrase.Verbatim("{0} {").Render(French));
        Assert.Equal("Ban…", Phrase.Verbatim("Bank of").AtMost(4).Render(French));
    }

    [Fact]
    public void What_people_wrote_is_never_looked_up_nor_taken_apart() =>
        Assert.Equal("🎁 Willkommen, {0} Bank!", Phrase.Say($"{"🎁"} Welcome, {"{0} Bank"}!").Render(German));

    [Fact]
    public void Braces_are_escaped_in_the_key_and_plain_in_the_text()
    {
        Phrase phrase = $"{{{1}}} and {{0}}";
        Assert.Equal("{{{0}}} and {{0}}", phrase.Key);
        Assert.Equal("{1} and {0}", phrase.Render(German));
        Assert.Equal("{{x}}", Phrase.Of("{x}").Key);
        Assert.Equal("{x}", Phrase.Of("{x}").ToString());
    }

    [Fact]
    public void Nothing_in_a_hole_is_nothing() => Assert.Equal("a  b", Phrase.Say($"a {(string?)null} b").ToString());

    [Theory]
    [InlineData("four", 4, "four")]
    [InlineData("fives", 4, "fiv…")]
    [InlineData("ab🙂cd", 6, "ab🙂cd")]
    [InlineData("ab🙂cd", 5, "ab🙂…")]
    [InlineData("ab🙂cd", 4, "ab…")]
    [InlineData("ab🙂cd", 3, "ab…")]
    [InlineData("🙂🙂", 2, "…")]
    [InlineData("long", 1, "…")]
    public void Long_texts_are_cut_with_an_ellipsis_but_no_character_in_half(string text, int limit, string cut) =>
        Assert.Equal(cut, Phrase.Verbatim(text).AtMost(limit).ToString());

    [Fact]
    public void The_limit_holds_in_each_language()
    {
        var phrase = Phrase.Of("Bank").AtMost(4);
        Assert.Equal("Bank", phrase.Render(German));
        Assert.Equal("Ban…", phrase.Render(French));
    }

    [Fact]
    public void The_smaller_limit_wins_and_the_phrase_itself_stays_whole()
    {
        var phrase = Phrase.Of("abcdef");
        Assert.Equal("ab…", phrase.AtMost(3).AtMost(5).ToString());
        Assert.Equal("ab…", phrase.AtMost(5).AtMost(3).ToString());
        Assert.Equal("abcdef", phrase.ToString());
        Assert.Equal("abcdef", phrase.AtMost(3).Key);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("{0} {12:N0} {1:+#,0;-#,0} {{literal}} {2:R}")]
    [InlineData("{{{0}}}")]
    public void A_template_reads_back_as_it_was_written(string source)
    {
        var template = PhraseTemplate.Parse(source);
        var key = new System.Text.StringBuilder();
        foreach (var part in template.Parts)
        {
            part.AppendTo(key);
        }

        Assert.Equal(source, template.Source);
        Assert.Equal(source, key.ToString());
    }

    [Theory]
    [InlineData("a } b")]
    [InlineData("a { b")]
    [InlineData("a {")]
    [InlineData("{}")]
    [InlineData("{coins}")]
    [InlineData("{-1}")]
    [InlineData("{:N0}")]
    [InlineData("{0}}")]
    public void A_template_with_a_broken_hole_is_refused(string source) => Assert.Throws<FormatException>(() => PhraseTemplate.Parse(source));
}
