using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Safety;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class FlipQueueTests
{
    [Fact]
    public async Task Bug_who_waited_was_told_with_other_pictures_than_the_bots_own()
    {
        await using var bot = await StartedAsync(emoji: "Duel=🎯");
        await bot.Ada.SayAsync("/flipqueue amount:500");
        await bot.Bob.SayAsync("/flipqueue amount:500");

        Assert.Contains("\n# 🎯 A pot of 1,000 coins\n", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_meets_the_first_who_is_told_below_their_own_reply()
    {
        await using var bot = await StartedAsync();

        var waits = await bot.Ada.SayAsync("/flipqueue amount:500");
        Assert.Equal(
            "# ⏳ You wait with 500 coins\nWhoever joins with the same stake plays you; the higher number takes the pot. Your stake comes back <t:1767615000:R>, or when you leave.\n[Leave]",
            waits.ToString());
        Assert.Equal(new Balances(500, 0, 500), (await bot.PlayerAsync(bot.Ada))!.Balances);
        var met = await bot.Bob.SayAsync("/flipqueue amount:500");

        Assert.StartsWith($"# ⚔️ A pot of 1,000 coins\n<@{bot.Ada.Id}> drew ", met.ToString(), StringComparison.Ordinal);
        var told = await bot.Discord.NextAsync();
        Assert.Equal((SentKind.FollowUp, (string)waits.Interaction["token"]!), (told.Kind, told.Token));
        Assert.StartsWith($"(follow-up)\n<@{bot.Ada.Id}>, somebody joined.\n# ⚔️ A pot of 1,000 coins\n", told.ToString(), StringComparison.Ordinal);
        Assert.Empty(await bot.EverythingAsync<WaitingLine>());
        await AddsUpAsync(bot, 1_980);
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
        Assert.Equal("(update)\n# ⚔️ You do not wait any more\nSee /history for what became of your stake.", (await bot.Ada.PressAsync(waits, "Leave")).ToString());
    }

    [Fact]
    public async Task Two_who_come_at_the_same_moment_meet()
    {
        var faulty = new FaultyStore();
        await using var bot = await StartedAsync(faulty);
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        faulty.Before = operation =>
        {
            if (operation == StoreOperation.Commit && Interlocked.Increment(ref arrived) == 2)
            {
                both.SetResult();
            }

            return operation == StoreOperation.Commit ? both.Task : Task.CompletedTask;
        };

        var seen = await Task.WhenAll(bot.Ada.SayAsync("/flipqueue amount:500"), bot.Bob.SayAsync("/flipqueue amount:500"));

        Assert.Single(seen, reply => reply.ToString().StartsWith("# ⏳", StringComparison.Ordinal));
        Assert.Single(seen, reply => reply.ToString().StartsWith("# ⚔️", StringComparison.Ordinal));
        await AddsUpAsync(bot, 1_980);
    }

    [Fact]
    public async Task Leaving_gives_the_stake_back_once_and_nobody_is_met_any_more()
    {
        await using var bot = await StartedAsync();
        var waits = await bot.Ada.SayAsync("/flipqueue amount:500");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", (await bot.Bob.PressAsync(waits, "Leave")).ToString());
        Assert.Equal("(update)\n# ⚔️ You left the queue\nYour 500 coins are back. Purse 1,000.", (await bot.Ada.PressAsync(waits, "Leave")).ToString());
        Assert.StartsWith("(update)\n# ⚔️ You do not wait any more\n", (await bot.Ada.PressAsync(waits, "Leave")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("# ⏳ You wait with 500 coins", (await bot.Bob.SayAsync("/flipqueue amount:500")).ToString(), StringComparison.Ordinal);
        Assert.Equal(bot.Bob.Id, Assert.Single(Assert.Single(await bot.EverythingAsync<WaitingLine>()).Tickets).User);
    }

    [Fact]
    public async Task One_waits_once_and_never_meets_oneself()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/flipqueue amount:500");
        bot.Clock.Advance(TimeSpan.FromSeconds(3));

        const string Note = "You wait already; leave first to wait with another stake. No new stake was taken.\n";
        Assert.StartsWith($"{Note}# ⏳ You wait with 500 coins", (await bot.Ada.SayAsync("/flipqueue amount:500")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"{Note}# ⏳ You wait with 500 coins", (await bot.Ada.SayAsync("/flipqueue amount:200")).ToString(), StringComparison.Ordinal);
        Assert.Equal(new Balances(500, 0, 500), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("blocks")]
    [InlineData("banned")]
    [InlineData("excluded")]
    public async Task Those_who_may_not_meet_wait_side_by_side_and_somebody_else_is_met(string why)
    {
        await using var bot = await StartedAsync();
        var cem = new Visitor(bot, new Snowflake(900_000_000_000_000_103), "Cem");
        await cem.SayAsync("/start");
        await bot.Ada.SayAsync("/flipqueue amount:500");
        await bot.ChangeAsync(why == "blocked" ? bot.Bob : bot.Ada, player =>
        {
            switch (why)
            {
                case "blocked":
                    player.Block(bot.Ada.Id);
                    break;
                case "blocks":
                    player.Block(bot.Bob.Id);
                    break;
                case "banned":
                    player.Judge(new Sanction(Barred.All, "Cheating", bot.Clock.GetUtcNow(), null));
                    break;
                default:
                    player.Exclude(1, new Occasion(default, bot.Clock.GetUtcNow()));
                    break;
            }
        });

        Assert.StartsWith("# ⏳ You wait with 500 coins", (await bot.Bob.SayAsync("/flipqueue amount:500")).ToString(), StringComparison.Ordinal);
        var first = why.StartsWith("block", StringComparison.Ordinal) ? bot.Ada : bot.Bob;
        Assert.Contains($"<@{first.Id}> drew ", (await cem.SayAsync("/flipqueue amount:500")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_minutes_the_stake_comes_back_and_one_may_join_again_before_that()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/flipqueue amount:500");
        await bot.Bob.SayAsync("/flipqueue amount:300");
        bot.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.StartsWith("# ⏳ You wait with 300 coins", (await bot.Ada.SayAsync("/flipqueue amount:300")).ToString(), StringComparison.Ordinal);
        Assert.Equal("0 abandoned rounds settled, 1 stakes given back", await SweepAsync(bot));
        Assert.Equal("0 abandoned rounds settled", await SweepAsync(bot));

        Assert.Equal(new Balances(700, 0, 300), (await bot.PlayerAsync(bot.Ada))!.Balances);
        var bob = (await bot.PlayerAsync(bot.Bob))!;
        Assert.Equal((new Balances(1_000, 0, 0), null, 0), (bob.Balances, bob.TablesDueAt, bob.Experience));
        await AddsUpAsync(bot, 2_000);
    }

    private static async Task AddsUpAsync(Bot bot, long coins)
    {
        var (ada, bob) = ((await bot.PlayerAsync(bot.Ada))!, (await bot.PlayerAsync(bot.Bob))!);
        Assert.Equal(coins, ada.NetWorth + bob.NetWorth);
        Assert.StartsWith("(private)\n# ✅ Everything adds up\n", (await bot.Owner.SayAsync("/dev-reconcile scope:bot")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> SweepAsync(Bot bot) =>
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("TableSweep", CancellationToken.None)).Outcome.Sentence;

    private static async Task<Bot> StartedAsync(FaultyStore? faulty = null, string? emoji = null)
    {
        var options = new BotOptions { Entropy = Chance.Counting(), Settings = { ["Bot:Emoji"] = emoji } };
        var bot = await Bot.StartAsync(faulty is null ? options : options with { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        return bot;
    }
}
