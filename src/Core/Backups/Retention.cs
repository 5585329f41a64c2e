using System.Globalization;

namespace FlippyFlip.Core.Backups;

/// <summary>A backup as far as keeping it is concerned.</summary>
/// <param name="Id">Its name.</param>
/// <param name="At">When it was begun.</param>
/// <param name="IsDamaged">It is known that it cannot be restored.</param>
/// <param name="IsProved">A verification found it good.</param>
public sealed record ShelvedBackup(string Id, DateTimeOffset At, bool IsDamaged, bool IsProved);

/// <summary>
/// Which backups stay: the newest of each of the last 7 days, 4 weeks and 12 months that have one (UTC, weeks by ISO 8601), and the newest that was proved good.
/// Damaged ones take nobody's place and stay only until there is a newer one that is not damaged.
/// </summary>
public static class Retention
{
    public const int Days = 7;
    public const int Weeks = 4;
    public const int Months = 12;

    /// <returns>The names of those that stay.</returns>
    public static IReadOnlySet<string> Keep(IReadOnlyCollection<ShelvedBackup> backups)
    {
        var newestFirst = backups.OrderByDescending(backup => backup.At).ThenByDescending(backup => backup.Id, StringComparer.Ordinal).ToList();
        var whole = newestFirst.Where(backup => !backup.IsDamaged).ToList();
        var kept = newestFirst.TakeWhile(backup => backup.IsDamaged).Select(backup => backup.Id).ToHashSet(StringComparer.Ordinal);
        kept.UnionWith(NewestOfEach(Days, whole, at => at.Date));
        kept.UnionWith(NewestOfEach(Weeks, whole, at => (ISOWeek.GetYear(at), ISOWeek.GetWeekOfYear(at))));
        kept.UnionWith(NewestOfEach(Months, whole, at => (at.Year, at.Month)));
        kept.UnionWith(whole.Where(backup => backup.IsProved).Take(1).Select(backup => backup.Id));
        return kept;
    }

    private static IEnumerable<string> NewestOfEach<TPeriod>(int periods, List<ShelvedBackup> newestFirst, Func<DateTime, TPeriod> period) =>
        newestFirst.GroupBy(backup => period(backup.At.UtcDateTime)).Take(periods).Select(group => group.First().Id);
}
