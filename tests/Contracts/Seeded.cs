using System.Globalization;
using FsCheck;

namespace FlippyFlip.Contracts;

/// <summary>Checks properties on the same cases on every run, unless FSCHECK_SEED, a whole number, names others.</summary>
public static class Seeded
{
    private const ulong Usual = 20260105;

    private static ulong Seed { get; } = Environment.GetEnvironmentVariable("FSCHECK_SEED") is { Length: > 0 } text
        ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : Usual;

    /// <exception cref="InvalidOperationException">A case breaks it; the message has the case, made small, and the seed.</exception>
    public static void Check(int runs, Property property)
    {
        try
        {
            FsCheck.Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(runs).WithReplay(new Replay(new Rnd(Seed, 1), null)), property);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"FSCHECK_SEED={Seed.ToString(CultureInfo.InvariantCulture)} shows it again. {failure.Message}", failure);
        }
    }
}
