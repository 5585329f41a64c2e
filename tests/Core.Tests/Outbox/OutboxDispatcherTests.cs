using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Tests.Developer;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Outbox;

/// <summary>What Discord's answers do to a message, over a real store.</summary>
public sealed class OutboxDispatcherTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ScriptedDiscord _discord = new();

    [Fact]
    public async Task Waits_as_long_as_Discord_asks_and_not_shorter()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());
        var dispatcher = bot.Dispatcher(_discord.Says(new DiscordOutcome.TryLater(TimeSpan.FromMinutes(10))));

        var again = await dispatcher.SendAsync(id, None);

        Assert.Equal(bot.Clock.GetUtcNow().AddMinutes(10), again);
        Assert.Equal(again, await dispatcher.SendAsync(id, None));
        Assert.Equal(["open 900000000000000101", "send 9"], _discord.Calls);
        bot.Clock.SetUtcNow(again!.Value);
        Assert.Null(await dispatcher.SendAsync(id, None));
        Assert.Equal(OutboxState.Sent, (await bot.MessageAsync()).State);
    }

    [Fact]
    public async Task Tries_less_and_less_often_and_then_gives_up_with_a_line_in_the_audit_log()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct("secret words"));
        var dispatcher = bot.Dispatcher(_discord.Says([.. Enumerable.Repeat(new DiscordOutcome.TryLater(TimeSpan.Zero), 100)]));
        List<TimeSpan> pauses = [];
        while (await dispatcher.SendAsync(id, None) is { } again)
        {
            pauses.Add(again - bot.Clock.GetUtcNow());
            bot.Clock.SetUtcNow(again);
        }

        Assert.Equal(OutboxMessage.MostAttempts - 1, pauses.Count);
        Assert.All(pauses.Index(), pause => Assert.InRange(pause.Item.TotalSeconds, Math.Min(2.5 * Math.Pow(2, pause.Index), 900), Math.Min(5 * Math.Pow(2, pause.Index), 1800)));
        var message = await bot.MessageAsync();
        Assert.Equal((OutboxState.Dead, OutboxMessage.MostAttempts, null, null), (message.State, message.Attempts, message.Body, message.Token));
        Assert.Equal(bot.Clock.GetUtcNow().AddDays(30).ToUnixTimeMilliseconds(), message.ExpiresAt!.Value.ToUnixTimeMilliseconds());
        var entry = Assert.Single(await bot.AuditAsync());
        Assert.Equal(("outbox-dead", id, "DirectMessage after 15 attempts: Discord was busy, limited or out of reach.", bot.ApplicationId), (entry.Action, entry.Target, entry.Details, entry.Actor));
        Assert.Equal(entry.Hash, entry.HashAfter(""));
        Assert.StartsWith("(private)\n# ❌ Something needs a look\n", (await bot.Owner.SayAsync("/dev-health")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Discord_calls_wrong_is_our_bug_and_given_up_at_once()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(new Outgoing.WebhookPost(new Snowflake(7), "hook", Reply.Text($"x"), Locale.English));

        Assert.Null(await bot.Dispatcher(_discord.Says(new DiscordOutcome.Refused(400, 50035, "Invalid Form Body"))).SendAsync(id, None));

        var message = await bot.MessageAsync();
        Assert.Equal((OutboxState.Dead, "Discord refused it with HTTP 400: Invalid Form Body (50035).", null), (message.State, message.Reason, message.Token));
        Assert.Single(await bot.AuditAsync());
        Assert.Equal(["post 7 hook"], _discord.Calls);
    }

    [Fact]
    public async Task A_follow_up_is_not_sent_once_its_token_has_ended()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(new Outgoing.FollowUp("t", bot.Clock.GetUtcNow(), Reply.Text($"x"), Locale.English));
        bot.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Null(await bot.Dispatcher(_discord).SendAsync(id, None));

        Assert.Equal((OutboxState.Dead, null), ((await bot.MessageAsync()).State, (await bot.MessageAsync()).Token));
        Assert.Empty(_discord.Calls);
    }

    [Fact]
    public async Task A_follow_up_that_could_only_be_repeated_too_late_is_given_up()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(new Outgoing.FollowUp("t", bot.Clock.GetUtcNow(), Reply.Text($"x"), Locale.English));

        Assert.Null(await bot.Dispatcher(_discord.Says(new DiscordOutcome.TryLater(TimeSpan.FromMinutes(16)))).SendAsync(id, None));

        Assert.Equal(OutboxState.Dead, (await bot.MessageAsync()).State);
    }

    [Fact]
    public async Task A_target_that_is_no_more_is_no_fault()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());

        Assert.Null(await bot.Dispatcher(_discord.Says(new DiscordOutcome.Gone(10003))).SendAsync(id, None));

        Assert.Equal((OutboxState.Undeliverable, "Its target is no more (Discord's code 10003)."), ((await bot.MessageAsync()).State, (await bot.MessageAsync()).Reason));
        Assert.Empty(await bot.AuditAsync());
    }

    /// <summary>50007 and 50278: the user's own doing. Others with HTTP 403 may be Discord's trouble with all of us.</summary>
    [Theory]
    [InlineData(403, 50007, true)]
    [InlineData(400, 50278, true)]
    [InlineData(403, 40333, false)]
    [InlineData(400, 50035, false)]
    public async Task Whoever_takes_no_messages_is_reminded_of_nothing_any_more(int status, int code, bool isSilenced)
    {
        await using var bot = await Sending.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { Reminders = [Reminder.Duel] }));
        var id = await bot.LeaveAsync(Sending.Direct());

        await bot.Dispatcher(_discord.Says(new DiscordOutcome.Refused(status, code, "no"))).SendAsync(id, None);

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((isSilenced ? 0 : 1, isSilenced), (player.Preferences.Reminders.Count, player.UnreachableSince is not null));
    }

    [Fact]
    public async Task Whoever_is_reminded_of_nothing_is_left_as_they_are()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());

        Assert.Null(await bot.Dispatcher(_discord.Says(new DiscordOutcome.Refused(403, 50007, "no"))).SendAsync(id, None));

        Assert.Equal(OutboxState.Undeliverable, (await bot.MessageAsync()).State);
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task One_401_is_the_last_request_with_that_token_in_every_process_until_there_is_another()
    {
        await using var bot = await Sending.StartAsync();
        var (first, second, third) = (await bot.LeaveAsync(Sending.Direct(), 1), await bot.LeaveAsync(Sending.Direct(), 2), await bot.LeaveAsync(Sending.Direct(), 3));

        await bot.Dispatcher(_discord.Says(new DiscordOutcome.Refused(401, 0, "401: Unauthorized"))).SendAsync(first, None);
        var calls = _discord.Calls.Count;
        await bot.Dispatcher(_discord).SendAsync(second, None);

        Assert.Equal(calls, _discord.Calls.Count);
        Assert.All((await bot.EverythingAsync<OutboxMessage>()).Take(2), message => Assert.Equal((OutboxState.Waiting, 0, bot.Clock.GetUtcNow().AddMinutes(10)), (message.State, message.Attempts, message.DueAt)));
        Assert.Contains("❌ **Bot token**: refused by Discord <t:1767614400:R>: enter a new one\n", (await bot.Owner.SayAsync("/dev-health")).ToString(), StringComparison.Ordinal);
        Assert.Null(await bot.Dispatcher(_discord, new OneBot(bot, "another-token-of-the-same-bot")).SendAsync(third, None));
        Assert.Equal(OutboxState.Sent, (await bot.EverythingAsync<OutboxMessage>())[2].State);
        Assert.Single(await bot.EverythingAsync<QuarantinedToken>());
    }

    [Fact]
    public async Task A_bot_without_a_token_sends_nothing_of_its_own_accord()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());

        Assert.Equal(bot.Clock.GetUtcNow().AddMinutes(10), await bot.Dispatcher(_discord, new OneBot(bot, null)).SendAsync(id, None));
        var kept = await bot.MessageAsync();
        Assert.Equal((OutboxState.Waiting, "Its bot has no token here.", 0), (kept.State, kept.Reason, kept.Attempts));
        Assert.NotNull(kept.Body);
        Assert.Empty(_discord.Calls);

        bot.Clock.Advance(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(55));
        Assert.Null(await bot.Dispatcher(_discord, new OneBot(bot, null)).SendAsync(id, None));
        Assert.Equal((OutboxState.Undeliverable, null), ((await bot.MessageAsync()).State, (await bot.MessageAsync()).Body));
    }

    [Fact]
    public async Task An_attempt_that_breaks_is_put_off_and_told_without_its_words()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());
        _discord.Breaks();

        Assert.NotNull(await bot.Dispatcher(_discord).SendAsync(id, None));

        Assert.Matches("^It broke with InvalidOperationException, fingerprint [0-9a-f]{8}\\.$", (await bot.MessageAsync()).Reason);
    }

    [Fact]
    public async Task A_message_whose_senders_all_die_comes_to_an_end_too()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());
        _discord.Meanwhile = _ => throw new OperationCanceledException("Not ours: the process is gone.");
        for (var i = 0; i < OutboxMessage.MostAttempts; i++)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.Dispatcher(_discord).SendAsync(id, None));
            bot.Clock.Advance(OutboxMessage.Lease);
        }

        Assert.Null(await bot.Dispatcher(_discord).SendAsync(id, None));

        Assert.Equal((OutboxState.Dead, null), ((await bot.MessageAsync()).State, (await bot.MessageAsync()).Body));
        Assert.Equal(OutboxMessage.MostAttempts, _discord.Calls.Count(call => call == "send 9"));
    }

    [Fact]
    public async Task While_one_sends_another_keeps_its_hands_off_until_the_lease_ends()
    {
        await using var bot = await Sending.StartAsync();
        var id = await bot.LeaveAsync(Sending.Direct());
        var gate = new TaskCompletionSource();
        _discord.Meanwhile = _ => gate.Task;
        var sending = bot.Dispatcher(_discord).SendAsync(id, None);
        await FrontDoor.Until.IsTrueAsync(() => _discord.Calls.Count == 2);

        var other = new ScriptedDiscord();
        Assert.Equal(bot.Clock.GetUtcNow() + OutboxMessage.Lease, await bot.Dispatcher(other).SendAsync(id, None));
        bot.Clock.Advance(OutboxMessage.Lease);
        Assert.Null(await bot.Dispatcher(other).SendAsync(id, None));
        gate.SetResult();

        Assert.Null(await sending);
        Assert.Equal((OutboxState.Sent, 2), ((await bot.MessageAsync()).State, (await bot.MessageAsync()).Attempts));
        Assert.Contains("was settled by another process", Assert.Single(bot.Log.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public void A_nonce_fits_Discord_s_limit_and_follows_from_the_id()
    {
        Assert.InRange(OutboxMessage.NonceOf("a").Length, 16, Limits.Nonce);
        Assert.Equal(OutboxMessage.NonceOf("a"), OutboxMessage.NonceOf("a"));
        Assert.NotEqual(OutboxMessage.NonceOf("a"), OutboxMessage.NonceOf("b"));
    }

    private sealed class OneBot(Bot bot, string? token) : IBots
    {
        public ServedBot? Find(Snowflake? applicationId) => bot.Part<IBots>().Find(applicationId)! with { Token = token is null ? null : new BotToken(token) };
    }
}
