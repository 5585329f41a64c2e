using System.Threading.Channels;

namespace FlippyFlip.Hosting.Tests.Discord;

/// <summary>A clock that stands still until a test moves it, and tells which waits the code under test began.</summary>
internal sealed class SteppedTime : TimeProvider
{
    /// <summary>Shorter timers are waits; the others guard something and are to be fired on purpose.</summary>
    private static readonly TimeSpan ShortestGuard = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets the next wait pass, as soon as it has begun.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> PassWaitAsync()
    {
        var wait = await WaitBegunAsync();
        Advance(wait);
        return wait;
    }

    /// <summary>How long the next wait is going to be, as soon as it has begun.</summary>
    public Task<TimeSpan> WaitBegunAsync() => waits.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.Due <= now)];
            timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class Timer(SteppedTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time.now + dueTime;
                time.timers.Add(this);
            }
            if (dueTime < ShortestGuard)
                time.waits.Writer.TryWrite(dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
                time.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
