using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Tests.Developer;
using FlippyFlip.Core.Tests.Outbox;
using FlippyFlip.Core.Tests.PersonalData;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Reminders;

public sealed class ReminderSweepTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Tells_once_that_the_daily_coins_are_ready()
    {
        await using var bot = await RemindedAsync("Daily");
        bot.Clock.Advance(Day - TimeSpan.FromMilliseconds(1));
        Assert.Equal("0 reminders sent", await SweepAsync(bot));
        bot.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("1 reminders sent", await SweepAsync(bot));
        Assert.Equal("0 reminders sent", await SweepAsync(bot));

        var sent = await bot.Discord.NextAsync();
        Assert.Equal($"(in 9{bot.Ada.Id})\n🔔 Your daily coins are ready: /daily.\nYou asked me to tell you. /notify switches it off.", sent.ToString());
        Assert.Equal("""{"parse":[]}""", sent.Message["allowed_mentions"]!.ToJsonString());
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.RemindAt);
    }

    [Fact]
    public async Task Tells_again_after_the_next_claim()
    {
        await using var bot = await RemindedAsync("Daily");
        bot.Clock.Advance(Day);
        await SweepAsync(bot);
        await bot.Ada.SayAsync("/daily");
        bot.Clock.Advance(Day);

        Assert.Equal("1 reminders sent", await SweepAsync(bot));
    }

    [Fact]
    public async Task Says_nothing_to_whoever_was_faster()
    {
        await using var bot = await RemindedAsync("Daily");
        bot.Clock.Advance(Day);
        await bot.Ada.SayAsync("/daily");

        Assert.Equal("0 reminders sent", await SweepAsync(bot));
        Assert.Equal(bot.Clock.GetUtcNow() + Day, (await bot.PlayerAsync(bot.Ada))!.RemindAt);
    }

    [Fact]
    public async Task Says_nothing_to_whoever_switched_it_off()
    {
        await using var bot = await RemindedAsync("Daily");
        bot.Clock.Advance(Day);
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/notify"), "Duel");

        Assert.Equal("0 reminders sent", await SweepAsync(bot));
    }

    [Fact]
    public async Task Bug_whoever_did_something_else_meanwhile_was_not_told()
    {
        await using var bot = await RemindedAsync("Daily");
        bot.Clock.Advance(Day);
        await bot.Ada.SayAsync("/deposit amount:1");

        Assert.Equal("1 reminders sent", await SweepAsync(bot));
    }

    [Fact]
    public async Task Speaks_the_chosen_language_or_else_that_of_the_choice()
    {
        await using var bot = await Sending.StartAsync();
        var german = bot.Ada with { Locale = "de" };
        await german.SayAsync("/daily");
        await german.ChooseAsync(await german.SayAsync("/notify"), "Daily");
        await bot.Discord.NextAsync();
        bot.Clock.Advance(Day);
        await SweepAsync(bot);
        var first = await bot.Discord.NextAsync();
        await german.SayAsync("/daily");
        await german.ChooseAsync(await german.SayAsync("/settings"), "fr");
        bot.Clock.Advance(Day);
        await SweepAsync(bot);

        Assert.Equal($"(in 9{bot.Ada.Id})\n🔔 Deine täglichen Münzen sind da: /täglich.\nDu wolltest es wissen. /erinnern schaltet das ab.", first.ToString());
        Assert.StartsWith($"(in 9{bot.Ada.Id})\n🔔 Tes pièces du jour sont prêtes", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_reminders_had_other_pictures_than_the_bots_own_and_commands_of_another_language_than_discords()
    {
        await using var bot = await Sending.StartAsync(new BotOptions { Settings = { ["Bot:Emoji"] = "Bell=🐱" } });
        await bot.Ada.SayAsync("/daily");
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "de");
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/notify"), "Daily");
        Assert.Equal($"(in 9{bot.Ada.Id})\n🐱 Hier werde ich dich erinnern. /notify schaltet das ab.", (await bot.Discord.NextAsync()).ToString());
        bot.Clock.Advance(Day);
        await SweepAsync(bot);

        Assert.Equal($"(in 9{bot.Ada.Id})\n🐱 Deine täglichen Münzen sind da: /daily.\nDu wolltest es wissen. /notify schaltet das ab.", (await bot.Discord.NextAsync()).ToString());
    }

    [Fact]
    public async Task Tells_each_thing_by_itself_and_when_it_is_ready()
    {
        await using var bot = await RemindedAsync("Work", "Daily");
        await bot.ChangeAsync(bot.Ada, player => player.CoolDown("work", TestClock.Start.AddHours(1), TestClock.Start));
        bot.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("1 reminders sent", await SweepAsync(bot));
        var work = await bot.Discord.NextAsync();
        Assert.Equal(TestClock.Start + Day, (await bot.PlayerAsync(bot.Ada))!.RemindAt);
        await bot.ChangeAsync(bot.Ada, player => player.CoolDown("work", TestClock.Start.AddHours(2), TestClock.Start.AddHours(1)));
        bot.Clock.Advance(Day);

        Assert.Equal("2 reminders sent", await SweepAsync(bot));
        Assert.Equal($"(in 9{bot.Ada.Id})\n🔔 You can work again: /work.\nYou asked me to tell you. /notify switches it off.", work.ToString());
    }

    [Fact]
    public async Task Says_nothing_of_what_nobody_may_do()
    {
        await using var bot = await RemindedAsync("Daily");
        await bot.ChangeAsync(bot.Ada, player => player.Judge(new Sanction(Barred.All, "spam", TestClock.Start, null)));
        bot.Clock.Advance(Day);

        Assert.Equal("0 reminders sent", await SweepAsync(bot));
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.RemindAt);
    }

    [Fact]
    public async Task A_player_who_comes_from_a_backup_is_not_told_twice()
    {
        await using var bot = await RemindedAsync("Daily");
        bot.Clock.Advance(Day);
        await SweepAsync(bot);
        await bot.ChangeAsync(bot.Ada, player => player.RemindAt = TestClock.Start + Day);

        Assert.Equal("0 reminders sent", await SweepAsync(bot));
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.RemindAt);
    }

    [Fact]
    public async Task Bug_a_reminder_that_was_given_up_named_the_person_after_their_erasure()
    {
        await using var bot = await Sending.StartAsync(new BotOptions { IsOutboxSilent = true });
        await bot.Ada.SayAsync("/daily");
        await bot.ChangeAsync(bot.Ada, player => player.Remind([Reminder.Daily], bot.Clock.GetUtcNow()));
        bot.Clock.Advance(Day);
        await SweepAsync(bot);
        var message = Assert.Single(await bot.EverythingAsync<OutboxMessage>(), message => message.QueuedAt == bot.Clock.GetUtcNow());
        Assert.DoesNotContain($"{bot.Ada.Id}", message.Id, StringComparison.Ordinal);
        message.Attempts = OutboxMessage.MostAttempts;
        await bot.Store.CommitAsync(new Commit().Replace(message), CancellationToken.None);
        await bot.Part<OutboxDispatcher>().SendAsync(message.Id, CancellationToken.None);
        Assert.Contains(await bot.AuditAsync(), entry => entry.Action == "outbox-dead" && entry.Target == message.Id);

        await bot.Ada.EraseAsync();

        Assert.Empty(await bot.MentionsAsync($"{bot.Ada.Id}"));
    }

    [Fact]
    public async Task Whoever_overtakes_it_is_told_the_next_minute()
    {
        var (faults, isFirst) = (new FaultyStore(), true);
        await using var bot = await RemindedAsync(new BotOptions { Around = faults.Around }, "Daily");
        bot.Clock.Advance(Day);
        faults.After = async operation =>
        {
            if (operation == StoreOperation.Query && isFirst)
            {
                isFirst = false;
                await bot.ChangeAsync(bot.Ada, player => player.Grant(1, new Occasion(default, TestClock.Start)));
            }
        };

        Assert.Equal("0 reminders sent, 1 players overtook it", await SweepAsync(bot));
        Assert.Equal("1 reminders sent", await SweepAsync(bot));
    }

    [Fact]
    public async Task Bug_one_player_whom_the_store_did_not_take_kept_all_behind_them_from_being_told()
    {
        var (faults, isFound, commits) = (new FaultyStore(), false, 0);
        await using var bot = await RemindedAsync(new BotOptions { Around = faults.Around }, "Daily");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await bot.Bob.SayAsync("/daily");
        await bot.ChangeAsync(bot.Bob, player => player.Remind([Reminder.Daily], bot.Clock.GetUtcNow()));
        bot.Clock.Advance(Day);
        faults.After = operation =>
        {
            isFound |= operation == StoreOperation.Query;
            return Task.CompletedTask;
        };
        faults.Before = operation => operation == StoreOperation.Commit && isFound && commits++ == 0 ? throw new StoreException(StoreFault.Busy, "Too large.") : Task.CompletedTask;

        var ran = Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("ReminderSweep", CancellationToken.None));

        Assert.Equal(JobOutcome.Bad("1 reminders sent, 1 players failed"), ran.Outcome);
        Assert.NotNull((await bot.PlayerAsync(bot.Ada))!.RemindAt);
        Assert.Null((await bot.PlayerAsync(bot.Bob))!.RemindAt);
        Assert.Equal("1 reminders sent", await SweepAsync(bot));
    }

    [Fact]
    public async Task More_than_a_page_of_players_are_told()
    {
        await using var bot = await Bot.StartAsync();
        for (var i = 1UL; i <= 205; i++)
        {
            var player = Player.New(Player.IdOf(bot.ApplicationId, new Discord.Snowflake(i)), Dice.Seeded(1), TestClock.Start);
            player.Remind([Reminder.Daily], TestClock.Start);
            player.CoolDown(Player.DailyCommand, TestClock.Start.AddSeconds(i), TestClock.Start);
            await bot.Store.CommitAsync(new Commit().Keep(player), CancellationToken.None);
        }

        bot.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("205 reminders sent", await SweepAsync(bot));
        Assert.Equal(205, (await bot.EverythingAsync<OutboxMessage>()).Select(message => message.Target).Distinct().Count());
    }

    private static async Task<string> SweepAsync(Bot bot) =>
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("ReminderSweep", CancellationToken.None)).Outcome.Sentence;

    private static Task<Bot> RemindedAsync(params string[] chosen) => RemindedAsync(new BotOptions(), chosen);

    /// <summary>Ada, who had her daily coins, chose reminders and was greeted.</summary>
    private static async Task<Bot> RemindedAsync(BotOptions options, params string[] chosen)
    {
        var bot = await Sending.StartAsync(options);
        await bot.Ada.SayAsync("/daily");
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/notify"), chosen);
        await bot.Discord.NextAsync();
        return bot;
    }
}
