using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>What the answer says of the limits.</summary>
/// <param name="Name">The bucket's, without the resource.</param>
/// <param name="Limit">Calls within a window.</param>
/// <param name="Remaining">Of them.</param>
/// <param name="Reset">When the window ends.</param>
/// <param name="Refused">True: this call is one too many.</param>
/// <param name="Scope">With a refusal: <c>user</c> or <c>shared</c>.</param>
internal readonly record struct Allowance(string Name, int Limit, int Remaining, DateTimeOffset Reset, bool Refused, string Scope);

/// <summary>
/// Counts calls by route and top-level resource, as Discord's limits do. With the switch off nothing is refused and something always remains, so that the bot is not slowed down;
/// with it on a bucket takes one call in two seconds, and every third call finds that others used the resource up.
/// </summary>
internal sealed class Buckets(World world)
{
    private const int Ordinary = 5;
    private const int Tight = 1;
    private const int MostBuckets = 1000;

    private static readonly TimeSpan OrdinaryWindow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TightWindow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SharedWait = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Route, string Resource), Bucket> _buckets = [];

    /// <param name="route">Method and pattern.</param>
    /// <param name="resource">The channel, server or webhook with its token that the path begins with; empty when it has none.</param>
    public Allowance Take(string route, string resource) => world.Atomically(() =>
    {
        var now = world.Time.GetUtcNow();
        var tight = world.Switches.RateLimits;
        var bucket = Find(route, resource, now);
        if (now >= bucket.Reset || bucket.IsTight != tight)
        {
            (bucket.Used, bucket.Reset, bucket.IsTight) = (0, now + (tight ? TightWindow : OrdinaryWindow), tight);
        }

        var name = NameOf(route);
        if (!tight)
        {
            bucket.Used = Math.Min(bucket.Used + 1, Ordinary - 1);
            return new Allowance(name, Ordinary, Ordinary - bucket.Used, bucket.Reset, false, "");
        }

        if (bucket.Used >= Tight)
        {
            return new Allowance(name, Tight, 0, bucket.Reset, true, "user");
        }

        bucket.Calls++;
        if (bucket.Calls % 3 == 0)
        {
            return new Allowance(name, Tight, Tight, now + SharedWait, true, "shared");
        }

        bucket.Used++;
        return new Allowance(name, Tight, Tight - bucket.Used, bucket.Reset, false, "");
    });

    private Bucket Find(string route, string resource, DateTimeOffset now)
    {
        if (_buckets.Count >= MostBuckets)
        {
            foreach (var (old, _) in _buckets.Where(each => each.Value.Reset <= now).ToList())
            {
                _buckets.Remove(old);
            }
        }

        if (!_buckets.TryGetValue((route, resource), out var bucket))
        {
            _buckets[(route, resource)] = bucket = new Bucket { Reset = now };
        }

        return bucket;
    }

    private static string NameOf(string route) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(route)).AsSpan(0, 16));

    /// <summary>Seconds as Discord's headers have them.</summary>
    public static string Seconds(double seconds) => Math.Max(0, seconds).ToString("0.000", CultureInfo.InvariantCulture);

    private sealed class Bucket
    {
        public int Used { get; set; }

        public int Calls { get; set; }

        public bool IsTight { get; set; }

        public DateTimeOffset Reset { get; set; }
    }
}
