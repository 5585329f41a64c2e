namespace FlippyFlip.Core.Tests.Backups;

public sealed class PruneTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_kept_is_gone_from_the_archive_and_the_rest_is_good()
    {
        await using var bench = await Bench.StartAsync(players: 2);
        List<string> ids = [];
        for (var day = 0; day < 12; day++)
        {
            ids.Add((await bench.RunAsync()).Manifest.Id);
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        await bench.Keeping.VerifyAsync(ids[0], null, Ct);
        var pruned = await bench.Keeping.PruneAsync(Ct);

        // From Monday the 5th to Friday the 16th: seven days, the Sunday of the week before, and the first, which alone was proved.
        string[] expected = [.. ids[5..].Append(ids[0]).Union([ids[6]]).OrderDescending(StringComparer.Ordinal)];
        Assert.Equal(expected, pruned.Kept);
        Assert.Equal(ids.Except(expected).Order(StringComparer.Ordinal), pruned.Deleted.Order(StringComparer.Ordinal));
        Assert.Empty(pruned.Refused);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetDirectories(bench.ArchiveFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty((await bench.Keeping.PruneAsync(Ct)).Deleted);
        // Once a newer one is proved, the first may go.
        Assert.Empty((await bench.Keeping.VerifyLatestAsync(null, Ct)).Problems);
        Assert.Equal([ids[0]], (await bench.Keeping.PruneAsync(Ct)).Deleted);
    }

    [Fact]
    public async Task A_folder_that_is_no_backup_is_left_alone()
    {
        await using var bench = await Bench.StartAsync(players: 1);
        Directory.CreateDirectory(Path.Combine(bench.ArchiveFolder, "holidays"));
        await File.WriteAllTextAsync(Path.Combine(bench.ArchiveFolder, "holidays", "photo.jpg"), "mine", Ct);
        bench.Clock.Advance(TimeSpan.FromDays(400));

        await bench.RunAsync();
        await bench.Keeping.PruneAsync(Ct);

        Assert.True(File.Exists(Path.Combine(bench.ArchiveFolder, "holidays", "photo.jpg")));
        Assert.Single(await bench.Keeping.ListAsync(Ct));
    }
}
