using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Core.Tests.Backups;

public sealed class DamageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flipped_byte_anywhere_is_found_and_named_and_the_other_backup_stays_good()
    {
        await using var bench = await Bench.StartAsync(players: 8);
        var good = (await bench.RunAsync()).Manifest.Id;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        var id = (await bench.RunAsync()).Manifest.Id;
        foreach (var name in bench.Files(id))
        {
            var bytes = await File.ReadAllBytesAsync(bench.FileOf(id, name), Ct);
            foreach (var at in (int[])[0, 9, bytes.Length / 2, bytes.Length - 2])
            {
                var changed = bytes.ToArray();
                changed[at] ^= 0x20;
                await File.WriteAllBytesAsync(bench.FileOf(id, name), changed, Ct);
                var problem = await ProblemAsync(bench, id);
                Assert.True(problem is not null, $"byte {at} of {name}");
                if (name != "manifest.json")
                {
                    Assert.Contains($"{id}/{name}", problem, StringComparison.Ordinal);
                }
            }

            await File.WriteAllBytesAsync(bench.FileOf(id, name), bytes, Ct);
        }

        Assert.Null(await ProblemAsync(bench, id));
        Assert.Null(await ProblemAsync(bench, good));
    }

    [Fact]
    public async Task A_missing_part_is_named_and_nothing_of_it_is_restored_in_silence()
    {
        await using var bench = await Bench.StartAsync();
        var id = (await bench.RunAsync()).Manifest.Id;
        var part = bench.Parts(id).First(name => name.StartsWith("players-", StringComparison.Ordinal));
        File.Delete(bench.FileOf(id, part));

        var found = await bench.Keeping.VerifyLatestAsync(null, Ct);
        var problem = await Assert.ThrowsAsync<BackupException>(async () => await bench.Keeping.RestoreAsync(id, await bench.EmptyStoreAsync("target"), null, Ct));

        Assert.Equal([$"The part {id}/{part} is missing."], found.Problems);
        Assert.Equal((BackupFault.Damaged, $"The part {id}/{part} is missing."), (problem.Fault, problem.Message));
        var listed = Assert.Single(await bench.Keeping.ListAsync(Ct));
        Assert.Equal((true, $"The part {id}/{part} is missing."), (listed.IsDamaged, listed.Check?.Problem));
    }

    [Fact]
    public async Task A_part_in_anothers_place_is_found()
    {
        await using var bench = await Bench.StartAsync();
        var id = (await bench.RunAsync()).Manifest.Id;
        var parts = bench.Parts(id).Where(name => name.StartsWith("players-", StringComparison.Ordinal)).ToArray();
        File.Copy(bench.FileOf(id, parts[1]), bench.FileOf(id, parts[0]), overwrite: true);

        Assert.Equal($"In {id}/{parts[0]} chunk 1, the last there is, was changed or cut short.", await ProblemAsync(bench, id));
    }

    [Fact]
    public async Task A_shortened_part_is_found()
    {
        await using var bench = await Bench.StartAsync();
        var id = (await bench.RunAsync()).Manifest.Id;
        var part = bench.Parts(id)[0];
        await using (var file = File.OpenWrite(bench.FileOf(id, part)))
        {
            file.SetLength(30);
        }

        Assert.Equal($"{id}/{part} ends within its first 40 bytes.", await ProblemAsync(bench, id));
    }

    [Fact]
    public async Task The_manifest_of_another_backup_is_found()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        var one = (await bench.RunAsync()).Manifest.Id;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        var two = (await bench.RunAsync()).Manifest.Id;
        File.Copy(bench.FileOf(one, "manifest.json"), bench.FileOf(two, "manifest.json"), overwrite: true);

        Assert.Equal($"{two}/manifest.json was changed after it was written.", await ProblemAsync(bench, two));
    }

    [Fact]
    public async Task A_manifest_that_is_rubbish_is_listed_as_damaged()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        var id = (await bench.RunAsync()).Manifest.Id;
        await File.WriteAllTextAsync(bench.FileOf(id, "manifest.json"), "rubbish\n00\n", Ct);

        var listed = Assert.Single(await bench.Keeping.ListAsync(Ct));

        Assert.Equal((id, null, true), (listed.Id, listed.Manifest, listed.IsDamaged));
        Assert.Equal($"{id}/manifest.json was changed after it was written.", await ProblemAsync(bench, id));
    }

    [Fact]
    public async Task The_wrong_master_key_is_said_and_is_no_damage()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        var id = (await bench.RunAsync()).Manifest.Id;
        var (right, wrong) = (new AesMasterKey(Bench.Key(1), Entropy.System), new AesMasterKey(Bench.Key(2), Entropy.System));
        bench.Place = bench.Place with { MasterKey = wrong };

        var problem = await Assert.ThrowsAsync<BackupException>(() => bench.Keeping.VerifyLatestAsync(null, Ct));

        Assert.Equal(
            (BackupFault.WrongKey, $"The backup {id} cannot be opened with the master key that is here. It was locked with the master key {right.Id}; the one here is {wrong.Id}."),
            (problem.Fault, problem.Message));
        Assert.Null(Assert.Single(await bench.Keeping.ListAsync(Ct)).Check);
    }

    [Fact]
    public async Task A_backup_of_another_schema_or_format_is_refused_with_the_version_that_reads_it()
    {
        await using var bench = await Bench.StartAsync(players: 3);
        var manifest = (await bench.RunAsync()).Manifest;
        var key = await bench.Place.MasterKey.UnwrapAsync(manifest.Key, Ct);

        Assert.Equal(
            $"The backup {manifest.Id} has schema 7, this version has 1. Use version 0.9.0, which wrote it.", await RefusalAsync(manifest with { Schema = 7, Product = "0.9.0" }));
        Assert.Equal(
            $"The backup {manifest.Id} is of format 2; this version knows format 1. Use version 0.9.0.", await RefusalAsync(manifest with { Format = 2, Product = "0.9.0" }));
        Assert.Equal(
            $"The backup {manifest.Id} has a collection 'dragons' that this version does not know. Use version 0.1.0, which wrote it.",
            await RefusalAsync(manifest with { Collections = [new BackupCollection("dragons", [], true)] }));

        async Task<string> RefusalAsync(BackupManifest other)
        {
            File.Delete(bench.FileOf(manifest.Id, "manifest.json"));
            Assert.IsType<ArchiveWrite.Written>(await SignedJson.WriteAsync(bench.Archive, $"{manifest.Id}/manifest.json", other, BackupJson.Default.BackupManifest, key, Ct));
            var problem = await Assert.ThrowsAsync<BackupException>(() => bench.Keeping.VerifyLatestAsync(null, Ct));
            Assert.Equal(BackupFault.OtherSchema, problem.Fault);
            return problem.Message;
        }
    }

    /// <summary>What a verification says first. Null: all is well.</summary>
    private static async Task<string?> ProblemAsync(Bench bench, string id)
    {
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        try
        {
            return (await bench.Keeping.VerifyAsync(id, null, Ct)).Problems is [var first, ..] ? first : null;
        }
        catch (BackupException problem)
        {
            return problem.Message;
        }
        finally
        {
            foreach (var check in bench.Files(id).Where(name => name.StartsWith("check-", StringComparison.Ordinal)))
            {
                File.Delete(bench.FileOf(id, check));
            }
        }
    }
}
