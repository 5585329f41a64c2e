using FlippyFlip.Contracts;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

public sealed class SqliteDeferredQueueTests : IAsyncLifetime
{
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private SqliteDeferredQueue _queue = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _queue = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Gives_back_what_was_put_in_and_forgets_it_when_done()
    {
        var body = new byte[300_000];
        body.AsSpan().Fill(0xC3);
        await _queue.EnqueueAsync(new DeferredInteraction(new Snowflake(ulong.MaxValue), body, TestClock.Start.AddMilliseconds(-7)), Ct);

        var message = await _queue.DequeueAsync(Visibility, Ct);

        Assert.Equal((1, new Snowflake(ulong.MaxValue), TestClock.Start.AddMilliseconds(-7)), (message.Attempts, message.Interaction.ApplicationId, message.Interaction.ReceivedAt));
        Assert.True(message.Interaction.Body.Span.SequenceEqual(body));
        Assert.True(await _queue.CompleteAsync(message, Ct));
        Assert.Equal(new QueueDepth(0, 0), await _queue.DepthAsync(Ct));
        Assert.False(await _queue.CompleteAsync(message, Ct));
    }

    [Fact]
    public async Task The_oldest_comes_first()
    {
        for (var i = 0; i < 3; i++)
        {
            await EnqueueAsync((byte)i);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(i, (await _queue.DequeueAsync(Visibility, Ct)).Interaction.Body.Span[0]);
        }
    }

    [Fact]
    public async Task A_waiting_consumer_wakes_at_once()
    {
        var waiting = _queue.DequeueAsync(Visibility, Ct);
        await Waits.UntilAsync(() => _clock.ActiveTimers > 0);
        Assert.False(waiting.IsCompleted);
        await EnqueueAsync(1);
        Assert.Equal(1, (await waiting).Attempts);
    }

    [Fact]
    public async Task Each_message_goes_to_one_consumer()
    {
        var consumers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await _queue.DequeueAsync(Visibility, Ct))).ToList();
        for (var i = 0; i < 8; i++)
        {
            await EnqueueAsync((byte)i);
        }

        var messages = await Task.WhenAll(consumers);
        Assert.Equal(8, messages.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_message_of_a_dead_process_comes_back_when_its_visibility_ends()
    {
        await EnqueueAsync(1);
        var taken = await _queue.DequeueAsync(Visibility, Ct);
        await _queue.DisposeAsync();

        _queue = Open();
        Assert.Equal(new QueueDepth(1, 0), await _queue.DepthAsync(Ct));
        var waiting = _queue.DequeueAsync(Visibility, Ct);
        await Waits.UntilAsync(() => _clock.ActiveTimers > 0);
        Assert.False(waiting.IsCompleted);
        _clock.Advance(Visibility);

        var again = await waiting;
        Assert.Equal((taken.Id, 2), (again.Id, again.Attempts));
        Assert.False(await _queue.CompleteAsync(taken, Ct));
        Assert.True(await _queue.CompleteAsync(again, Ct));
    }

    [Fact]
    public async Task A_retried_message_comes_back_after_its_delay()
    {
        await EnqueueAsync(1);
        Assert.True(await _queue.RetryLaterAsync(await _queue.DequeueAsync(Visibility, Ct), TimeSpan.FromMilliseconds(400), Ct));

        var waiting = _queue.DequeueAsync(Visibility, Ct);
        await Waits.UntilAsync(() => _clock.ActiveTimers > 0);
        _clock.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, (await waiting).Attempts);
    }

    [Fact]
    public async Task Poison_is_kept_but_not_delivered()
    {
        await EnqueueAsync(1);
        await EnqueueAsync(2);
        Assert.True(await _queue.PoisonAsync(await _queue.DequeueAsync(Visibility, Ct), "It fails each time.", Ct));
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, (await _queue.DequeueAsync(Visibility, Ct)).Interaction.Body.Span[0]);
        Assert.Equal(new QueueDepth(1, 1), await _queue.DepthAsync(Ct));
    }

    [Fact]
    public async Task A_message_of_another_process_is_found_within_a_second()
    {
        var waiting = _queue.DequeueAsync(Visibility, Ct);
        await Waits.UntilAsync(() => _clock.ActiveTimers > 0);
        await using (var other = Open())
        {
            await other.EnqueueAsync(new DeferredInteraction(new Snowflake(1), new byte[] { 5 }, TestClock.Start), Ct);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, (await waiting).Interaction.Body.Span[0]);
    }

    [Fact]
    public async Task A_consumer_stops_when_told()
    {
        using var source = new CancellationTokenSource();
        var waiting = _queue.DequeueAsync(Visibility, source.Token);
        await Waits.UntilAsync(() => _clock.ActiveTimers > 0);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private SqliteDeferredQueue Open() => SqliteDeferredQueue.Open(_folder.File("deferred.db"), _clock);

    private Task EnqueueAsync(byte body) => _queue.EnqueueAsync(new DeferredInteraction(new Snowflake(1), new[] { body }, TestClock.Start), Ct);
}
