using System.Diagnostics.Metrics;

namespace FlippyFlip.Core.Telemetry;

/// <summary>What is counted beside the log. Whoever watches listens to the one meter; without a listener it costs nothing.</summary>
public static class Instruments
{
    /// <summary>The one meter's name.</summary>
    public const string Name = "FlippyFlip";

    public static readonly Meter Meter = new(Name);

    /// <summary>Requests without a valid signature. Tag <c>reason</c>: <c>form</c>, <c>bot</c>, <c>signature</c>.</summary>
    public static readonly Counter<long> SignatureRefused = Meter.CreateCounter<long>("flippy.signature.refused");

    /// <summary>Messages waiting in a queue. Tag <c>queue</c>: its name.</summary>
    public static readonly Gauge<long> QueueLength = Meter.CreateGauge<long>("flippy.queue.length");

    /// <summary>Seconds that a run of a job took. Tags <c>job</c>: its name; <c>outcome</c>: <c>done</c> or <c>failed</c>.</summary>
    public static readonly Histogram<double> JobDuration = Meter.CreateHistogram<double>("flippy.job.duration", "s");

    /// <summary>Messages that a queue gave up. Tag <c>queue</c>: its name.</summary>
    public static readonly Counter<long> QueuePoisoned = Meter.CreateCounter<long>("flippy.queue.poisoned");
}
