using System.Globalization;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>How long the trials go on and what chance they follow: the same on every run, unless the environment says otherwise.</summary>
public static class Trial
{
    /// <summary>A whole number that names other cases.</summary>
    public const string SeedVariable = "FLIPPY_TRIAL_SEED";

    /// <summary>How many turns a trial of random players takes.</summary>
    public const string TurnsVariable = "FLIPPY_TRIAL_TURNS";

    public static int Seed(int usual) => Read(SeedVariable, usual);

    public static int Turns(int usual) => Read(TurnsVariable, usual);

    /// <summary>What a failure has to say, so that somebody can see it again.</summary>
    public static string Again(int seed, int turns) =>
        string.Create(CultureInfo.InvariantCulture, $"{SeedVariable}={seed} {TurnsVariable}={turns} shows it again.");

    private static int Read(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : usual;
}
