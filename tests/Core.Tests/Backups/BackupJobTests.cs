using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Jobs;

namespace FlippyFlip.Core.Tests.Backups;

public sealed class BackupJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_the_day_s_backup_and_deletes_what_is_not_kept()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        for (var day = 0; day < 9; day++)
        {
            Assert.True((await BackupAsync(bench)).IsWell);
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        var outcome = await BackupAsync(bench);

        Assert.True(outcome.IsWell);
        Assert.Matches(@"^[0-9]+ documents in [0-9]+ kB; [0-9]+ kept, [0-9] deleted$", outcome.Sentence);
        var kept = await bench.Keeping.ListAsync(Ct);
        Assert.InRange(kept.Count, 7, 9);
        Assert.Equal(bench.Clock.GetUtcNow(), kept[0].StartedAt);
    }

    [Fact]
    public async Task A_place_that_fails_is_a_sentence_and_no_bug()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        bench.Archive.Before = _ => throw new Core.Archive.ArchiveException(Core.Archive.ArchiveFault.Full, "There is no room left.");

        Assert.Equal(JobOutcome.Bad("There is no room left."), await BackupAsync(bench));
    }

    [Fact]
    public async Task Verification_without_a_backup_says_so()
    {
        await using var bench = await Bench.StartAsync(players: 0);

        Assert.Equal(JobOutcome.Bad($"There is no backup in {bench.Archive.Place} yet."), await VerifyAsync(bench));
    }

    [Fact]
    public async Task On_a_Monday_the_newest_backup_is_read_and_on_a_Sunday_restored_too()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        var made = (await bench.RunAsync()).Manifest;

        var monday = await VerifyAsync(bench);
        bench.Clock.Advance(TimeSpan.FromDays(6));
        var sunday = await VerifyAsync(bench);

        Assert.Equal(JobOutcome.Well($"{made.Id} is good: {made.Documents} documents read"), monday);
        Assert.Equal(JobOutcome.Well($"{made.Id} is good: {made.Documents} documents restored and compared"), sunday);
    }

    [Fact]
    public async Task A_damaged_backup_fails_the_verification_by_name()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        var id = (await bench.RunAsync()).Manifest.Id;
        var file = bench.FileOf(id, bench.Parts(id)[0]);
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);

        var outcome = await VerifyAsync(bench);

        Assert.False(outcome.IsWell);
        Assert.StartsWith($"{id}: ", outcome.Sentence, StringComparison.Ordinal);
    }

    private static Task<JobOutcome> BackupAsync(Bench bench) => new BackupJob(bench.Keeping).RunAsync(RunOf(bench), Ct);

    private static Task<JobOutcome> VerifyAsync(Bench bench) => new BackupVerificationJob(bench.Keeping).RunAsync(RunOf(bench), Ct);

    private static JobRun RunOf(Bench bench) => new(1, 1, bench.Clock.GetUtcNow());
}
