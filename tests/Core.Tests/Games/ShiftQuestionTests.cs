using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Replies;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Games;

public sealed class ShiftQuestionTests
{
    private static readonly string Server = Dice.Seeded(3).ServerSeed();

    [Fact]
    public void Of_four_different_choices_exactly_one_is_right() => Law.Holds(Questions(), 3_000, question =>
    {
        Assert.Equal(ShiftQuestion.ChoiceCount, question.Choices.Distinct().Count());
        Assert.InRange(question.Right, 0, ShiftQuestion.ChoiceCount - 1);
        if (question.Kind == ShiftKind.Sort)
        {
            Assert.Equal([question.Choices[question.Right]], question.Choices.Where(IsSorted));
        }
        else
        {
            var right = question.Choices[question.Right];
            Assert.All(question.Choices, choice => Assert.InRange(right.Zip(choice).Count(pair => pair.First != pair.Second), 0, 1));
        }
    });

    [Fact]
    public void Every_kind_and_every_place_comes_up_about_as_often()
    {
        var questions = Enumerable.Range(1, 6_000).Select(nonce => ShiftQuestion.Draw(new FairDraws(Server, "many", nonce))).ToList();
        Assert.All(Enum.GetValues<ShiftKind>(), kind => Assert.InRange(questions.Count(question => question.Kind == kind), 1_850, 2_150));
        Assert.All(Enumerable.Range(0, 4), place => Assert.InRange(questions.Count(question => question.Right == place), 1_350, 1_650));
    }

    [Fact]
    public void A_record_tells_what_was_asked_and_how_it_was_answered() => Law.Holds(Questions(), 500, question =>
    {
        for (var choice = 0; choice < ShiftQuestion.ChoiceCount; choice++)
        {
            foreach (var isLate in (bool[])[false, true])
            {
                var round = new Round(ShiftQuestion.Game, 1, "c", 1, ShiftQuestion.Write(choice, isLate), question.Result, 0, 0, StandingClock.Monday, new Snowflake(1));
                Assert.Equal((question.Kind, question.Choices[question.Right], choice == question.Right, isLate), ShiftQuestion.Read(round));
            }
        }

        Assert.True(question.Result.All(char.IsAscii), question.Result);
    });

    /// <summary>A result names the right choice only; the page's tests (stories.test.ts) have the same choices.</summary>
    [Theory]
    [InlineData(1, "6 14 24 32 43|14 6 24 32 43|6 24 14 32 43|6 14 24 43 32")]
    [InlineData(17, "6VZVZ1|6UZV21|6VZV21|GVZV21")]
    [InlineData(3, "🍓🍎🥑🍄🌽|🍓🍎🍌🥕🌽|🥕🍎🍌🍄🌽|🍓🍎🍌🍄🌽")]
    public void The_wrong_choices_are_those_that_the_verifiers_page_shows(long nonce, string choices)
    {
        var question = ShiftQuestion.Draw(new FairDraws("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "lucky", nonce));

        var shown = question.Choices.Select(choice => question.Kind == ShiftKind.Remember ? string.Concat(choice.Select(letter => Emoji.Pictures[letter - 'a'])) : choice);

        Assert.Equal(choices, string.Join('|', shown));
    }

    [Fact]
    public void There_is_a_picture_for_every_letter_of_a_row() => Assert.Equal(ShiftQuestion.Pictures, Emoji.Pictures.Distinct().Count());

    private static bool IsSorted(string list)
    {
        var numbers = list.Split(' ').Select(int.Parse).ToList();
        return numbers.Order().SequenceEqual(numbers);
    }

    private static Gen<ShiftQuestion> Questions() => Gen.Choose(1, int.MaxValue).Select(nonce => ShiftQuestion.Draw(new FairDraws(Server, "a client", nonce)));
}
