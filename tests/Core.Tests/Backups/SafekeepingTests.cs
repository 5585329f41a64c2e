using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.Contracts;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Backups;

public sealed class SafekeepingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_store_is_the_one_that_was_copied_byte_for_byte()
    {
        await using var bench = await Bench.StartAsync(players: 40);
        await bench.People().PlayAsync(bench.Source, Populace.IdOf(7), rounds: 40);

        var made = await bench.RunAsync();
        var target = await bench.EmptyStoreAsync("target");
        var restored = await bench.Keeping.RestoreAsync(made.Manifest.Id, target, null, Ct);

        var text = await Bench.TextAsync(bench.Source);
        Assert.Equal(text, await Bench.TextAsync(target));
        Assert.Contains("\"version\":41", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), restored.Documents);
        Assert.Equal((made.Manifest.Documents, 0, 0), (restored.Documents, restored.Surplus, restored.Expired));
        Assert.Empty(restored.Problems);
        Assert.True(bench.Parts(made.Manifest.Id).Length > 10);
        Assert.False(made.WasResumed);
    }

    [Fact]
    public async Task The_manifest_says_what_is_in_it()
    {
        await using var bench = await Bench.StartAsync(players: 12);
        var before = bench.Clock.GetUtcNow();

        var manifest = (await bench.RunAsync()).Manifest;

        Assert.Equal((1, before, before, "0.1.0", Collections.Schema), (manifest.Format, manifest.StartedAt, manifest.FinishedAt, manifest.Product, manifest.Schema));
        Assert.StartsWith("20260105-120000-", manifest.Id, StringComparison.Ordinal);
        Assert.Equal(Collections.Lasting.Select(collection => collection.Name), manifest.Collections.Select(collection => collection.Name));
        Assert.Equal(12, manifest.Ledger.Players);
        Assert.Equal(manifest.Ledger.Minted - manifest.Ledger.Burned, manifest.Ledger.Balances);
        Assert.True(manifest.Ledger.Balances > 12 * 10_000);
        Assert.Equal(bench.Parts(manifest.Id).Sum(part => new FileInfo(bench.FileOf(manifest.Id, part)).Length), manifest.Length);
        Assert.Equal(["manifest.json", .. bench.Parts(manifest.Id)], bench.Files(manifest.Id).OrderBy(name => name != "manifest.json"));
        Assert.True(manifest.Length * 2 < manifest.PlainLength);
    }

    [Fact]
    public async Task A_good_backup_is_found_good_and_said_to_be()
    {
        await using var bench = await Bench.StartAsync();
        var made = await bench.RunAsync();
        Assert.Null(Assert.Single(await bench.Keeping.ListAsync(Ct)).Check);

        bench.Clock.Advance(TimeSpan.FromHours(1));
        var found = await bench.Keeping.VerifyLatestAsync(null, Ct);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Keeping.VerifyLatestAsync(null, Ct);

        Assert.Empty(found.Problems);
        Assert.Equal((made.Manifest.Documents, 0), (found.Documents, found.Surplus));
        var listed = Assert.Single(await bench.Keeping.ListAsync(Ct));
        Assert.Equal(new BackupCheck(bench.Clock.GetUtcNow(), true, true, null), listed.Check);
        Assert.False(listed.IsDamaged);
        Assert.Single(bench.Files(made.Manifest.Id), name => name.StartsWith("check-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_store_can_be_copied_and_restored()
    {
        await using var bench = await Bench.StartAsync(players: 0);
        var made = await bench.RunAsync();

        Assert.Empty((await bench.Keeping.VerifyLatestAsync(null, Ct)).Problems);
        Assert.Equal(0, (await bench.Keeping.RestoreAsync(made.Manifest.Id, await bench.EmptyStoreAsync("target"), null, Ct)).Documents);
        Assert.Empty(bench.Parts(made.Manifest.Id));
    }

    [Fact]
    public async Task A_store_with_anything_in_it_is_not_restored_into()
    {
        await using var bench = await Bench.StartAsync();
        var made = await bench.RunAsync();
        var target = await bench.EmptyStoreAsync("target");
        await target.CommitAsync(new Commit().Insert(new StarterClaim { Id = "mine", ClaimedAt = TestClock.Start }), Ct);
        var before = await Bench.TextAsync(target);

        var problem = await Assert.ThrowsAsync<BackupException>(() => bench.Keeping.RestoreAsync(made.Manifest.Id, target, null, Ct));

        Assert.Equal(
            (BackupFault.NotEmpty, "The store to be filled is not empty: it has 'starter_claims/mine'. A backup is restored into an empty store only."), (problem.Fault, problem.Message));
        Assert.Equal(before, await Bench.TextAsync(target));
    }

    [Fact]
    public async Task What_does_not_exist_is_said()
    {
        await using var bench = await Bench.StartAsync(players: 1);
        var none = await Assert.ThrowsAsync<BackupException>(() => bench.Keeping.VerifyLatestAsync(null, Ct));
        var odd = await Assert.ThrowsAsync<BackupException>(() => bench.Keeping.VerifyAsync("../../etc", null, Ct));
        Assert.Equal((BackupFault.NotFound, $"There is no backup in {bench.ArchiveFolder} yet."), (none.Fault, none.Message));
        Assert.Equal((BackupFault.NotFound, $"There is no backup ../../etc in {bench.ArchiveFolder}."), (odd.Fault, odd.Message));
    }

    [Fact]
    public async Task What_is_newer_than_its_owners_copy_is_left_out_so_that_the_player_can_play_on()
    {
        await using var bench = await Bench.StartAsync(players: 10);
        var people = bench.People(seed: 2);
        var faults = new FaultyStore();
        bench.Around = faults.Around(bench.Source);
        var scans = 0;
        // Claims, erasures, then players are copied; before the ledger is, somebody fills pages and somebody is new.
        faults.Before = async operation =>
        {
            if (operation == StoreOperation.Scan && ++scans == 4)
            {
                await people.PlayAsync(bench.Source, Populace.IdOf(3), rounds: 40);
                await people.SettleAsync(bench.Source, 500, 3);
            }
        };

        var made = await bench.RunAsync();
        var found = await bench.Keeping.VerifyLatestAsync(null, Ct);
        var drill = await bench.Keeping.DrillAsync(await bench.Keeping.LatestAsync(Ct), null, Ct);
        var target = await bench.EmptyStoreAsync("target");
        var restored = await bench.Keeping.RestoreAsync(made.Manifest.Id, target, null, Ct);

        Assert.Empty(found.Problems);
        Assert.Empty(drill.Problems);
        Assert.True(found.Surplus >= 3, $"{found.Surplus} surplus");
        Assert.Equal((found.Surplus, found.Documents - found.Surplus), (restored.Surplus, restored.Documents));
        Assert.Equal(10, found.Manifest.Ledger.Players);
        Assert.Empty(await Bench.DifferencesAsync(target));
        // Pages and rounds move out again under the numbers that were left out.
        await people.PlayAsync(target, Populace.IdOf(3), rounds: 80);
        Assert.Empty(await Bench.DifferencesAsync(target));
    }

    [Fact]
    public async Task What_has_expired_since_is_left_out_and_what_will_expire_keeps_its_time()
    {
        await using var bench = await Bench.StartAsync(players: 2);
        var (soon, late) = (TestClock.Start.AddHours(1), TestClock.Start.AddHours(3));
        await bench.Source.CommitAsync(
            new Commit().Insert(new StarterClaim { Id = "soon", ClaimedAt = soon, ExpiresAt = soon }).Insert(new StarterClaim { Id = "late", ClaimedAt = late, ExpiresAt = late }), Ct);
        var made = await bench.RunAsync();
        bench.Clock.Advance(TimeSpan.FromHours(2));

        var target = await bench.EmptyStoreAsync("target");
        var restored = await bench.Keeping.RestoreAsync(made.Manifest.Id, target, null, Ct);
        var drill = await bench.Keeping.DrillAsync(made.Manifest.Id, null, Ct);

        Assert.Equal((made.Manifest.Documents - 1, 1), (restored.Documents, restored.Expired));
        Assert.Null(await target.FindAsync<StarterClaim>("soon", Ct));
        Assert.Equal(late, (await target.FindAsync<StarterClaim>("late", Ct))?.ExpiresAt);
        Assert.Empty(drill.Problems);
    }

    [Fact]
    public async Task A_player_whose_balance_is_not_their_ledger_is_found()
    {
        await using var bench = await Bench.StartAsync(players: 5);
        var player = (await bench.Source.FindAsync<Player>(Populace.IdOf(2), Ct))!;
        player.Balances += new Balances(1_000, 0, 0);
        await bench.Source.CommitAsync(new Commit().Replace(player), Ct);
        var made = await bench.RunAsync();

        var found = await bench.Keeping.VerifyLatestAsync(null, Ct);
        var restored = await bench.Keeping.RestoreAsync(made.Manifest.Id, await bench.EmptyStoreAsync("target"), null, Ct);

        Assert.False(found.IsGood);
        Assert.All(found.Problems, problem => Assert.StartsWith($"{Populace.IdOf(2)}: ", problem, StringComparison.Ordinal));
        Assert.Equal(found.Problems, restored.Problems);
        var listed = Assert.Single(await bench.Keeping.ListAsync(Ct));
        Assert.Equal((false, false), (listed.IsDamaged, listed.Check!.IsGood));
    }

    [Fact]
    public async Task The_drill_compares_what_was_restored_and_leaves_nothing()
    {
        await using var bench = await Bench.StartAsync();
        var made = await bench.RunAsync();

        var drill = await bench.Keeping.DrillAsync(await bench.Keeping.LatestAsync(Ct), null, Ct);

        Assert.Empty(drill.Problems);
        Assert.Equal(made.Manifest.Documents, drill.Restored.Documents);
        Assert.Empty(Directory.GetFiles(Path.Combine(Path.GetDirectoryName(bench.ArchiveFolder)!, "scratch")));
    }

    [Fact]
    public async Task The_drill_notices_a_store_that_loses_a_document()
    {
        await using var bench = await Bench.StartAsync();
        await bench.RunAsync();
        var keeping = new Safekeeping(bench.Place, bench.Source, new ForgetfulStores(bench.Scratch, Populace.IdOf(4)));

        var drill = await keeping.DrillAsync(await keeping.LatestAsync(Ct), null, Ct);

        Assert.Contains("'players' is not the same after it was restored.", drill.Problems);
        Assert.Contains(drill.Problems, problem => problem.StartsWith("The backup has 25 players with ", StringComparison.Ordinal));
    }

    /// <summary>Scratch stores that acknowledge one player and lose it.</summary>
    private sealed class ForgetfulStores(IScratchStores inner, string lost) : IScratchStores
    {
        public async Task<IScratchStore> OpenAsync(string name, CancellationToken ct)
        {
            var scratch = await inner.OpenAsync(name, ct);
            var faults = new FaultyStore();
            var isLost = false;
            faults.Before = async operation =>
            {
                // The first look at the filled store comes after the last commit.
                if (operation == StoreOperation.Scan && !isLost && await scratch.Store.FindAsync<Player>(lost, ct) is { } player)
                {
                    isLost = true;
                    await scratch.Store.CommitAsync(new Commit().Delete(player), ct);
                }
            };
            return new Scratch(scratch, faults.Around(scratch.Store));
        }

        private sealed class Scratch(IScratchStore inner, IStore store) : IScratchStore
        {
            public IStore Store => store;

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
