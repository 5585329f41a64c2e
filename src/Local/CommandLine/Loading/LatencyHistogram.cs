using System.Numerics;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>Counts durations in buckets that grow with the value, as HdrHistogram does: at most 1/32 (3.2 %) off, in a few kilobytes, from any thread.</summary>
internal sealed class LatencyHistogram
{
    /// <summary>Buckets per doubling, and the microseconds below which every one has its own bucket.</summary>
    private const int Steps = 32;
    private const int StepBits = 5;

    /// <summary>2^36 µs are 19 hours; longer than any run.</summary>
    private const int LargestBits = 36;

    private readonly long[] _counts = new long[(LargestBits - StepBits + 1) * Steps];
    private long _count;
    private long _longest;

    public long Count => Interlocked.Read(ref _count);

    public TimeSpan Max => TimeSpan.FromMicroseconds(Interlocked.Read(ref _longest));

    public void Record(TimeSpan duration)
    {
        var microseconds = Math.Clamp((long)duration.TotalMicroseconds, 0, (1L << LargestBits) - 1);
        Interlocked.Increment(ref _counts[Bucket(microseconds)]);
        Interlocked.Increment(ref _count);
        for (var seen = Interlocked.Read(ref _longest); microseconds > seen; seen = Interlocked.Read(ref _longest))
        {
            Interlocked.CompareExchange(ref _longest, microseconds, seen);
        }
    }

    /// <summary>The duration within which this share (0..1) of all lies; zero when there are none.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max((long)Math.Ceiling(share * Count), 1);
        long passed = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            passed += Interlocked.Read(ref _counts[bucket]);
            if (passed >= rank)
            {
                return TimeSpan.FromMicroseconds(Math.Min(UpperEdge(bucket), Interlocked.Read(ref _longest)));
            }
        }

        return Max;
    }

    /// <summary>How many lie within each bound and above the one before; the last entry holds those above every bound.</summary>
    public IReadOnlyList<long> Within(IReadOnlyList<TimeSpan> bounds)
    {
        var groups = new long[bounds.Count + 1];
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            var edge = TimeSpan.FromMicroseconds(UpperEdge(bucket));
            var group = 0;
            while (group < bounds.Count && edge > bounds[group])
            {
                group++;
            }

            groups[group] += Interlocked.Read(ref _counts[bucket]);
        }

        return groups;
    }

    private static int Bucket(long microseconds)
    {
        if (microseconds < Steps)
        {
            return (int)microseconds;
        }

        var shift = BitOperations.Log2((ulong)microseconds) - StepBits;
        return ((shift + 1) * Steps) + (int)(microseconds >> shift) - Steps;
    }

    /// <summary>The greatest duration, in microseconds, that falls into a bucket.</summary>
    private static long UpperEdge(int bucket)
    {
        if (bucket < Steps)
        {
            return bucket;
        }

        var shift = (bucket / Steps) - 1;
        return ((Steps + (bucket % Steps) + 1L) << shift) - 1;
    }
}
