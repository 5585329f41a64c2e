using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Tests.PersonalData;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Interactions;

public sealed class ConfirmationTests
{
    [Fact]
    public async Task A_stake_above_the_players_own_threshold_is_asked_back_and_done_on_yes()
    {
        await using var bot = await CautiousAsync();

        var asked = await bot.Ada.SayAsync("/dice amount:101 target:50 over:over");

        Assert.Equal("# ❔ Are you sure?\nYou asked me to check back: this stakes 101 coins.\n[Yes] [No]", asked.ToString().Trim());
        Assert.Equal((1_000, 0), await StandsAsync(bot));

        var done = await bot.Ada.PressAsync(asked, "Yes");
        Assert.StartsWith("(update)\n# 🎲 ", done.ToString(), StringComparison.Ordinal);
        Assert.Equal(101, Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds).Stake);
    }

    [Fact]
    public async Task At_the_threshold_nothing_is_asked()
    {
        await using var bot = await CautiousAsync();
        Assert.DoesNotContain("sure", (await bot.Ada.SayAsync("/dice amount:100 target:50 over:over")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_leaves_everything_as_it_was_and_yes_comes_too_late_then()
    {
        await using var bot = await CautiousAsync();
        var asked = await bot.Ada.SayAsync("/bet amount:500 side:heads");

        Assert.Equal("(update)\n# ❔ Not done\nNothing was changed.", (await bot.Ada.PressAsync(asked, "No")).ToString().Trim());

        Assert.Equal("(private)\nThis message is too old for me. Use `/bet` again.", (await bot.Ada.PressAsync(asked, "Yes")).ToString().Trim());
        Assert.Equal((1_000, 0), await StandsAsync(bot));
    }

    [Fact]
    public async Task Yes_counts_once_however_often_it_is_pressed()
    {
        await using var bot = await CautiousAsync(Chance.Counting());
        var asked = await bot.Ada.SayAsync("/mines amount:500 mines:3");
        await Task.WhenAll(bot.Ada.PressAsync(asked, "Yes"), bot.Ada.PressAsync(asked, "Yes"));
        await bot.Ada.PressAsync(asked, "Yes");
        Assert.Equal((500, 500), await StandsAsync(bot));
    }

    [Fact]
    public async Task Bug_a_question_that_was_asked_for_twice_came_back_without_its_answers()
    {
        await using var bot = await CautiousAsync();
        var interaction = bot.Ada.Command("/slots amount:500");
        await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.EndsWith("\n[Yes] [No]", again.ToString().Trim(), StringComparison.Ordinal);
        await bot.Ada.PressAsync(again, "Yes");
        await bot.Ada.PressAsync(again, "Yes");
        Assert.Equal(500, Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds).Stake);
        Assert.DoesNotContain("[Yes]", (await bot.Ada.AskAsync(interaction, "third")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_after_five_minutes_is_too_late()
    {
        await using var bot = await CautiousAsync();
        var asked = await bot.Ada.SayAsync("/slots amount:500");
        bot.Clock.Advance(Asked.Patience + TimeSpan.FromMilliseconds(1));
        Assert.Equal("(update)\n# ⏳ Too late\nNothing was changed.", (await bot.Ada.PressAsync(asked, "Yes")).ToString().Trim());
        Assert.Equal((1_000, 0), await StandsAsync(bot));
    }

    [Fact]
    public async Task Bug_a_question_kept_the_name_of_whom_it_was_about_and_outlived_their_erasure()
    {
        await using var bot = await CautiousAsync();
        await bot.Bob.SayAsync("/start");
        await bot.GrantAsync(bot.Ada, 50_000);
        await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:20100");
        Assert.Contains($"{bot.Bob.Id}", (await bot.PlayerAsync(bot.Ada))!.Asked!.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Tester", (await bot.PlayerAsync(bot.Ada))!.Asked!.Said, StringComparison.Ordinal);

        await bot.Bob.EraseAsync();
        await bot.Ada.SayAsync("/daily");

        Assert.Empty(await bot.MentionsAsync($"{bot.Bob.Id}"));
    }

    [Fact]
    public async Task A_question_that_can_still_be_answered_outlives_what_is_done_meanwhile()
    {
        await using var bot = await CautiousAsync();
        await bot.Bob.SayAsync("/start");
        await bot.GrantAsync(bot.Ada, 50_000);
        var asked = await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:20100");
        bot.Clock.Advance(Asked.Patience);
        await bot.Ada.SayAsync("/daily");

        await bot.Ada.PressAsync(asked, "Yes");

        Assert.True((await bot.PlayerAsync(bot.Bob))!.Purse > 1_000);
    }

    [Fact]
    public async Task Only_who_was_asked_may_answer()
    {
        await using var bot = await CautiousAsync();
        var asked = await bot.Ada.SayAsync("/slots amount:500");
        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", (await bot.Bob.PressAsync(asked, "Yes")).ToString().Trim());
    }

    [Fact]
    public async Task A_button_is_asked_back_as_well()
    {
        await using var bot = await CautiousAsync();
        var first = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/slots amount:200"), "Yes");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));

        var asked = await bot.Ada.PressAsync(first, "Again");
        Assert.Contains("this stakes 200 coins", asked.ToString(), StringComparison.Ordinal);
        await bot.Ada.PressAsync(asked, "Yes");

        Assert.Equal([200L, 200L], (await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds.Select(round => round.Stake));
    }

    [Fact]
    public async Task A_newer_question_takes_the_place_of_an_older_one()
    {
        await using var bot = await CautiousAsync();
        var older = await bot.Ada.SayAsync("/slots amount:200");
        var newer = await bot.Ada.SayAsync("/bet amount:300 side:heads");
        Assert.Contains("too old", (await bot.Ada.PressAsync(older, "Yes")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(update)\n", (await bot.Ada.PressAsync(newer, "Yes")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_is_to_so_many_coins_and_all_is_asked_again_when_it_has_become_more()
    {
        await using var bot = await CautiousAsync();
        var asked = await bot.Ada.SayAsync("/slots amount:all");
        await bot.GrantAsync(bot.Ada, 500);

        var again = await bot.Ada.PressAsync(asked, "Yes");

        Assert.Equal("(update)\n# ❔ Are you sure?\nYou asked me to check back: this stakes 1,500 coins.\n[Yes] [No]", again.ToString().Trim());
        Assert.Equal((1_500, 0), await StandsAsync(bot));
        await bot.Ada.PressAsync(again, "Yes");
        Assert.Equal(1_500, Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds).Stake);
    }

    [Fact]
    public async Task What_cannot_be_done_any_more_is_refused_on_yes()
    {
        await using var bot = await CautiousAsync();
        var asked = await bot.Ada.SayAsync("/slots amount:900");
        await bot.Ada.SayAsync("/deposit amount:500");
        Assert.StartsWith("(private)\nYou carry 500 coins; this bet needs 900.", (await bot.Ada.PressAsync(asked, "Yes")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bars_everything_to_the_banned_but_what_is_theirs()
    {
        await using var bot = await CautiousAsync();
        var now = bot.Clock.GetUtcNow();
        await bot.ChangeAsync(bot.Ada, player => player.Judge(new Sanction(Barred.All, "cheating", now, now.AddDays(1))));

        Assert.StartsWith("(private)\nYou may not use me until <t:", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\nYou may not use me until <t:", (await bot.Ada.SayAsync("/balance")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Your limits", (await bot.Ada.SayAsync("/limits")).ToString(), StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("may not", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banned_are_refused_every_command_but_those_about_their_own()
    {
        await using var bot = await CautiousAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Judge(new Sanction(Barred.All, "cheating", bot.Clock.GetUtcNow(), null)));
        // Without a store they have to answer as well, so they know nobody.
        string[] blind = ["about", "ping"];
        foreach (var command in Local.CommandLine.CommandsCommand.Declared.Public.Where(command => !command.IsForTheBanned && !blind.Contains(command.Name)))
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(5));
            var seen = await bot.Ada.SayAsync(Commands.Typed.Line(command));
            Assert.True(seen.ToString().StartsWith("(private)\nYou may not use me any more: cheating.", StringComparison.Ordinal), $"/{command.Name}: {seen}");
        }
    }

    [Fact]
    public async Task Who_may_not_wager_may_do_everything_else()
    {
        await using var bot = await CautiousAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Judge(new Sanction(Barred.Wager, "too *fast*", bot.Clock.GetUtcNow(), null)));
        Assert.Equal(@"(private)
You may not stake coins: too \*fast\*. /appeal states your case.".ReplaceLineEndings("\n"), (await bot.Ada.SayAsync("/bet amount:5 side:heads")).ToString().Trim());
        Assert.DoesNotContain("may not", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_come_privately_and_in_the_chosen_language_for_who_prefers_so()
    {
        await using var bot = await CautiousAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { RepliesPrivately = true, Language = "de" }));

        Assert.StartsWith("(private)\n# 🪙 ", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Münzen für heute", (await bot.Ada.SayAsync("/daily")).ToString() + (await bot.PlayerAsync(bot.Ada))!.Remembered[^1].Meaning, StringComparison.Ordinal);
    }

    private static async Task<(long Purse, long Escrow)> StandsAsync(Bot bot)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        return (player.Purse, player.Balances.Escrow);
    }

    /// <summary>Ada has 1,000 coins and wants to be asked above 100.</summary>
    private static async Task<Bot> CautiousAsync(Entropy? entropy = null)
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = entropy });
        await bot.Ada.SayAsync("/start");
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { ConfirmAbove = 100 }));
        return bot;
    }
}
