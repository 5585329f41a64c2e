using System.Diagnostics.Metrics;

namespace FlippyFlip.Core.Telemetry;

/// <summary>What is counted beside the log. Whoever watches listens to the one meter; without a listener it costs nothing.</summary>
public static class Instruments
{
    /// <summary>The one meter's name.</summary>
    public const string Name = "FlippyFlip";

    public static readonly Meter Meter = new(Name);

    /// <summary>From an interaction's receipt to its answer, in ms. Tags <c>command</c>, <c>kind</c>, <c>outcome</c>: see docs/architecture.md.</summary>
    public static readonly Histogram<double> Interactions = Meter.CreateHistogram<double>("flippy.interactions.duration", "ms");

    /// <summary>Interactions that were told no. Tags <c>kind</c>: <see cref="Replies.Reply.RefusalKind"/>, <c>command</c>.</summary>
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("flippy.refusals");

    /// <summary>Interactions answered with "thinking". Tag <c>command</c>.</summary>
    public static readonly Counter<long> Deferred = Meter.CreateCounter<long>("flippy.deferred");

    /// <summary>From a deferred interaction's receipt to the edit of its answer, in ms. Tags <c>command</c>, <c>outcome</c>: <c>done</c>, <c>failed</c>, <c>late</c>.</summary>
    public static readonly Histogram<double> DeferredRuns = Meter.CreateHistogram<double>("flippy.deferred.duration", "ms");

    /// <summary>Unexpected exceptions. Tags <c>fingerprint</c>: the same for the same place, <c>command</c>.</summary>
    public static readonly Counter<long> Errors = Meter.CreateCounter<long>("flippy.errors");

    /// <summary>One round trip to the store, in ms. Tags <c>operation</c>: <c>find</c>, <c>query</c>, <c>commit</c>, <c>scan</c>; <c>outcome</c>: <c>done</c>, <c>conflict</c>, <c>failed</c>.</summary>
    public static readonly Histogram<double> Store = Meter.CreateHistogram<double>("flippy.store.duration", "ms");

    /// <summary>One call to Discord, in ms. Tags <c>route</c>: without ids and tokens, <c>status</c>: 0 when there was no answer.</summary>
    public static readonly Histogram<double> Discord = Meter.CreateHistogram<double>("flippy.discord.duration", "ms");

    /// <summary>Requests without a valid signature. Tag <c>reason</c>: <c>form</c>, <c>bot</c>, <c>signature</c>.</summary>
    public static readonly Counter<long> SignatureRefused = Meter.CreateCounter<long>("flippy.signature.refused");

    /// <summary>Messages waiting in a queue. Tag <c>queue</c>: its name.</summary>
    public static readonly Gauge<long> QueueLength = Meter.CreateGauge<long>("flippy.queue.length");

    /// <summary>A run of a job, in ms. Tags <c>job</c>: its name; <c>outcome</c>: <c>done</c>, <c>failed</c>, <c>skipped</c> (another instance had the lease).</summary>
    public static readonly Histogram<double> Jobs = Meter.CreateHistogram<double>("flippy.job.duration", "ms");

    /// <summary>Messages that a queue gave up. Tag <c>queue</c>: its name.</summary>
    public static readonly Counter<long> QueuePoisoned = Meter.CreateCounter<long>("flippy.queue.poisoned");

    /// <summary>The size of the backup that was just made, in bytes.</summary>
    public static readonly Gauge<long> BackupSize = Meter.CreateGauge<long>("flippy.backup.size", "By");
}
