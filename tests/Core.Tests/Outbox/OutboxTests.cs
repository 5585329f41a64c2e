using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Tests.Developer;
using FlippyFlip.FrontDoor;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Outbox;

/// <summary>From a command's commit to Discord, through the whole head.</summary>
public sealed class OutboxTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Sends_every_kind_after_the_commit_and_keeps_neither_text_nor_token()
    {
        await using var bot = await Sending.StartAsync();
        var text = Reply.Text($"Hello!");

        await bot.SayAsync(
            1,
            Sending.Direct(),
            new Outgoing.ChannelMessage(new Snowflake(42), text, Locale.English),
            new Outgoing.FollowUp("interaction-token", bot.Clock.GetUtcNow(), text.Private(), Locale.English),
            new Outgoing.WebhookPost(new Snowflake(43), "webhook-token", text, Locale.English));

        List<string> sent = [];
        for (var i = 0; i < 4; i++)
        {
            sent.Add((await bot.Discord.NextAsync()).ToString());
        }

        Assert.Equal(["(follow-up)\n(private)\nHello!", $"(in 42)\nHello!", $"(in 9{Sending.User})\nHello!", "(webhook)\nHello!"], sent.Order(StringComparer.Ordinal));
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<OutboxMessage>()).All(message => message.State == OutboxState.Sent));
        Assert.All(await bot.EverythingAsync<OutboxMessage>(), message => Assert.Equal(
            (1, null, null, null, bot.Clock.GetUtcNow().AddHours(1)), (message.Attempts, message.Token, message.Body, message.Reason, message.ExpiresAt)));
        Assert.All(bot.Discord.Asked, asked => Assert.EndsWith($" Bot {Sending.Token}", asked, StringComparison.Ordinal));
        Assert.Equal(3, bot.Discord.Asked.Count);
        Assert.DoesNotContain(bot.Log.All, line => line.Contains("-token", StringComparison.Ordinal) || line.Contains(Sending.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follow_up_of_the_caller_goes_to_the_interaction_it_answered()
    {
        await using var bot = await Sending.StartAsync();
        var caller = Sending.Caller(bot, 5) with { Token = "of-this-interaction" };

        var followUp = caller.FollowUp(Reply.Whisper($"More."));

        Assert.Equal(("of-this-interaction", new Snowflake(5).CreatedAt), (followUp.Token, followUp.ReceivedAt));
        Assert.DoesNotContain("of-this-interaction", caller.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_command_that_was_refused()
    {
        await using var bot = await Sending.StartAsync();

        await bot.Part<UnitOfWork>().RunAsync(
            Sending.Caller(bot, 1),
            bot.Part<Catalogue>().Find("ping")!,
            session =>
            {
                session.Send(Sending.Direct());
                return Task.FromResult(Reply.Refuse($"No."));
            },
            None);

        Assert.Empty(await bot.EverythingAsync<OutboxMessage>());
        Assert.Equal(0, bot.Discord.Calls);
    }

    [Fact]
    public async Task An_interaction_that_comes_again_sends_nothing_again()
    {
        await using var bot = await Sending.StartAsync();
        await bot.SayAsync(1, Sending.Direct());
        await bot.Discord.NextAsync();
        await Until.IsTrueAsync(async () => (await bot.MessageAsync()).State == OutboxState.Sent);

        await bot.PassTimeAsync(bot.SayAsync(1, Sending.Direct()));
        await bot.Part<JobRunner>().RunAsync("OutboxSweep", None);

        await bot.MessageAsync();
        Assert.True(bot.Discord.IsQuiet);
        Assert.Equal(2, bot.Discord.Calls);
    }

    [Fact]
    public async Task What_a_process_left_when_it_died_after_the_commit_is_sent_once_by_the_sweep()
    {
        await using var bot = await Sending.StartAsync();
        await bot.LeaveAsync(Sending.Direct("Left behind"));

        var first = await bot.Part<JobRunner>().RunAsync("OutboxSweep", None);
        var second = await bot.Part<JobRunner>().RunAsync("OutboxSweep", None);

        Assert.Equal([new JobResult.Ran(JobOutcome.Well("1 settled, 0 put off")), new JobResult.Ran(JobOutcome.Well("0 settled, 0 put off"))], [first, second]);
        Assert.Equal($"(in 9{Sending.User})\nLeft behind", (await bot.Discord.NextAsync()).ToString());
        Assert.True(bot.Discord.IsQuiet);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_store_that_fails_around_a_commit_of_the_sender_lets_it_show_once(int commit, bool isAfter)
    {
        var faulty = new FaultyStore();
        await using var bot = await Sending.StartAsync(new BotOptions { Around = faulty.Around });
        var id = await bot.LeaveAsync(Sending.Direct());
        var commits = 0;
        Task Strike(StoreOperation operation) => operation == StoreOperation.Commit && Interlocked.Increment(ref commits) == commit
            ? throw new StoreException(StoreFault.Unavailable, "The store is gone.")
            : Task.CompletedTask;
        if (isAfter)
        {
            faulty.After = Strike;
        }
        else
        {
            faulty.Before = Strike;
        }

        await Assert.ThrowsAsync<StoreException>(() => bot.Part<OutboxDispatcher>().SendAsync(id, None));
        bot.Clock.Advance(OutboxMessage.Lease);
        await bot.Part<JobRunner>().RunAsync("OutboxSweep", None);

        Assert.Equal(OutboxState.Sent, (await bot.MessageAsync()).State);
        await bot.Discord.NextAsync();
        Assert.True(bot.Discord.IsQuiet);
        Assert.Equal(commit == 2 && !isAfter ? 1 : 0, bot.Discord.Repeated);
    }

    [Fact]
    public async Task Two_processes_share_an_outbox_and_send_each_message_once()
    {
        await using var bot = await Sending.StartAsync();
        await using var other = await Sending.StartAsync(new BotOptions { Beside = bot });
        for (ulong i = 1; i <= 30; i++)
        {
            await bot.LeaveAsync(new Outgoing.ChannelMessage(new Snowflake(i), Reply.Text($"{i}"), Locale.English), interaction: i);
        }

        var ids = (await bot.EverythingAsync<OutboxMessage>()).Select(message => message.Id).ToList();
        await Task.WhenAll(((Bot[])[bot, other]).SelectMany(process => ids.Select(id => Task.Run(() => process.Part<OutboxDispatcher>().SendAsync(id, None)))));

        Assert.Equal((30, 0), (bot.Discord.Calls, bot.Discord.Repeated));
        Assert.All(await bot.EverythingAsync<OutboxMessage>(), message => Assert.Equal((OutboxState.Sent, 1), (message.State, message.Attempts)));
    }

    [Fact]
    public async Task What_Discord_puts_off_is_sent_by_the_same_process_when_its_time_comes()
    {
        await using var bot = await Sending.StartAsync();
        bot.Discord.Fail(200, 500, 500, 500);

        await bot.SayAsync(1, Sending.Direct());
        var sent = await bot.PassTimeAsync(bot.Discord.NextAsync(), speed: 10);

        Assert.Equal($"(in 9{Sending.User})\nHello!", sent.ToString());
        await Until.IsTrueAsync(async () => (await bot.MessageAsync()).State == OutboxState.Sent);
        Assert.Equal(2, (await bot.MessageAsync()).Attempts);
    }

    [Fact]
    public async Task A_user_who_takes_no_messages_is_left_alone_quietly()
    {
        await using var bot = await Sending.StartAsync();
        bot.Discord.Fail(200, 403);

        await bot.SayAsync(1, Sending.Direct());
        await Until.IsTrueAsync(async () => (await bot.MessageAsync()).State != OutboxState.Waiting);

        var message = await bot.MessageAsync();
        Assert.Equal((OutboxState.Undeliverable, "Discord does not let us: Cannot send messages to this user (50007).", null), (message.State, message.Reason, message.Body));
        Assert.Empty(bot.Log.Troubles);
        Assert.Empty(await bot.AuditAsync());
    }

    [Fact]
    public async Task A_reply_does_not_wait_for_what_is_sent_after_it()
    {
        await using var bot = await Sending.StartAsync();
        bot.Discord.Hold();

        var reply = await bot.SayAsync(1, Sending.Direct());

        Assert.Equal("Done.", reply.Meaning(Locale.English));
        await Until.IsTrueAsync(() => bot.Discord.Calls == 1);
        bot.Discord.Release();
        await bot.Discord.NextAsync();
    }

    [Fact]
    public async Task A_process_that_stops_while_it_sends_hands_the_message_back()
    {
        await using var bot = await Sending.StartAsync();
        bot.Discord.Hold();
        await bot.SayAsync(1, Sending.Direct());
        await Until.IsTrueAsync(() => bot.Discord.Calls == 1);

        await bot.RestartAsync();
        bot.Discord.Release();
        var due = (await bot.MessageAsync()).DueAt;
        await bot.Part<JobRunner>().RunAsync("OutboxSweep", None);

        Assert.Equal(TestClock.Start, due);
        await bot.Discord.NextAsync();
        Assert.Equal((OutboxState.Sent, 2), ((await bot.MessageAsync()).State, (await bot.MessageAsync()).Attempts));
    }
}
