using System.Globalization;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using Microsoft.Extensions.Logging;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class TableSweepTests
{
    [Fact]
    public async Task A_round_that_nobody_plays_on_pays_its_stake_back()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/mines amount:100 mines:3");
        bot.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));
        bot.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("1 abandoned rounds settled", await SweepAsync(bot));
        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((new Balances(1_000, 0, 0), null), (player.Balances, player.TablesDueAt));
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Refund], player.Ledger.Entries.Select(entry => entry.Reason));
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(update)\n# You get 100 of 100 coins back\n", (await bot.Ada.PressAsync(seen, "Cash out 100")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streak_that_is_left_alone_pays_its_pot()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/flipstreak amount:100");
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var round = player.Table("flipstreak")!;
        var isHeads = player.Stands(round with { Input = "H" }, FlipStreak.Table, Rates.Default).Return > 0;
        await bot.Ada.PressAsync(seen, isHeads ? "🙂 Heads" : "🦅 Tails");
        bot.Clock.Advance(Rates.Default.TablePatience);

        await SweepAsync(bot);

        player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((new Balances(1_095, 0, 0), Reason.Win), (player.Balances, player.Ledger.Entries[^1].Reason));
    }

    [Fact]
    public void A_round_of_a_game_that_this_version_does_not_know_is_left_alone_and_holds_nobody_up()
    {
        var player = Wallets.With(purse: 1_000);
        Assert.Null(player.Sit(HighLow.Table, "", Amount.Of(100), Rates.Default, Wallets.Noon, out _));
        Assert.Null(player.Sit(Mines.Table, Mines.Start(3), Amount.Of(50), Rates.Default, Wallets.Noon, out _));
        player.Tables![0] = player.Tables[0] with { Game = "poker" };

        var settled = player.Abandon(Rates.Default, Wallets.At(Wallets.Noon.At + Rates.Default.TablePatience, 2));

        Assert.Equal("mines", Assert.Single(settled).Game);
        Assert.Equal((new Balances(900, 0, 100), "poker"), (player.Balances, Assert.Single(player.Tables!).Game));
    }

    [Fact]
    public async Task Each_move_gives_ten_more_minutes()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/flipstreak amount:100");
        bot.Clock.Advance(TimeSpan.FromMinutes(9));
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var isHeads = player.Stands(player.Table("flipstreak")! with { Input = "H" }, FlipStreak.Table, Rates.Default).Return > 0;
        await bot.Ada.PressAsync(seen, isHeads ? "🙂 Heads" : "🦅 Tails");
        bot.Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));
    }

    [Fact]
    public async Task Of_several_open_rounds_only_those_are_settled_whose_time_is_over()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/mines amount:100 mines:3");
        bot.Clock.Advance(TimeSpan.FromMinutes(5));
        await bot.Ada.SayAsync("/highlow amount:50");
        bot.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("1 abandoned rounds settled", await SweepAsync(bot));

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((new Balances(950, 0, 50), "highlow"), (player.Balances, Assert.Single(player.Tables!).Game));
    }

    [Fact]
    public async Task Bug_one_player_whom_the_store_did_not_take_kept_the_sweep_from_all_behind_them()
    {
        await using var bot = await StartedAsync();
        await bot.Bob.SayAsync("/start");
        await bot.Ada.SayAsync("/mines amount:100 mines:3");
        await bot.Bob.SayAsync("/mines amount:100 mines:3");
        bot.Clock.Advance(Rates.Default.TablePatience);
        var (faults, commits) = (new FaultyStore(), 0);
        faults.Before = operation => operation == StoreOperation.Commit && commits++ == 0 ? throw new StoreException(StoreFault.Busy, "Too large.") : Task.CompletedTask;
        var sweep = new TableSweep(faults.Around(bot.Part<IStore>()), Rates.Default, bot.Clock, bot.Part<ILogger<TableSweep>>());

        var outcome = await sweep.RunAsync(new JobRun(1, 1, bot.Clock.GetUtcNow()), CancellationToken.None);

        Assert.Equal(JobOutcome.Bad("1 abandoned rounds settled, 1 players failed"), outcome);
        Assert.Equal("1 abandoned rounds settled", await SweepAsync(bot));
    }

    [Theory]
    [InlineData("/duel user:{0} amount:100")]
    [InlineData("/pay user:{0} amount:10")]
    public async Task Bug_whom_somebody_had_pinged_stayed_with_them_until_they_came_back(string format)
    {
        await using var bot = await StartedAsync();
        await bot.Bob.SayAsync("/start");
        await bot.Ada.SayAsync(string.Format(CultureInfo.InvariantCulture, format, bot.Bob.Id));
        Assert.Equal(bot.Bob.Id, Assert.Single((await bot.PlayerAsync(bot.Ada))!.Pings!).User);
        bot.Clock.Advance(Rates.Default.PingInterval - TimeSpan.FromMilliseconds(1));
        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("0 abandoned rounds settled, 1 players rid of whom they named", await SweepAsync(bot));
        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((null, null), (player.Pings, player.TablesDueAt));
        Assert.DoesNotContain($"{bot.Bob.Id}", Stored.Json(player), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_a_question_that_nobody_answered_stayed_until_who_was_asked_came_back()
    {
        await using var bot = await StartedAsync();
        await bot.Bob.SayAsync("/start");
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { ConfirmAbove = 100 }));
        await bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:200");
        Assert.Contains($"{bot.Bob.Id}", (await bot.PlayerAsync(bot.Ada))!.Asked!.Said, StringComparison.Ordinal);
        bot.Clock.Advance(Asked.Patience);
        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("0 abandoned rounds settled, 1 players rid of whom they named", await SweepAsync(bot));

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((null, null), (player.Asked, player.TablesDueAt));
    }

    private static async Task<string> SweepAsync(Bot bot) =>
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("TableSweep", CancellationToken.None)).Outcome.Sentence;

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
