using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Safety;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class DuelTests
{
    [Fact]
    public async Task The_higher_number_takes_the_pot_less_the_tax_and_both_can_check_it()
    {
        await using var bot = await StartedAsync();
        var (ada, bob) = HigherNumber.Draw(await bot.Ada.NextDrawsAsync(), await bot.Bob.NextDrawsAsync());
        var adaWins = HigherNumber.Beats(ada, bob);

        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");
        Assert.Equal(
            $"⚔️ <@{bot.Bob.Id}>, <@{bot.Ada.Id}> challenges you: each stakes 500 coins, the higher number takes 980. The offer ends <t:1767614700:R>.\n[Accept] [Decline] [Withdraw]",
            challenge.ToString());
        Assert.Equal((1_000, 1_000), await PursesAsync(bot));
        var seen = await bot.Bob.PressAsync(challenge, "Accept");

        var winner = adaWins ? bot.Ada.Id : bot.Bob.Id;
        Assert.Equal(
            $"(update)\n# ⚔️ A pot of 1,000 coins\n<@{bot.Ada.Id}> drew {HigherNumber.Last(ada):N0}, <@{bot.Bob.Id}> drew {HigherNumber.Last(bob):N0}. <@{winner}> takes 980 coins 🎉\n-- Rounds 1-1 and 1-1 · each checks their own with /verify",
            seen.ToString());
        Assert.Equal(adaWins ? (1_480L, 500L) : (500L, 1_480L), await PursesAsync(bot));
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Bob.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# ✅ Everything adds up\n", (await bot.Owner.SayAsync("/dev-reconcile scope:bot")).ToString(), StringComparison.Ordinal);
        Assert.Empty(await bot.EverythingAsync<Offer>());
        Assert.Contains($"<@{bot.Bob.Id}>", (await bot.Ada.SayAsync("/history")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_means_the_purse_at_the_time_of_the_challenge()
    {
        await using var bot = await StartedAsync();
        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:all");
        await bot.GrantAsync(bot.Ada, 5_000);

        Assert.StartsWith("(update)\n# ⚔️ A pot of 2,000 coins\n", (await bot.Bob.PressAsync(challenge, "Accept")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenger_who_is_short_by_then_is_named_and_nothing_else_is_told()
    {
        await using var bot = await StartedAsync();
        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");
        await bot.Ada.SayAsync("/deposit amount:900");

        Assert.Equal(
            $"(private)\n<@{bot.Ada.Id}> cannot stake 500 coins at the moment. Nothing was staked; ask them, or decline.", (await bot.Bob.PressAsync(challenge, "Accept")).ToString());
        Assert.Equal((100, 1_000), await PursesAsync(bot));
        Assert.Single(await bot.EverythingAsync<Offer>());
    }

    [Fact]
    public async Task Who_accepts_is_asked_back_and_limited_like_at_every_stake()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Bob, player => player.Prefer(player.Preferences with { ConfirmAbove = 100 }));
        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");

        var question = await bot.Bob.PressAsync(challenge, "Accept");
        Assert.StartsWith("# ❔ Are you sure?\n", question.ToString(), StringComparison.Ordinal);
        Assert.Equal("(update)\n# ✅ Done", (await bot.Bob.PressAsync(question, "Yes")).ToString());

        Assert.StartsWith($"(follow-up)\n<@{bot.Ada.Id}>, your challenge was accepted.\n# ⚔️ A pot of 1,000 coins", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
        var (ada, bob) = await PursesAsync(bot);
        Assert.Equal(1_980, ada + bob);
    }

    [Fact]
    public async Task Buttons_that_an_answer_given_elsewhere_left_behind_go_when_the_challenge_would_be_over()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Bob, player => player.Prefer(player.Preferences with { ConfirmAbove = 100 }));
        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");
        await bot.Bob.PressAsync(await bot.Bob.PressAsync(challenge, "Accept"), "Yes");

        Assert.Equal("(private)\nThis is not open any more.", (await bot.Ada.PressAsync(challenge, "Withdraw")).ToString());
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("(update)\n# ⏳ Too late\nThis is not open any more.", (await bot.Ada.PressAsync(challenge, "Withdraw")).ToString());
    }

    [Theory]
    [InlineData("/duel user:{0} amount:500")]
    [InlineData("/request user:{0} amount:500")]
    public async Task Who_challenges_and_withdraws_again_and_again_pings_once(string format)
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Bob, player => player.Prefer(player.Preferences with { Reminders = [Reminder.Duel] }));
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { RepliesPrivately = true }));
        var line = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, bot.Bob.Id);

        var first = await bot.Ada.SayAsync(line);
        await bot.Ada.PressAsync(first, "Withdraw");
        bot.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await bot.Ada.SayAsync(line);

        Assert.Equal((1, 0), (Pinged(first), Pinged(second)));
        Assert.False(second.IsPrivate);
        Assert.Equal(line.StartsWith("/duel", StringComparison.Ordinal) ? 1 : 0, (await bot.EverythingAsync<Core.Outbox.OutboxMessage>()).Count);
        await bot.Ada.PressAsync(second, "Withdraw");
        bot.Clock.Advance(Rates.Default.PingInterval);
        Assert.Equal(1, Pinged(await bot.Ada.SayAsync(line)));
    }

    [Fact]
    public async Task Who_took_the_challenge_up_is_pinged_by_the_next_one()
    {
        await using var bot = await StartedAsync();
        await bot.Bob.PressAsync(await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:100"), "Accept");
        bot.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(1, Pinged(await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:100")));
    }

    [Fact]
    public async Task One_player_pings_so_many_people_at_most_and_none_of_them_is_remembered_for_long()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Ada, player =>
        {
            for (var i = 0; i < Rates.Default.MostPings; i++)
            {
                Assert.True(player.Ping(new Snowflake(900_000_000_000_001_000 + (ulong)i), Rates.Default, bot.Clock.GetUtcNow()));
            }
        });

        Assert.Equal(0, Pinged(await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:10")));
        bot.Clock.Advance(Rates.Default.PingInterval);
        await bot.Ada.SayAsync("/flip");
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.Pings);
        Assert.Equal(1, Pinged(await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:10")));
    }

    [Theory]
    [InlineData("/duel user:{0} amount:100")]
    [InlineData("/request user:{0} amount:100")]
    public async Task Nobody_is_asked_where_they_do_not_see_it_and_cannot_answer(string format)
    {
        const string Unseen = "(private)\nTester 102 does not see what is said here, and so could not answer. Use this on a server or in a group where you both are.";
        await using var bot = await StartedAsync();
        var line = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, bot.Bob.Id);
        var elsewhere = bot.Ada.Command(line);
        elsewhere["data"]!["resolved"]!.AsObject().Remove("members");
        var group = (bot.Ada with { IsInGuild = false }).Command(line);
        group["context"] = 2;

        Assert.Equal(Unseen, (await (bot.Ada with { IsInGuild = false }).SayAsync(line)).ToString());
        Assert.Equal(Unseen, (await bot.Ada.AskAsync(elsewhere, $"{line} about somebody who is not there")).ToString());
        Assert.Empty(await bot.EverythingAsync<Offer>());
        Assert.False((await (bot.Ada with { IsInGuild = false }).AskAsync(group, $"{line} in a group")).IsPrivate);
    }

    [Fact]
    public async Task Whoever_took_a_break_is_not_even_challenged()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Bob, player => player.Exclude(7, new Occasion(default, bot.Clock.GetUtcNow())));

        Assert.EndsWith(" takes nothing from you.", (await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\nYou took a break from staking coins until ", (await bot.Bob.SayAsync($"/duel user:{bot.Ada.Id} amount:500")).ToString(), StringComparison.Ordinal);
        Assert.Empty(await bot.EverythingAsync<Offer>());
    }

    [Fact]
    public async Task Who_wants_to_be_told_of_challenges_gets_a_message()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Bob, player => player.Prefer(player.Preferences with { Reminders = [Reminder.Duel] }));
        await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");

        var message = Assert.Single(await bot.EverythingAsync<Core.Outbox.OutboxMessage>());
        Assert.Equal((Core.Outbox.OutboxKind.DirectMessage, (Snowflake?)bot.Bob.Id), (message.Kind, message.Target));
    }

    [Fact]
    public async Task After_five_minutes_it_is_too_late_and_others_cannot_answer_before()
    {
        await using var bot = await StartedAsync();
        var cem = new Visitor(bot, new Snowflake(900_000_000_000_000_103), "Cem");
        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");

        Assert.Equal($"(private)\nThis is for <@{bot.Bob.Id}> to answer.", (await cem.PressAsync(challenge, "Accept")).ToString());
        Assert.Equal($"(private)\nThis is for <@{bot.Bob.Id}> to answer.", (await cem.PressAsync(challenge, "Decline")).ToString());
        Assert.Equal($"(private)\nOnly <@{bot.Ada.Id}> can withdraw this.", (await cem.PressAsync(challenge, "Withdraw")).ToString());
        Assert.Equal($"(private)\n<@{bot.Bob.Id}> answers this. You can withdraw it.", (await bot.Ada.PressAsync(challenge, "Accept")).ToString());
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(
            $"(update)\n# ⏳ Too late\n<@{bot.Ada.Id}> challenged <@{bot.Bob.Id}> for 500 coins. Nothing was staked.", (await bot.Bob.PressAsync(challenge, "Accept")).ToString());
        Assert.Equal((1_000, 1_000), await PursesAsync(bot));
    }

    [Fact]
    public async Task Of_quick_presses_exactly_one_counts()
    {
        await using var bot = await StartedAsync();
        var challenge = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:500");

        var seen = await Task.WhenAll(bot.Bob.PressAsync(challenge, "Accept"), bot.Bob.PressAsync(challenge, "Accept"), bot.Bob.PressAsync(challenge, "Accept"));

        Assert.Single(seen, reply => !reply.IsPrivate);
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
        var (ada, bob) = await PursesAsync(bot);
        Assert.Equal(1_980, ada + bob);
    }

    private static int Pinged(Seen seen) => seen.Data["allowed_mentions"]!["users"]?.AsArray().Count ?? 0;

    private static async Task<(long Ada, long Bob)> PursesAsync(Bot bot) => ((await bot.PlayerAsync(bot.Ada))!.Purse, (await bot.PlayerAsync(bot.Bob))!.Purse);

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        return bot;
    }
}
