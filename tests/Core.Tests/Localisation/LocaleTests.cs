using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Tests.Localisation;

public sealed class LocaleTests
{
    [Theory]
    [InlineData("en-US", "en-US")]
    [InlineData("en-GB", "en-US")]
    [InlineData("de", "de")]
    [InlineData("fr", "fr")]
    [InlineData("es-ES", "es-ES")]
    [InlineData("es-419", "es-ES")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("ja", "ja")]
    public void Knows_the_language_by_discords_name(string tag, string spoken) => Assert.Equal(spoken, Locale.For(tag).Tag);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ko")]
    [InlineData("DE")]
    [InlineData("de-AT")]
    [InlineData("tlh' OR 1=1")]
    public void Speaks_english_to_everyone_else(string? tag) => Assert.Same(Locale.English, Locale.For(tag));

    [Fact]
    public void English_comes_first_and_needs_no_table()
    {
        Assert.Same(Locale.English, Locale.All[0]);
        Assert.Empty(Locale.English.Keys);
        Assert.Null(Locale.English.Text("Bank"));
    }

    [Fact]
    public void Every_other_language_has_a_table() => Assert.All(Locale.All.Skip(1), locale => Assert.NotEmpty(locale.Keys));

    [Fact]
    public void A_text_without_translation_is_none() => Assert.Null(Locale.For("de").Text("A text nobody wrote"));

    [Theory]
    [InlineData("en-US", "-1,234,567.5")]
    [InlineData("de", "-1.234.567,5")]
    [InlineData("fr", "-1\u202F234\u202F567,5")]
    [InlineData("es-ES", "-1.234.567,5")]
    [InlineData("pt-BR", "-1.234.567,5")]
    [InlineData("ja", "-1,234,567.5")]
    public void Writes_numbers_the_way_the_language_does(string tag, string written) =>
        Assert.Equal(written, (-1_234_567.5).ToString("N1", Locale.For(tag).Numbers));

    [Theory]
    [InlineData("de", "en-US", "Diese Schicht endete ohne Antwort. Beginne die nächste mit /work.", "/work")]
    [InlineData("de", "ja", "Diese Schicht endete ohne Antwort. Beginne die nächste mit /働く.", "/働く")]
    [InlineData("en-US", "de", "This shift ended without an answer. Begin the next one with /arbeiten.", "/arbeiten")]
    [InlineData("de", "de", "Diese Schicht endete ohne Antwort. Beginne die nächste mit /arbeiten.", "/arbeiten")]
    public void Bug_commands_had_the_names_of_the_chosen_language_and_not_those_that_discord_shows(string spoken, string discord, string sentence, string name)
    {
        var locale = Locale.For(discord).Speaking(spoken);

        Assert.Equal(spoken, locale.Tag);
        Assert.Equal(sentence, Phrase.Say($"This shift ended without an answer. Begin the next one with /work.").Render(locale));
        Assert.Equal($"`{name}`", Phrase.Say($"`{Phrase.Command("work")}`").Render(locale));
        Assert.Equal("/work", Phrase.Verbatim("/work").Render(locale));
    }

    [Fact]
    public void Another_language_keeps_the_pictures_and_is_made_once()
    {
        var dressed = Locale.For("de").With(new Dictionary<string, string> { ["Coin"] = "💰" });

        Assert.Equal("💰 Pong!", Phrase.Say($"{Emoji.Coin} Pong!").Render(dressed.Speaking("en-US")));
        Assert.Same(dressed.Speaking("en-US"), dressed.Speaking("en-US"));
        Assert.Same(dressed, dressed.Speaking("de"));
    }

    [Fact]
    public void Writes_shares_with_the_same_marks() => Assert.Equal("1.234,5 %", 12.345.ToString("P1", Locale.For("de").Numbers));
}
