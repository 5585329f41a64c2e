using FlippyFlip.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests;

/// <summary>Checks a law on many generated cases, the same ones on every run unless FSCHECK_SEED says otherwise; a case that breaks it is made small before it is shown.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> cases, int runs, Action<T> law) => Check(Arb.From(cases), runs, law);

    /// <summary>For sequences: a failing one is shortened as long as it still fails.</summary>
    public static void HoldsForAll<T>(Gen<T> steps, int most, int runs, Action<IReadOnlyList<T>> law)
    {
        var sequences = Gen.Choose(1, most).SelectMany(length => Gen.ArrayOf(steps, length));
        Check(Arb.From(sequences, Shorter), runs, law);
    }

    private static void Check<T>(Arbitrary<T> cases, int runs, Action<T> law) => Seeded.Check(runs, Prop.ForAll(cases, law));

    private static IEnumerable<T[]> Shorter<T>(T[] steps)
    {
        for (var part = steps.Length / 2; part > 0; part /= 2)
        {
            for (var start = 0; start + part <= steps.Length; start += part)
            {
                if (part < steps.Length)
                {
                    yield return [.. steps[..start], .. steps[(start + part)..]];
                }
            }
        }
    }
}
