using System.Text.RegularExpressions;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local;
using FlippyFlip.Local.Sqlite;
using Instance = FlippyFlip.Core.Bots.Instance;

namespace FlippyFlip.Core.Tests.Developer.Operations;

public sealed partial class DevHealthTests
{
    [Fact]
    public async Task Lists_store_queue_disk_and_memory()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync("/dev-health");

        Assert.Equal(
            $"""
            (private)
            # 💓 All is well
            ✅ **Store**: answers in 0.00 ms
            ✅ **Deferred queue**: 0 waiting, 0 given up
            ✅ **Disk**: … MB free, database … kB
            ✅ **Outbox**: 0 waiting, 0 given up
            {string.Join('\n', bot.Part<JobTable>().All.Select(job => $"✅ **{job.Name}**: not run yet; next <t:{job.Schedule.NextAfter(TestClock.Start).ToUnixTimeSeconds()}:R>"))}
            ✅ **Memory**: … MB
            Version: {bot.Part<Instance>().Version}
            Running since: <t:1767614400:R>
            """,
            Sizes().Replace(seen.ToString(), "…"));
    }

    [Fact]
    public async Task Bug_a_data_folder_that_was_deleted_beneath_the_bot_made_it_apologize()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var data = bot.Part<DataFolder>();
        Directory.Delete(data.Path, recursive: true);

        var seen = await bot.Owner.SayAsync("/dev-health");
        Directory.CreateDirectory(data.Path);

        Assert.Contains("❌ **Disk**: the database is gone from its folder", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_up_needs_a_look()
    {
        await using var bot = await Bot.StartAsync();
        using (var queue = SqliteDatabase.OpenWriter(bot.Part<DataFolder>().Queue))
        {
            queue.Execute("INSERT INTO messages (application_id, body, received_at, due_at, poison) VALUES (1, x'7B7D', 0, 0, 'because')");
        }

        var seen = await bot.Owner.SayAsync("/dev-health");

        Assert.StartsWith(
            "(private)\n# ❌ Something needs a look\n✅ **Store**: answers in 0.00 ms\n❌ **Deferred queue**: 0 waiting, 1 given up\n✅ **Disk**: ",
            seen.ToString(),
            StringComparison.Ordinal);
        Assert.Equal($"1 of {Looks(bot)} not well", Assert.Single(await bot.AuditAsync()).Details);
    }

    [Fact]
    public async Task Tells_when_each_job_ran_what_came_of_it_and_when_it_runs_next()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Part<JobRunner>().RunAsync("OutboxSweep", CancellationToken.None);
        var ran = await bot.Owner.SayAsync("/dev-health");
        bot.Clock.Advance(TimeSpan.FromMinutes(20));

        var late = await bot.Owner.SayAsync("/dev-health");

        Assert.Contains("\n✅ **OutboxSweep**: <t:1767614400:R>, 0 settled, 0 put off; next <t:1767614460:R>\n", ran.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n❌ **OutboxSweep**: <t:1767614400:R>, 0 settled, 0 put off; overdue since <t:1767614460:R>\n", late.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_not_refused_is_well()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = new() { ["Bot:Token"] = "a-token-that-is-long-enough" } });

        Assert.Contains("\n✅ **Bot token**: not refused by Discord\n", (await bot.Owner.SayAsync("/dev-health")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_audited_with_one_commit()
    {
        await using var bot = await Bot.StartAsync();
        bot.Store.Reset();

        await bot.Owner.SayAsync("/dev-health");

        Assert.Equal((2, 1), (bot.Store[StoreOperation.Find], bot.Store[StoreOperation.Commit]));
        var entry = Assert.Single(await bot.AuditAsync());
        Assert.Equal(("dev-health", null, $"0 of {Looks(bot)} not well", bot.Owner.Id), (entry.Action, entry.Target, entry.Details, entry.Actor));
    }

    [Fact]
    public async Task Delivered_twice_it_is_audited_once()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Owner.Command("/dev-health");
        await bot.Owner.AskAsync(interaction, "first");

        await bot.Owner.AskAsync(interaction, "second");
        await bot.Owner.SayAsync("/dev-health");

        Assert.Equal(2, (await bot.AuditAsync()).Count);
    }

    [Fact]
    public async Task Stores_no_wallet_for_the_operator()
    {
        await using var bot = await Bot.StartAsync();

        await bot.Owner.SayAsync("/dev-health");

        Assert.Null(await bot.PlayerAsync(bot.Owner));
    }

    /// <summary>Store, queue, disk, outbox, memory, and every job.</summary>
    private static int Looks(Bot bot) => 5 + bot.Part<JobTable>().All.Count;

    [GeneratedRegex("[0-9,]+(?= (MB|kB))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sizes();
}
