using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests;

/// <summary>Entropy that is the same on every run.</summary>
internal static class Dice
{
    /// <summary>Seeds differ from each other; a wait (two bytes) is always zero, so nothing sleeps.</summary>
    public static Entropy Seeded(int seed)
    {
        var random = new Random(seed);
        return new Entropy(bytes =>
        {
            random.NextBytes(bytes);
            if (bytes.Length == 2)
            {
                bytes.Clear();
            }
        });
    }
}
