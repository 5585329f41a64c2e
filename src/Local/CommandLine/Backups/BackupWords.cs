using System.Globalization;
using FlippyFlip.Core.Backups;

namespace FlippyFlip.Local.CommandLine.Backups;

/// <summary>How sizes, ages and verdicts are said.</summary>
internal static class BackupWords
{
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} kB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.##} GB"),
    };

    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min ago"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days ago"),
    };

    public static string Verdict(BackupSummary backup) => backup switch
    {
        { Manifest: null } => "damaged",
        { Check: null } => "not yet",
        { Check.IsGood: true } => "good",
        { IsDamaged: true } => "damaged",
        _ => "balances differ",
    };

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
