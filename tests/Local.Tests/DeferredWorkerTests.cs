using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.FrontDoor;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Tests.Sqlite;
using Microsoft.Extensions.Logging;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Local.Tests;

public sealed class DeferredWorkerTests
{
    [Fact]
    public async Task What_was_cancelled_though_nobody_stops_is_tried_again_soon()
    {
        using var folder = new TemporaryFolder();
        await using var bot = await Bot.StartAsync();
        await using var queue = SqliteDeferredQueue.Open(folder.File("other.db"), bot.Clock);
        await queue.EnqueueAsync(Deferred(bot, InteractionOf(bot)), CancellationToken.None);
        var discord = new CancelledOnce();
        using var worker = Worker(bot, queue, discord);

        await worker.StartAsync(CancellationToken.None);
        await Until.IsTrueAsync(() => discord.Calls == 1);
        var start = bot.Clock.GetUtcNow();
        await bot.PassTimeAsync(TrueAsync(async () => await queue.DepthAsync(CancellationToken.None) == new QueueDepth(0, 0)), speed: 5);
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal(2, discord.Calls);
        Assert.InRange(bot.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
        Assert.Single(bot.Log.Troubles, line => line.Contains("The run of deferred message 1 failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_given_up_is_kept_and_said_in_the_log()
    {
        using var folder = new TemporaryFolder();
        await using var bot = await Bot.StartAsync();
        await using var queue = SqliteDeferredQueue.Open(folder.File("other.db"), bot.Clock);
        await queue.EnqueueAsync(Deferred(bot, InteractionOf(bot)), CancellationToken.None);
        for (var attempt = 1; attempt <= 60; attempt++)
        {
            Assert.Equal(attempt, (await queue.DequeueAsync(TimeSpan.Zero, CancellationToken.None)).Attempts);
        }

        var discord = new CancelledOnce();
        using var worker = Worker(bot, queue, discord);

        await worker.StartAsync(CancellationToken.None);
        await Until.IsTrueAsync(async () => await queue.DepthAsync(CancellationToken.None) == new QueueDepth(0, 1));
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal(0, discord.Calls);
        Assert.Single(bot.Log.Troubles, line => line.Contains("Deferred message 1 was given up after 60 attempts", StringComparison.Ordinal));
    }

    private static DeferredWorker Worker(Bot bot, SqliteDeferredQueue queue, IDiscordApi discord)
    {
        var runner = new DeferredRunner(bot.Part<Dispatcher>(), bot.Part<IBots>(), discord, bot.Clock, bot.Part<ILogger<DeferredRunner>>());
        return new DeferredWorker(bot.Part<OpeningStore>(), () => queue, () => runner, bot.Clock, bot.Part<ILogger<DeferredWorker>>());
    }

    private static byte[] InteractionOf(Bot bot) => System.Text.Encoding.UTF8.GetBytes(bot.Ada.Command("/ping").ToJsonString());

    private static DeferredInteraction Deferred(Bot bot, byte[] body) => new(bot.ApplicationId, body, bot.Clock.GetUtcNow());

    private static async Task<bool> TrueAsync(Func<Task<bool>> isSo)
    {
        await Until.IsTrueAsync(isSo);
        return true;
    }

    /// <summary>Its first call is cancelled by nobody we know; the others are taken.</summary>
    private sealed class CancelledOnce : IDiscordApi
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public Task<DiscordOutcome> EditOriginalAsync(
            Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, CancellationToken ct) => TakeAsync();

        public Task<DiscordOutcome> FollowUpAsync(
            Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, EnclosedFile? file, CancellationToken ct) => TakeAsync();

        public Task<DiscordOutcome> DeleteOriginalAsync(Snowflake applicationId, string token, DateTimeOffset receivedAt, CancellationToken ct) => TakeAsync();

        public Task<DiscordOutcome> OpenDirectMessagesAsync(BotToken token, Snowflake user, CancellationToken ct) => TakeAsync();

        public Task<DiscordOutcome> SendMessageAsync(BotToken token, Snowflake channel, ReadOnlyMemory<byte> message, CancellationToken ct) => TakeAsync();

        public Task<DiscordOutcome> PostWebhookAsync(Snowflake webhook, string token, ReadOnlyMemory<byte> message, CancellationToken ct) => TakeAsync();

        public Task<DiscordOutcome> OverwriteCommandsAsync(BotToken token, Snowflake application, ReadOnlyMemory<byte> commands, CancellationToken ct) => TakeAsync();

        private Task<DiscordOutcome> TakeAsync() => Interlocked.Increment(ref _calls) == 1
            ? throw new OperationCanceledException("Somebody else's.")
            : Task.FromResult<DiscordOutcome>(new DiscordOutcome.Done());
    }
}
