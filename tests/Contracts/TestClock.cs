namespace FlippyFlip.Contracts;

/// <summary>A clock that stands still until a test moves it. Timers made through it fire on the thread that moves it, in their order.</summary>
public sealed class TestClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly Dictionary<TimeSpan, int> _made = [];
    private DateTimeOffset _now = Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that will fire if the clock goes far enough; a test waits for one before it advances.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count(timer => timer.Due is not null);
            }
        }
    }

    /// <summary>Timers of this length made so far: a loop that has gone round has made another, whatever else goes round meanwhile.</summary>
    public int TimersMade(TimeSpan length)
    {
        lock (_gate)
        {
            return _made.GetValueOrDefault(length);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>As when the machine was asleep: the time has come before anything that was due since then happens.</summary>
    public void Sleep(TimeSpan by)
    {
        DateTimeOffset moment;
        lock (_gate)
        {
            moment = _now += by;
        }

        SetUtcNow(moment);
    }

    /// <summary>Going back is allowed, as it is to a machine's clock; nothing fires then.</summary>
    public void SetUtcNow(DateTimeOffset moment)
    {
        while (NextDue(moment) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = moment;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        lock (_gate)
        {
            _timers.Add(timer);
            _made[dueTime] = _made.GetValueOrDefault(dueTime) + 1;
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to the first timer that is due by then.</summary>
    private Timer? NextDue(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var timer = _timers.Where(timer => timer.Due <= moment).MinBy(timer => timer.Due);
            if (timer?.Due is { } due)
            {
                _now = due > _now ? due : _now;
                timer.Due = timer.Period is { } period ? due + period : null;
            }

            return timer;
        }
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Due = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
                Period = period <= TimeSpan.Zero ? null : period;
                return clock._timers.Contains(this);
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
