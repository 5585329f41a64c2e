using System.Text.RegularExpressions;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Hosting.Tests.Interactions;

public sealed partial class DeadlineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(Hang.UntilCancelled)]
    [InlineData(Hang.IgnoringCancellation)]
    public async Task A_bet_that_is_not_done_after_two_seconds_is_done_later_and_once(Hang hang)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(hang);

        var asked = bot.Ada.SayAsync("/bet amount:100 side:heads");
        await Until.IsTrueAsync(() => bot.Hanging.Hanging > 0);
        bot.Clock.Advance(Deadline - TimeSpan.FromMilliseconds(1));
        Assert.False(asked.IsCompleted);
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(("(thinking)", new QueueDepth(1, 0)), ((await asked).ToString(), await DepthAsync(bot)));
        bot.Hanging.Release();
        var edit = await bot.Discord.NextAsync();

        await EmptyAsync(bot);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var round = Assert.Single(player.Rounds.Rounds);
        Assert.Equal((string?)(await asked).Interaction["token"], edit.Token);
        Assert.Equal(
            round.Payout > 0
                ? "# 🙂 Heads! You win 95 coins 🎉\nPurse 1,095.\n-- Round 1-1 · check it with /verify\n[Again] [Double]"
                : "# 🦅 Tails. You lose 100 coins 💨\nPurse 900.\n-- Round 1-1 · check it with /verify\n[Again] [Double]",
            edit.ToString());
        Assert.Equal((1000 - 100 + round.Payout, 3, true, 1), (player.Purse, player.Ledger.Entries.Count, bot.Discord.IsQuiet, bot.Discord.Calls));
        Assert.DoesNotContain(bot.Log.Troubles, line => !line.Contains("was not done after 2000 ms and was deferred", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/start", "(thinking)")]
    [InlineData("/daily", "(thinking)")]
    [InlineData("/flip", "(thinking)")]
    [InlineData("/balance", "(thinking, private)")]
    [InlineData("/history", "(thinking, private)")]
    [InlineData("/verify", "(thinking, private)")]
    [InlineData("/fairness", "(thinking, private)")]
    [InlineData("/ping", "(thinking, private)")]
    [InlineData("/dev-reconcile scope:bot", "(thinking, private)")]
    public async Task Thinks_in_private_when_the_answer_will_be_private(string line, string thinking)
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(Hang.UntilCancelled);

        var seen = await ThinkAsync(bot, bot.Owner.SayAsync(line));
        bot.Hanging.Release();
        var edit = await bot.Discord.NextAsync();

        Assert.Equal(thinking, seen.ToString());
        Assert.NotEqual("", edit.ToString());
        await EmptyAsync(bot);
        Assert.True(bot.Discord.IsQuiet);
    }

    [Fact]
    public async Task A_menu_that_changes_its_message_thinks_quietly()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var history = await bot.Ada.SayAsync("/history");
        bot.Hanging.Start(Hang.UntilCancelled);

        var seen = await ThinkAsync(bot, bot.Ada.ChooseAsync(history, "Rewards"));
        bot.Hanging.Release();

        Assert.Equal("(thinking quietly)", seen.ToString());
        Assert.Contains("Starter bonus · **+1,000**", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
        await EmptyAsync(bot);
        Assert.True(bot.Discord.IsQuiet);
    }

    [Fact]
    public async Task A_button_that_answers_anew_thinks_as_its_command_does()
    {
        await using var bot = await Bot.StartAsync();
        var welcome = await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.UntilCancelled);

        var seen = await ThinkAsync(bot, bot.Ada.PressAsync(welcome, "Daily coins"));
        bot.Hanging.Release();

        Assert.Equal("(thinking)", seen.ToString());
        Assert.StartsWith("# 🪙 250 coins for today", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
        Assert.Equal(1250, (await bot.PlayerAsync(bot.Ada))!.Purse);
    }

    [Fact]
    public async Task A_form_that_is_not_read_in_time_is_read_later()
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");
        bot.Hanging.Start(Hang.UntilCancelled);

        var seen = await ThinkAsync(bot, bot.Ada.SubmitAsync(form, "lucky"));
        bot.Hanging.Release();

        Assert.Equal("(thinking, private)", seen.ToString());
        Assert.Equal("🔑 Your client seed is now `lucky`. It counts from your next round on.", (await bot.Discord.NextAsync()).ToString());
        Assert.Equal("lucky", (await bot.PlayerAsync(bot.Ada))!.Seeds.Client);
    }

    [Theory]
    [InlineData(Hang.UntilCancelled)]
    [InlineData(Hang.IgnoringCancellation)]
    public async Task Suggestions_that_take_too_long_are_none_and_do_not_come_later(Hang hang)
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(hang);

        var seen = await ThinkAsync(bot, bot.Ada.TypeAsync("/bet amount:5", "amount"));

        Assert.Equal(("(choices)", new QueueDepth(0, 0)), (seen.ToString(), await DepthAsync(bot)));
    }

    [Fact]
    public async Task What_was_committed_before_the_deadline_but_answered_after_it_counts_once()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        var (stuck, committed) = (new TaskCompletionSource(), new TaskCompletionSource());
        faulty.After = operation =>
        {
            if (operation != StoreOperation.Commit)
            {
                return Task.CompletedTask;
            }

            committed.TrySetResult();
            return stuck.Task;
        };

        var asked = bot.Ada.SayAsync("/daily");
        await committed.Task;
        bot.Clock.Advance(Deadline);

        Assert.Equal("(thinking)", (await asked).ToString());
        Assert.Equal("🪙 250 coins for today\nCome back <t:1767700800:R> for more. Purse 1,250.", (await bot.Discord.NextAsync()).ToString());
        await EmptyAsync(bot);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((1250, 2, true), (player.Purse, player.Ledger.Entries.Count, bot.Discord.IsQuiet));
    }

    [Fact]
    public async Task What_is_queued_is_done_right_after_a_restart()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        var asked = await HangAndThinkAsync(bot, faulty, "/daily");

        faulty.Before = _ => Task.CompletedTask;
        await bot.RestartAsync();

        Assert.Equal("(thinking)", asked.ToString());
        Assert.StartsWith("# 🪙 250 coins for today", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
        await EmptyAsync(bot);
        Assert.Equal((1250, true), ((await bot.PlayerAsync(bot.Ada))!.Purse, bot.Discord.IsQuiet));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(404)]
    [InlineData(500, 429, 404, 404, 502, 429)]
    [InlineData(500, 500, 500, 500, 500, 500, 500)]
    public async Task An_edit_that_discord_does_not_take_is_tried_again_and_money_moves_once(params int[] failures)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.UntilCancelled);
        bot.Discord.Fail(failures);

        var asked = await ThinkAsync(bot, bot.Ada.SayAsync("/daily"));
        bot.Hanging.Release();
        var edit = await bot.PassTimeAsync(bot.Discord.NextAsync(), speed: 5);

        Assert.Equal((string?)asked.Interaction["token"], edit.Token);
        Assert.Contains("🪙 250 coins for today", edit.ToString(), StringComparison.Ordinal);
        await EmptyAsync(bot);
        Assert.Equal((1250, true, failures.Length + 1), ((await bot.PlayerAsync(bot.Ada))!.Purse, bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    /// <summary>The process that made the bet still has the whole answer; after a restart, nobody knows what so old an interaction was told.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bet_counts_once_though_its_player_plays_on_while_discord_does_not_take_the_answer(bool isRestarted)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.UntilCancelled);
        bot.Discord.Fail(500, 500, 500);
        await ThinkAsync(bot, bot.Ada.SayAsync("/bet amount:100 side:heads"));
        bot.Hanging.Release();
        await bot.PassTimeAsync(Task.Run(async () =>
        {
            await Until.IsTrueAsync(() => bot.Log.All.Any(line => line.Contains("to be tried again after", StringComparison.Ordinal)));
            return true;
        }));

        for (var i = 0; i < 18; i++)
        {
            await bot.Ada.SayAsync("/flip");
        }

        if (isRestarted)
        {
            await bot.RestartAsync();
        }

        var gone = await bot.PassTimeAsync(bot.Discord.NextAsync(), speed: 5);
        if (!isRestarted)
        {
            Assert.EndsWith("[Again] [Double]", gone.ToString(), StringComparison.Ordinal);
            Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds, round => round.Stake > 0);
            return;
        }

        var told = await bot.Discord.NextAsync();

        await EmptyAsync(bot);
        Assert.Equal(
            ("(deleted)", "(follow-up)\n(private)\nYou did so much in the meantime that I cannot tell whether this counted. /history shows it."),
            (gone.ToString(), told.ToString()));
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds, round => round.Stake > 0);
    }

    [Fact]
    public async Task What_cannot_be_answered_any_more_is_not_done_any_more()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        await HangAndThinkAsync(bot, faulty, "/daily");

        // Not little by little: in between the second run would have given up and said so.
        bot.Clock.Sleep(TimeSpan.FromMinutes(15));
        faulty.Before = _ => Task.CompletedTask;
        await bot.PassTimeAsync(EmptyAsync(bot), speed: 20);

        Assert.Equal((1000, 0), ((await bot.PlayerAsync(bot.Ada))!.Purse, bot.Discord.Calls));
        Assert.Contains(bot.Log.Troubles, line => line.Contains("was dropped: its token is older than 15 minutes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_neither_be_done_nor_queued_is_apologised_for()
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(Hang.UntilCancelled);
        using (var queue = SqliteDatabase.OpenWriter(Path.Combine(bot.DataFolderPath, "queue.db")))
        {
            queue.Execute("DROP TABLE messages");
        }

        var seen = await ThinkAsync(bot, bot.Ada.SayAsync("/daily"));

        Assert.Matches(MayHaveCounted(), seen.ToString());
        Assert.Contains(bot.Log.Troubles, line => line.Contains("could not be deferred", StringComparison.Ordinal));
        Assert.Contains(bot.Log.Troubles, line => line.Contains($"[{Reference(seen)}, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_queued_in_time_is_apologised_for()
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(Hang.UntilCancelled);
        using var queue = SqliteDatabase.OpenWriter(Path.Combine(bot.DataFolderPath, "queue.db"));
        queue.Execute("BEGIN IMMEDIATE");

        var asked = bot.Ada.SayAsync("/daily");
        await Until.IsTrueAsync(() => bot.Hanging.Hanging > 0);
        var seen = await bot.PassTimeAsync(asked, speed: 5);
        queue.Execute("ROLLBACK");

        Assert.Matches(MayHaveCounted(), seen.ToString());
        Assert.Contains(bot.Log.Troubles, line => line.Contains("could not be deferred", StringComparison.Ordinal));
        bot.Hanging.Release();
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Bug_nothing_was_changed_was_said_after_a_commit_whose_answer_was_late_and_could_not_be_queued()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        var held = new TaskCompletionSource();
        faulty.After = operation => operation == StoreOperation.Commit ? held.Task : Task.CompletedTask;
        using (var queue = SqliteDatabase.OpenWriter(Path.Combine(bot.DataFolderPath, "queue.db")))
        {
            queue.Execute("DROP TABLE messages");
        }

        var asked = bot.Ada.SayAsync("/daily");
        await Until.IsTrueAsync(async () => await bot.PlayerAsync(bot.Ada) is not null);
        var seen = await bot.PassTimeAsync(asked, speed: 5);
        held.SetResult();

        Assert.Equal(250, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.Matches(MayHaveCounted(), seen.ToString());
    }

    [Theory]
    [InlineData(StoreOperation.Find)]
    [InlineData(StoreOperation.Commit)]
    public async Task A_bug_is_apologised_for_and_found_again_by_its_reference_and_fingerprint(StoreOperation where)
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        faulty.Before = operation => operation == where ? throw new InvalidOperationException("Kaboom.") : Task.CompletedTask;

        Seen[] seen = [await bot.Ada.SayAsync("/start"), await bot.Bob.SayAsync("/start")];

        Assert.All(seen, reply => Assert.Matches(SomethingWentWrong(), reply.ToString()));
        var lines = seen.Select(reply => Assert.Single(bot.Log.Troubles, line => line.Contains($"start failed [{Reference(reply)}, fingerprint ", StringComparison.Ordinal))).ToList();
        Assert.Single(lines.Select(line => Fingerprint().Match(line).Groups["code"].Value).Distinct());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task A_bug_in_a_deferred_run_is_apologised_for_in_private()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        bot.Hanging.Start(Hang.UntilCancelled);

        await ThinkAsync(bot, bot.Ada.SayAsync("/start"));
        faulty.Before = _ => throw new InvalidOperationException("Kaboom.");
        faulty.After = _ => throw new InvalidOperationException("Kaboom.");
        bot.Hanging.Release();

        Assert.Equal("(deleted)", (await bot.Discord.NextAsync()).ToString());
        Assert.Matches(LateApology(), (await bot.Discord.NextAsync()).ToString());
        await EmptyAsync(bot);
        Assert.Equal((true, 2), (bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    [Fact]
    public async Task A_late_apology_leaves_the_message_with_the_menu_as_it_is()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        var history = await bot.Ada.SayAsync("/history");
        bot.Hanging.Start(Hang.UntilCancelled);

        var seen = await ThinkAsync(bot, bot.Ada.ChooseAsync(history, "Rewards"));
        faulty.Before = _ => throw new InvalidOperationException("Kaboom.");
        faulty.After = _ => throw new InvalidOperationException("Kaboom.");
        bot.Hanging.Release();

        Assert.Equal("(thinking quietly)", seen.ToString());
        Assert.Matches(LateApology(), (await bot.Discord.NextAsync()).ToString());
        await EmptyAsync(bot);
        Assert.Equal((true, 1), (bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    [Fact]
    public async Task A_late_refusal_of_a_public_command_reaches_its_caller_alone()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.UntilCancelled);

        var asked = await ThinkAsync(bot, bot.Ada.SayAsync("/bet amount:5000 side:heads"));
        bot.Hanging.Release();
        Sent[] sent = [await bot.Discord.NextAsync(), await bot.Discord.NextAsync()];

        await EmptyAsync(bot);
        Assert.Equal("(thinking)", asked.ToString());
        Assert.Equal(["(deleted)", "(follow-up)\n(private)\nYou carry 1,000 coins; this bet needs 5,000. /daily gives 250."], sent.Select(call => call.ToString()));
        Assert.All(sent, call => Assert.Equal((string?)asked.Interaction["token"], call.Token));
        Assert.Equal((true, 2), (bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    [Fact]
    public async Task A_late_apology_of_a_private_command_takes_the_place_of_thinking()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        bot.Hanging.Start(Hang.UntilCancelled);

        var asked = await ThinkAsync(bot, bot.Ada.SayAsync("/balance"));
        faulty.Before = _ => throw new InvalidOperationException("Kaboom.");
        faulty.After = faulty.Before;
        bot.Hanging.Release();

        Assert.Equal("(thinking, private)", asked.ToString());
        // An edit says nothing about privacy: it stays as "thinking" was.
        Assert.Matches(SomethingWentWrong(), $"(private)\n{await bot.Discord.NextAsync()}");
        await EmptyAsync(bot);
        Assert.Equal((true, 1), (bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    [Fact]
    public async Task A_late_refusal_that_discord_does_not_take_is_sent_again_though_thinking_is_gone()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.UntilCancelled);
        bot.Discord.Fail(200, 500, 500, 500, 410);

        await ThinkAsync(bot, bot.Ada.SayAsync("/bet amount:5000 side:heads"));
        bot.Hanging.Release();
        var gone = await bot.Discord.NextAsync();
        var told = await bot.PassTimeAsync(bot.Discord.NextAsync(), speed: 5);

        await EmptyAsync(bot);
        Assert.Equal(("(deleted)", "(follow-up)\n(private)\nYou carry 1,000 coins; this bet needs 5,000. /daily gives 250."), (gone.ToString(), told.ToString()));
        Assert.Equal((true, 6), (bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    [Fact]
    public async Task What_succeeds_after_its_apology_was_lost_is_told_to_all_though_thinking_is_gone()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.UntilCancelled);
        bot.Discord.Fail(200, 500, 500, 500, 410);

        await ThinkAsync(bot, bot.Ada.SayAsync("/daily"));
        faulty.Before = _ => throw new StoreException(StoreFault.Busy, "The disk says no.");
        faulty.After = faulty.Before;
        bot.Hanging.Release();
        var gone = await bot.Discord.NextAsync();
        faulty.Before = faulty.After = _ => Task.CompletedTask;
        var told = await bot.PassTimeAsync(bot.Discord.NextAsync(), speed: 5);

        await EmptyAsync(bot);
        Assert.Equal("(deleted)", gone.ToString());
        Assert.StartsWith("(follow-up)\n# 🪙 250 coins for today", told.ToString(), StringComparison.Ordinal);
        Assert.Equal((1250, true, 6), ((await bot.PlayerAsync(bot.Ada))!.Purse, bot.Discord.IsQuiet, bot.Discord.Calls));
    }

    [Fact]
    public async Task What_was_cut_off_twice_is_said_to_be_unfinished()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Hanging.Start(Hang.IgnoringCancellation);

        await ThinkAsync(bot, bot.Ada.SayAsync("/daily"));
        await Until.IsTrueAsync(() => bot.Hanging.Hanging == 2);
        bot.Clock.Advance(DeferredRunner.LongestRun);
        await bot.PassTimeAsync(TrueAsync(() => bot.Hanging.Hanging == 3), speed: 5);
        Assert.Equal(0, bot.Discord.Calls);
        bot.Clock.Advance(DeferredRunner.LongestRun);
        Sent[] sent = [await bot.Discord.NextAsync(), await bot.Discord.NextAsync()];

        await EmptyAsync(bot);
        Assert.Equal(
            ["(deleted)", "(follow-up)\n(private)\nI could not finish this in time, and I cannot tell whether it counted. /history shows it."],
            sent.Select(call => call.ToString()));
        Assert.Equal((true, 2), (bot.Discord.IsQuiet, bot.Discord.Calls));
        bot.Hanging.Release();
        await Until.IsTrueAsync(() => bot.Log.All.Count(line => line.Contains("A late attempt at interaction", StringComparison.Ordinal)) == 3);
    }

    [Theory]
    [InlineData(StoreFault.Full)]
    [InlineData(StoreFault.Busy)]
    [InlineData(StoreFault.Corrupt)]
    [InlineData(StoreFault.ReadOnly)]
    [InlineData(StoreFault.Unavailable)]
    public async Task A_store_that_fails_closes_the_bank_for_a_moment(StoreFault fault)
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
        await bot.Ada.SayAsync("/start");
        faulty.Before = operation => operation == StoreOperation.Commit ? throw new StoreException(fault, "The disk says no.") : Task.CompletedTask;

        var seen = await bot.Ada.SayAsync("/daily");
        faulty.Before = _ => Task.CompletedTask;

        Assert.Matches(StoreIsOutOfReach(), seen.ToString());
        Assert.Single(bot.Log.Troubles, line => line.Contains($"The store failed with {fault} [{Reference(seen)}] during daily", StringComparison.Ordinal));
        Assert.StartsWith("# 🪙 250 coins for today", (await bot.Ada.SayAsync("/daily")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_reaches_the_log_whatever_goes_wrong()
    {
        var faulty = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around, Settings = { ["RateLimits:User"] = "1000000/0.000001" } });
        List<Seen> seen = [await bot.Ada.SayAsync("/start"), await bot.Ada.SayAsync("/bet amount:10 side:heads"), await bot.Ada.SayAsync("/fairness")];
        foreach (var request in Endpoints.MalformedRequests.All)
        {
            await request.Letter(bot).SendAsync(bot);
        }

        faulty.Before = _ => throw new InvalidOperationException("Kaboom.");
        seen.Add(await bot.Ada.SayAsync("/daily"));
        faulty.Before = _ => throw new StoreException(StoreFault.Corrupt, "Damaged.");
        seen.Add(await bot.Ada.SayAsync("/daily"));
        faulty.Before = _ => Task.CompletedTask;
        bot.Hanging.Start(Hang.UntilCancelled);
        seen.Add(await ThinkAsync(bot, bot.Ada.SayAsync("/daily")));
        bot.Discord.Fail(500, 429, 404, 400);
        bot.Hanging.Release();
        await bot.PassTimeAsync(EmptyAsync(bot), speed: 5);
        bot.Hanging.Start(Hang.UntilCancelled);
        seen.Add(await ThinkAsync(bot, bot.Bob.SayAsync("/start")));
        bot.Hanging.Release();
        await bot.Discord.NextAsync();

        var keys = DevelopmentKeys.Open(bot.DataFolderPath);
        var signature = Convert.ToHexString(bot.Sign("1767614400", "{}"u8.ToArray()));
        List<string> secrets =
        [
            .. seen.Select(reply => (string)reply.Interaction["token"]!), "aW50ZXJhY3Rpb246", signature[..32], Convert.ToHexString(keys.Seed.Span), Convert.ToBase64String(keys.Seed.Span),
            Convert.ToHexString(keys.Pepper.Span), Convert.ToBase64String(keys.Pepper.Span), (await bot.PlayerAsync(bot.Ada))!.Seeds.Server,
        ];
        Assert.True(bot.Log.All.Count() > 100);
        Assert.DoesNotContain(bot.Log.All, line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(bot.Log.All, line => SignatureInHex().IsMatch(line));
    }

    private static async Task<Seen> ThinkAsync(Bot bot, Task<Seen> asked)
    {
        await Until.IsTrueAsync(() => bot.Hanging.Hanging > 0);
        bot.Clock.Advance(Deadline);
        // The pipeline may have read the clock just before and set its timer just after: then its two seconds begin now.
        return await bot.PassTimeAsync(asked);
    }

    /// <summary>The store hangs until a call is cancelled, also while the process ends.</summary>
    private static async Task<Seen> HangAndThinkAsync(Bot bot, FaultyStore faulty, string line)
    {
        var (never, calls) = (new TaskCompletionSource(), 0);
        faulty.Before = _ =>
        {
            Interlocked.Increment(ref calls);
            return never.Task;
        };
        var asked = bot.Ada.SayAsync(line);
        await Until.IsTrueAsync(() => Volatile.Read(ref calls) == 1);
        bot.Clock.Advance(Deadline);
        var seen = await bot.PassTimeAsync(asked);
        await Until.IsTrueAsync(() => Volatile.Read(ref calls) == 2);
        return seen;
    }

    private static Task<QueueDepth> DepthAsync(Bot bot) => bot.Part<SqliteDeferredQueue>().DepthAsync(CancellationToken.None);

    private static async Task<bool> EmptyAsync(Bot bot)
    {
        await Until.IsTrueAsync(async () => await DepthAsync(bot) == new QueueDepth(0, 0));
        return true;
    }

    private static async Task<bool> TrueAsync(Func<bool> isSo)
    {
        await Until.IsTrueAsync(isSo);
        return true;
    }

    private static string Reference(Seen seen) => ReferenceInBackquotes().Match(seen.ToString()).Groups["code"].Value;

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReferenceInBackquotes();

    [GeneratedRegex("fingerprint (?<code>[0-9a-f]{8})\\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fingerprint();

    [GeneratedRegex("[0-9a-fA-F]{128}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignatureInHex();

    [GeneratedRegex("""^\(private\)\nI cannot reach my records for a moment\. Nothing was changed; please try again soon\. If it stays so, mention `[0-9A-Za-z-]{4,}`\.$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StoreIsOutOfReach();

    [GeneratedRegex("""^\(follow-up\)\n\(private\)\nSomething went wrong on my side, and nothing was changed\. If it happens again, mention `[0-9A-Za-z-]{4,}`\.$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LateApology();

    [GeneratedRegex("""^\(private\)\nSomething went wrong on my side, and nothing was changed\. If it happens again, mention `[0-9A-Za-z-]{4,}`\.$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SomethingWentWrong();

    [GeneratedRegex("""^\(private\)\nSomething went wrong on my side, and I cannot tell whether this counted: /history shows it\. If it happens again, mention `[0-9A-Za-z-]{4,}`\.$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MayHaveCounted();
}
