using FlippyFlip.Core.Commands.Flip;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Tests.Commands.Flip;

/// <summary>/verify showed what was chosen as "5a$", "hl" or "u2".</summary>
public sealed class ChosenTests
{
    [Theory]
    [InlineData("flip", "H", "Heads")]
    [InlineData("dice", "o50", "Over 50")]
    [InlineData("dice", "u2", "Under 2")]
    [InlineData("roulette", "red:100,17:5", "🔴 Red · 100 coins, ⚫ 17 · 5 coins")]
    [InlineData("flipstreak", "HT$", "Heads, Tails, cashed out")]
    [InlineData("highlow", "hl$", "Higher, Lower, cashed out")]
    [InlineData("blackjack", "iphds", "Insurance, Split, Hit, Double, Stand")]
    [InlineData("mines", "5", "5 mines")]
    [InlineData("mines", "1ap$", "1 mine, opened 1 16, cashed out")]
    [InlineData("mines", "12b", "12 mines, opened 2")]
    [InlineData("duel", "55,734120", "against 734,120")]
    [InlineData("flipqueue", "7", "against 7")]
    [InlineData("slots", "pull", null)]
    [InlineData("highlow", "", null)]
    public void What_was_chosen_is_said_in_words(string game, string input, string? words) =>
        Assert.Equal(words, Chosen.In(new Round(game, 1, "", 1, input, "", 100, 0, default, new Snowflake(1)))?.ToString());

    [Theory]
    [InlineData("de", "3 Minen, geöffnet 1, ausgezahlt")]
    [InlineData("fr", "3 mines, ouvertes 1, encaissé")]
    [InlineData("ja", "地雷3個, 開けたマス 1, 換金")]
    public void And_in_the_language_of_who_reads_it(string tag, string words) =>
        Assert.Equal(words, Chosen.In(new Round("mines", 1, "", 1, "3a$", "", 100, 0, default, new Snowflake(1)))!.Render(Locale.For(tag)));

    [Theory]
    [InlineData("blackjack", "h$", "Hit, left alone")]
    [InlineData("mines", "3a$", "3 mines, opened 1, left alone")]
    [InlineData("flipstreak", "H$", "Heads, left alone")]
    public void Nobody_cashed_out_a_round_that_was_left_alone(string game, string input, string words) =>
        Assert.Equal(words, Chosen.In(new Round(game, 1, "", 1, input, "", 100, 0, default, default))!.ToString());

    [Fact]
    public void Every_game_that_takes_stakes_has_words_for_its_choices()
    {
        string[] choiceless = [SlotsPull.GameName, ShiftQuestion.Game, Scavenging.Game];
        var inputs = new Dictionary<string, string>
        {
            [CoinFlip.Game] = "T", [DiceCall.GameName] = "o9", [RouletteSpin.GameName] = "odd:1", [HigherNumber.Duel] = "55", [HigherNumber.Queue] = "55",
            [Core.Games.FlipStreak.Table.Game] = "HT$", [Core.Games.HighLow.Table.Game] = "hl$", [Core.Games.Blackjack.Table.Game] = "iphds$", [Core.Games.Mines.Table.Game] = "15abcdefghijklmnop$",
        };

        Assert.All(Provable.Games.Except(choiceless), game =>
        {
            var words = Chosen.In(new Round(game, 1, "", 1, inputs[game], "", 1, 0, default, new Snowflake(1)))!.ToString();
            Assert.DoesNotContain(words.Split(", "), word => word.Length == 1);
        });
    }
}
