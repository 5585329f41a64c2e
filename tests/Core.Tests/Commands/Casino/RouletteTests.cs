using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

public sealed class RouletteTests
{
    private const string Menu =
        "<Put coins on…: 🔴 Red | ⚫ Black | Odd | Even | 1 to 18 | 19 to 36 | 1 to 12 | 13 to 24 | 25 to 36 | Column of 1, 4 … 34 | Column of 2, 5 … 35 | Column of 3, 6 … 36 | 🟢 A number>";

    [Fact]
    public async Task An_empty_table_asks_for_bets()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync("/roulette");

        Assert.Equal(
            $"# 🎡 Place your bets\nNo bets yet: pick one below.\n-- Purse 1,000 · the coins stay there until you spin\n{Menu}\n[Spin 0] [Clear]",
            seen.ToString());
        Assert.Equal(2, seen.Data["components"]![1]!["components"]!.AsArray().Count(button => (bool?)button!["disabled"] == true));
    }

    [Fact]
    public async Task A_bet_is_picked_in_the_menu_and_its_coins_are_typed_in_a_form()
    {
        await using var bot = await StartedAsync();
        var table = await bot.Ada.SayAsync("/roulette");

        var form = await bot.Ada.ChooseAsync(table, "red");
        Assert.Equal("(form)\n🔴 Red\nHow many coins: []", form.ToString());
        var seen = await bot.Ada.SubmitAsync(form, "100");

        Assert.Equal(
            $"(update)\n# 🎡 Place your bets\n🔴 Red · 100 coins\n-- Purse 1,000 · the coins stay there until you spin\n{Menu}\n[Spin 100] [Clear]",
            seen.ToString());
        Assert.Equal(new Balances(1_000, 0, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task A_number_is_typed_beside_its_coins()
    {
        await using var bot = await StartedAsync();

        var form = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/roulette"), "number");
        Assert.Equal("(form)\nCoins on a number\nWhich number, from 0 to 36: []\nHow many coins: []", form.ToString());

        Assert.Contains("\n⚫ 17 · 5 coins\n", (await bot.Ada.SubmitAsync(form, "17", "5")).ToString(), StringComparison.Ordinal);
        Assert.Contains("\n🟢 0 · 1 coin\n", (await bot.Ada.SubmitAsync(form, "0", "1")).ToString(), StringComparison.Ordinal);
        Assert.Contains("\n🔴 5 · 6 coins\n", (await bot.Ada.SubmitAsync(form, "05", "6")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coins_on_the_same_field_add_up_and_a_share_is_of_what_is_left()
    {
        await using var bot = await StartedAsync();
        await PlaceAsync(bot, "red", "100");
        await PlaceAsync(bot, "odd", "half");

        var seen = await PlaceAsync(bot, "red", "all");

        Assert.Contains("\n🔴 Red · 550 coins\nOdd · 450 coins\n", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Spin 1,000] [Clear]", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spin_settles_every_bet_and_takes_them_off_the_table()
    {
        await using var bot = await StartedAsync();
        await PlaceAsync(bot, "red", "100");
        await PlaceAsync(bot, "dozen3", "50");
        var table = await PlaceNumberAsync(bot, "36", "10");
        var name = await NextAsync(bot, 36);

        var seen = await PressAsync(bot, table, "Spin 160");

        Assert.Equal(
            $"""
            (update)
            # You win 550 coins 🎉
            # 🔴 36
            ✅ 🔴 Red · 100 returns 200
            ✅ 25 to 36 · 50 returns 150
            ✅ 🔴 36 · 10 returns 360
            Purse 1,550.
            -- Round {name} · check it with /verify
            [Again] [Other bets]
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((new Balances(1_550, 0, 0), "red:100,dozen3:50,36:10", "36", 160, 710), (player.Balances, player.Rounds.Last!.Input, player.Rounds.Last.Result, player.Rounds.Last.Stake, player.Rounds.Last.Payout));
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Win], player.Ledger.Entries.Select(entry => entry.Reason));
        Assert.Contains("No bets yet", (await bot.Ada.PressAsync(seen, "Other bets")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"(private)\n# ✅ Round {name} holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_takes_what_does_not_lie_on_it()
    {
        await using var bot = await StartedAsync();
        await PlaceAsync(bot, "even", "100");
        var table = await PlaceNumberAsync(bot, "0", "2");
        await NextAsync(bot, 0);

        var seen = await PressAsync(bot, table, "Spin 102");

        Assert.StartsWith("(update)\n# You get 72 of 102 coins back\n# 🟢 0\n❌ Even · 100 lost\n✅ 🟢 0 · 2 returns 72\nPurse 970.\n", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_spins_for_the_same_bets_whatever_lies_on_the_table()
    {
        await using var bot = await StartedAsync();
        await PlaceAsync(bot, "red", "10");
        var first = await PressAsync(bot, await PlaceNumberAsync(bot, "7", "5"), "Spin 15");
        await PlaceAsync(bot, "black", "99");

        var again = await PressAsync(bot, first, "Again");

        Assert.Contains("🔴 7 · 5", again.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(["red:10,7:5", "red:10,7:5"], player.Rounds.Rounds.Select(round => round.Input));
        Assert.Equal(new RouletteBet("black", 99), Assert.Single(player.Roulette!.Bets));
    }

    [Fact]
    public async Task Of_two_quick_spins_one_counts_and_both_show_it()
    {
        await using var bot = await StartedAsync();
        var table = await PlaceAsync(bot, "red", "10");

        var both = await Task.WhenAll(bot.Ada.PressAsync(table, "Spin 10"), bot.Ada.PressAsync(table, "Spin 10"));

        Assert.Equal(both[0].ToString(), both[1].ToString());
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Fact]
    public async Task A_spin_of_bets_that_were_changed_since_shows_the_table_instead()
    {
        await using var bot = await StartedAsync();
        var old = await PlaceAsync(bot, "red", "10");
        var table = await PlaceAsync(bot, "red", "500");

        var seen = await PressAsync(bot, old, "Spin 10");

        Assert.Equal(table.ToString(), seen.ToString());
        Assert.Empty((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Fact]
    public async Task Clear_takes_the_bets_off_and_a_late_spin_finds_none()
    {
        await using var bot = await StartedAsync();
        var table = await PlaceAsync(bot, "red", "10");

        Assert.Contains("No bets yet", (await PressAsync(bot, table, "Clear")).ToString(), StringComparison.Ordinal);
        Assert.Contains("No bets yet", (await PressAsync(bot, table, "Spin 10")).ToString(), StringComparison.Ordinal);
        Assert.Equal(1_000, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task A_clear_of_bets_that_were_changed_since_takes_nothing_off()
    {
        await using var bot = await StartedAsync();
        var old = await PlaceAsync(bot, "red", "10");
        await PlaceAsync(bot, "odd", "20");

        Assert.Contains("\n🔴 Red · 10 coins\nOdd · 20 coins\n", (await PressAsync(bot, old, "Clear")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bets_wait_through_a_restart()
    {
        await using var bot = await StartedAsync();
        await PlaceAsync(bot, "column2", "10");
        await bot.RestartAsync();

        Assert.Contains("\nColumn of 2, 5 … 35 · 10 coins\n", (await bot.Ada.SayAsync("/roulette")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coins_that_were_spent_since_are_missing_when_the_wheel_is_spun_and_the_bets_stay()
    {
        await using var bot = await StartedAsync();
        var table = await PlaceAsync(bot, "red", "900");
        await bot.Ada.SayAsync("/deposit amount:500");

        Assert.Equal("(private)\nYou carry 500 coins; this bet needs 900. /withdraw takes some out of your bank.", (await PressAsync(bot, table, "Spin 900")).ToString());
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Roulette!.Bets);
    }

    [Fact]
    public async Task Refuses_more_coins_than_there_are()
    {
        await using var bot = await StartedAsync();
        await PlaceAsync(bot, "red", "900");

        Assert.Equal("(private)\nYou carry 1,000 coins; this bet needs 1,100. /daily gives 250.", (await PlaceAsync(bot, "odd", "200")).ToString());
    }

    [Fact]
    public async Task The_highest_bet_is_of_all_bets_together()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 5_000_000);
        await PlaceAsync(bot, "red", "900k");

        Assert.Equal("(private)\nThe highest bet is 1,000,000 coins.", (await PlaceAsync(bot, "odd", "100001")).ToString());
        Assert.Contains("Odd · 100,000 coins", (await PlaceAsync(bot, "odd", "all")).ToString(), StringComparison.Ordinal);
        Assert.Equal("(private)\nThe highest bet is 1,000,000 coins.", (await PlaceAsync(bot, "odd", "all")).ToString());
    }

    [Fact]
    public async Task Ten_bets_are_all_the_table_takes()
    {
        await using var bot = await StartedAsync();
        for (var number = 0; number < 10; number++)
        {
            // Nobody may act as fast as a test does.
            bot.Clock.Advance(TimeSpan.FromSeconds(10));
            await PlaceNumberAsync(bot, $"{number}", "1");
        }

        Assert.Equal("(private)\nThere are 10 bets on the table, and that is all it takes. Spin, or add to one of them.", (await PlaceAsync(bot, "red", "1")).ToString());
        Assert.Contains("\n🔴 9 · 3 coins\n", (await PlaceNumberAsync(bot, "9", "2")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("37")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("1½")]
    public async Task Refuses_a_number_that_is_not_on_the_wheel(string number)
    {
        await using var bot = await StartedAsync();
        Assert.Equal("(private)\nThe wheel has the numbers from 0 to 36. Pick one of them.", (await PlaceNumberAsync(bot, number, "1")).ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("lots")]
    [InlineData("1,5")]
    public async Task Refuses_what_is_no_amount(string amount)
    {
        await using var bot = await StartedAsync();
        Assert.Equal(
            "(private)\nAn amount is a number of coins, such as 500 or 2.5k, or one of: all, half, 25%. Pick the bet again.",
            (await PlaceAsync(bot, "red", amount)).ToString());
    }

    [Fact]
    public async Task A_field_that_the_menu_never_had_is_old()
    {
        await using var bot = await StartedAsync();
        var table = await bot.Ada.SayAsync("/roulette");
        Assert.Equal("(private)\nThis message is too old for me. Use `/roulette` again.", (await bot.Ada.ChooseAsync(table, "green")).ToString());
    }

    [Fact]
    public async Task Nobody_else_spins_or_bets()
    {
        await using var bot = await StartedAsync();
        var table = await PlaceAsync(bot, "red", "10");
        const string theirs = "(private)\nThis is somebody else's. Use the command yourself to get your own.";

        Assert.Equal(theirs, (await bot.Bob.PressAsync(table, "Spin 10")).ToString());
        Assert.Equal(theirs, (await bot.Bob.ChooseAsync(table, "red")).ToString());
    }

    [Fact]
    public async Task Costs_two_round_trips_a_spin()
    {
        await using var bot = await StartedAsync();
        var table = await PlaceAsync(bot, "red", "10");
        bot.Store.Reset();

        await PressAsync(bot, table, "Spin 10");

        Assert.Equal(2, bot.Store.RoundTrips);
    }

    private static async Task<Seen> PressAsync(Bot bot, Seen seen, string label)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        return await bot.Ada.PressAsync(seen, label);
    }

    private static async Task<Seen> PlaceAsync(Bot bot, string field, string amount)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        return await bot.Ada.SubmitAsync(await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/roulette"), field), amount);
    }

    private static async Task<Seen> PlaceNumberAsync(Bot bot, string number, string amount)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        return await bot.Ada.SubmitAsync(await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/roulette"), "number"), number, amount);
    }

    /// <summary>Lets the next round be the first in which this number comes up.</summary>
    private static async Task<RoundName> NextAsync(Bot bot, int number)
    {
        var seeds = (await bot.PlayerAsync(bot.Ada))!.Seeds;
        var nonce = Enumerable.Range((int)seeds.Nonce + 1, 2_000).First(each => RouletteSpin.Spin(new FairDraws(seeds.Server, seeds.Client, each)) == $"{number}");
        await bot.ChangeAsync(bot.Ada, player => player.Seeds.Nonce = nonce - 1);
        return new RoundName(seeds.Number, nonce);
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
