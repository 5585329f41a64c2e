using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Replies;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class WorkTests
{
    private const string TooOld = "(private)\nThis message is too old for me. Use `/work` again.";

    [Fact]
    public async Task Somebody_without_a_job_is_told_where_to_find_one()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(private)\nYou have no job yet. Choose one with /job.", (await bot.Ada.SayAsync("/work")).ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Theory]
    [InlineData(ShiftKind.Type)]
    [InlineData(ShiftKind.Sort)]
    public async Task A_right_answer_in_time_is_paid_and_can_be_verified(ShiftKind kind)
    {
        await using var bot = await HiredAsync(kind);

        var shift = await bot.Ada.SayAsync("/work");

        var question = await QuestionAsync(bot);
        var task = kind == ShiftKind.Type ? $"Which of these is exactly `{question.Choices[question.Right]}`?" : "Which of these is sorted from the least to the greatest?";
        var name = (await bot.PlayerAsync(bot.Ada))!.Shift!.Name;
        Assert.Equal(
            $"""
            # 🧰 Your shift
            {task}

            A right answer pays 40 coins. The time for it is up <t:1767614460:R>; after that it pays 20.
            -- Round {name}
            [{question.Choices[0]}] [{question.Choices[1]}]
            [{question.Choices[2]}] [{question.Choices[3]}]
            """,
            shift.ToString());
        bot.Clock.Advance(TimeSpan.FromSeconds(60));
        var end = await bot.Ada.PressAsync(shift, question.Choices[question.Right]);
        Assert.Equal($"(update)\n# ✅ Right! You earn 40 coins\nPurse 40. The next shift begins <t:1767618000:R>.\n-- Round {name} · check it with /verify", end.ToString());
        Assert.StartsWith($"(private)\n# ✅ Round {name} holds\nRecorded <t:1767614460:R>: `{question.Result}`.", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_remembered_is_hidden_before_it_is_asked_for()
    {
        await using var bot = await HiredAsync(ShiftKind.Remember);

        var shown = await bot.Ada.SayAsync("/work");

        var question = await QuestionAsync(bot);
        var row = Pictures(question.Choices[question.Right]);
        Assert.StartsWith($"# 🧰 Your shift\nRemember this row, then press the button.\n{row}\n\nA right answer pays 40 coins.", shown.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[I know it]", shown.ToString(), StringComparison.Ordinal);
        bot.Clock.Advance(TimeSpan.FromSeconds(5));
        var asked = await bot.Ada.PressAsync(shown, "I know it");
        Assert.StartsWith("(update)\n# 🧰 Your shift\nWhich row was it?\n\nA right answer pays 40 coins. The time for it is up <t:1767614460:R>;", asked.ToString(), StringComparison.Ordinal);
        Assert.Equal(asked.ToString(), (await bot.Ada.PressAsync(shown, "I know it")).ToString());
        Assert.StartsWith("(update)\n# ✅ Right! You earn 40 coins\n", (await bot.Ada.PressAsync(asked, row)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_row_is_hidden_is_not_taken()
    {
        await using var bot = await HiredAsync(ShiftKind.Remember);
        var shown = await bot.Ada.SayAsync("/work");
        var name = (await bot.PlayerAsync(bot.Ada))!.Shift!.Name;

        var seen = await bot.Ada.PressIdAsync(shown, $"work.answer.1.{bot.Ada.Id}.{name}.{(await QuestionAsync(bot)).Right}");

        Assert.Equal($"(update)\n{shown}", seen.ToString());
        Assert.Equal(0, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task Late_and_wrong_answers_are_paid_less()
    {
        await using var bot = await HiredAsync(ShiftKind.Type);
        var first = await bot.Ada.SayAsync("/work");
        var question = await QuestionAsync(bot);
        bot.Clock.Advance(TimeSpan.FromSeconds(61));
        var late = await bot.Ada.PressAsync(first, question.Choices[question.Right]);
        bot.Clock.Advance(TimeSpan.FromHours(1));
        await NextAsync(bot, ShiftKind.Sort);
        var second = await bot.Ada.SayAsync("/work");
        question = await QuestionAsync(bot);

        var wrong = await bot.Ada.PressAsync(second, question.Choices[(question.Right + 1) % 4]);

        Assert.StartsWith("(update)\n# ⏳ Right, but late. You earn 20 coins\nPurse 20.", late.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(update)\n# ❌ Wrong. You earn 10 coins\nPurse 30. ", wrong.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\nRight was: {question.Choices[question.Right]}\n", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_quick_presses_one_counts_and_the_other_shows_how_the_shift_ended()
    {
        await using var bot = await HiredAsync(ShiftKind.Type);
        var shift = await bot.Ada.SayAsync("/work");
        var question = await QuestionAsync(bot);

        var both = await Task.WhenAll(
            bot.Ada.PressAsync(shift, question.Choices[question.Right]), bot.Ada.PressAsync(shift, question.Choices[(question.Right + 1) % 4]));

        Assert.Equal(both[0].ToString(), both[1].ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Contains(player.Purse, (long[])[40, 10]);
        Assert.Single(player.Rounds.Rounds);
    }

    [Fact]
    public async Task The_command_shows_the_open_shift_again_and_afterwards_when_the_next_begins()
    {
        await using var bot = await HiredAsync(ShiftKind.Sort);
        var shift = await bot.Ada.SayAsync("/work");

        Assert.Equal(shift.ToString(), (await bot.Ada.SayAsync("/work")).ToString());
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("(private)\n⏳ You have worked your shift. The next one begins <t:1767618000:R>.", (await bot.Ada.SayAsync("/work")).ToString());
        Assert.Contains("⏳ `/work` <t:1767618000:R>", (await bot.Ada.SayAsync("/cooldowns")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shift_without_an_answer_ends_and_its_buttons_say_so_before_and_after_it_is_recorded()
    {
        const string ended = "(update)\nThis shift ended without an answer. Begin the next one with /work.";
        await using var bot = await HiredAsync(ShiftKind.Type);
        var shift = await bot.Ada.SayAsync("/work");
        var name = (await bot.PlayerAsync(bot.Ada))!.Shift!.Name;
        var label = (await QuestionAsync(bot)).Choices[0];
        bot.Clock.Advance(TimeSpan.FromMinutes(5));

        var before = await bot.Ada.PressAsync(shift, label);
        await bot.Ada.SayAsync("/flip");
        var after = await bot.Ada.PressAsync(shift, label);

        Assert.Equal((ended, ended), (before.ToString(), after.ToString()));
        Assert.Equal(0, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.StartsWith($"(private)\n# ✅ Round {name} holds\n", (await bot.Ada.SayAsync($"/verify round:{name}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_of_long_ago_and_choices_that_were_never_offered_are_old()
    {
        await using var bot = await HiredAsync(ShiftKind.Type);
        var shift = await bot.Ada.SayAsync("/work");
        var name = (await bot.PlayerAsync(bot.Ada))!.Shift!.Name;

        Assert.Equal(TooOld, (await bot.Ada.PressIdAsync(shift, $"work.answer.1.{bot.Ada.Id}.{name}.4")).ToString());
        Assert.Equal(TooOld, (await bot.Ada.PressIdAsync(shift, $"work.answer.1.{bot.Ada.Id}.{name}.-1")).ToString());
        Assert.Equal(TooOld, (await bot.Ada.PressIdAsync(shift, $"work.answer.1.{bot.Ada.Id}.7-7.1")).ToString());
        Assert.Equal(TooOld, (await bot.Ada.PressIdAsync(shift, $"work.ready.1.{bot.Ada.Id}.7-7")).ToString());
        Assert.NotNull((await bot.PlayerAsync(bot.Ada))!.Shift);
    }

    [Fact]
    public async Task Nobody_else_may_answer_and_no_button_tells_which_is_right()
    {
        await using var bot = await HiredAsync(ShiftKind.Sort);
        var shift = await bot.Ada.SayAsync("/work");
        var player = (await bot.PlayerAsync(bot.Ada))!;

        Assert.Equal(
            "(private)\nThis is somebody else's. Use the command yourself to get your own.",
            (await bot.Bob.PressAsync(shift, (await QuestionAsync(bot)).Choices[0])).ToString());
        Assert.Equal(Enumerable.Range(0, 4).Select(i => $"work.answer.1.{bot.Ada.Id}.{player.Shift!.Name}.{i}"), shift.CustomIds());
    }

    [Fact]
    public async Task The_seed_of_an_open_shift_is_not_revealed()
    {
        await using var bot = await HiredAsync(ShiftKind.Sort);
        var fairness = await bot.Ada.SayAsync("/fairness");
        await bot.Ada.SayAsync("/work");

        Assert.Equal(
            "(private)\nFinish your round of /work first: the seed would tell how it goes on.",
            (await bot.Ada.PressAsync(fairness, "Reveal and renew server seed")).ToString());
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.StartsWith("(private)\n# 🔑 Server seed 1 revealed\n", (await bot.Ada.PressAsync(fairness, "Reveal and renew server seed")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# ✅ Round ", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenth_right_answer_is_a_promotion()
    {
        await using var bot = await HiredAsync(ShiftKind.Type);
        await bot.ChangeAsync(bot.Ada, player => player.Shifts["deliveries"] = 9);
        var shift = await bot.Ada.SayAsync("/work");
        var question = await QuestionAsync(bot);

        var end = await bot.Ada.PressAsync(shift, question.Choices[question.Right]);

        Assert.Contains(
            "\nYou are promoted 🎉: **Deliveries** · Assistance · 46 coins a shift\nRight answers to the next rank (Expertise): 20\n", end.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Costs_two_round_trips_a_step()
    {
        await using var bot = await HiredAsync(ShiftKind.Type);
        bot.Store.Reset();
        var shift = await bot.Ada.SayAsync("/work");
        Assert.Equal(2, bot.Store.RoundTrips);
        var label = (await QuestionAsync(bot)).Choices[0];
        bot.Store.Reset();

        await bot.Ada.PressAsync(shift, label);

        Assert.Equal(2, bot.Store.RoundTrips);
    }

    private static string Pictures(string row) => string.Concat(row.Select(letter => Emoji.Pictures[letter - 'a']));

    private static async Task<ShiftQuestion> QuestionAsync(Bot bot)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        return player.QuestionOf(player.Shift!);
    }

    private static async Task<Bot> HiredAsync(ShiftKind next)
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/job job:deliveries");
        await NextAsync(bot, next);
        return bot;
    }

    /// <summary>Skips rounds until the next shift is of this kind.</summary>
    private static Task NextAsync(Bot bot, ShiftKind kind) => bot.ChangeAsync(bot.Ada, player =>
    {
        while (ShiftQuestion.Draw(new FairDraws(player.Seeds.Server, player.Seeds.Client, player.Seeds.Nonce + 1)).Kind != kind)
        {
            player.Seeds.Nonce++;
        }
    });
}
