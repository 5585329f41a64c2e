using FlippyFlip.Core.Backups;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Backups;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_years_of_daily_backups_leave_a_week_a_month_and_a_year()
    {
        var kept = Retention.Keep([.. Enumerable.Range(0, 730).Select(days => Backup(Now.AddDays(-days)))]);

        Assert.Equal(
            [
                "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11-16", "2026-11-15", // days; the 15th is a week's last as well
                "2026-11-08", "2026-11-01", // weeks
                "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
            ],
            kept.Select(id => id[..10]).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_many_on_one_day_the_newest_stays()
    {
        var kept = Retention.Keep([.. Enumerable.Range(0, 20).Select(hours => Backup(Now.AddHours(hours - 3)))]);
        Assert.Equal(["2026-11-21T19:00:00"], kept);
    }

    [Fact]
    public void Damaged_ones_take_nobodys_place_and_go_once_there_is_a_better_one()
    {
        ShelvedBackup[] backups =
        [
            Backup(Now) with { IsDamaged = true }, Backup(Now.AddDays(-1)), Backup(Now.AddDays(-2)) with { IsDamaged = true }, Backup(Now.AddDays(-2).AddHours(-1)),
        ];
        Assert.Equal([backups[0].Id, backups[1].Id, backups[3].Id], Retention.Keep(backups).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_kept_of_nothing() => Assert.Empty(Retention.Keep([]));

    [Fact]
    public void Whatever_there_is_the_last_good_one_stays_and_a_second_look_changes_nothing()
    {
        var backup =
            from hours in Gen.Choose(0, 24 * 800)
            from state in Gen.Choose(0, 5)
            select Backup(Now.AddHours(-hours)) with { IsDamaged = state == 0, IsProved = state == 1 };
        Law.HoldsForAll(backup, most: 120, runs: 300, all =>
        {
            var backups = all.DistinctBy(each => each.Id).ToList();
            var kept = Retention.Keep(backups);

            Assert.Subset(backups.Select(each => each.Id).ToHashSet(), kept.ToHashSet());
            var newest = backups.OrderByDescending(each => each.At).ToList();
            Assert.Contains(newest[0].Id, kept);
            Assert.True(newest.Find(each => !each.IsDamaged) is not { } whole || kept.Contains(whole.Id));
            Assert.True(newest.Find(each => each.IsProved) is not { } proved || kept.Contains(proved.Id));
            var leading = newest.TakeWhile(each => each.IsDamaged).Count();
            Assert.InRange(kept.Count, 1, Retention.Days + Retention.Weeks + Retention.Months + 1 + leading);
            Assert.Equal(kept.Order(), Retention.Keep([.. backups.Where(each => kept.Contains(each.Id))]).Order());
        });
    }

    [Fact]
    public void Pruned_every_day_nothing_young_enough_is_missing()
    {
        List<ShelvedBackup> shelf = [];
        for (var day = 0; day < 500; day++)
        {
            shelf.Add(Backup(Now.AddDays(day)));
            var kept = Retention.Keep(shelf);
            shelf.RemoveAll(each => !kept.Contains(each.Id));
        }

        var all = Retention.Keep([.. Enumerable.Range(0, 500).Select(day => Backup(Now.AddDays(day)))]);
        Assert.Equal(all.Order(), shelf.Select(each => each.Id).Order());
    }

    private static ShelvedBackup Backup(DateTimeOffset at) => new(at.ToString("s"), at, IsDamaged: false, IsProved: false);
}
