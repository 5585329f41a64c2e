using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests.Backups;

public sealed class InterruptedRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_run_goes_on_behind_its_last_finished_part()
    {
        await using var bench = await Bench.StartAsync(players: 40);
        var id = await KillAtPartAsync(bench, 5);
        var left = bench.Parts(id);
        Assert.Equal(4, left.Length);
        Assert.Empty(await bench.Keeping.ListAsync(Ct));
        var writtenAt = left.ToDictionary(name => name, name => File.GetLastWriteTimeUtc(bench.FileOf(id, name)));
        bench.Clock.Advance(TimeSpan.FromHours(5));

        var written = Record(bench);
        var made = await bench.RunAsync();

        Assert.True(made.WasResumed);
        Assert.Equal(id, made.Manifest.Id);
        Assert.DoesNotContain(written, name => left.Any(part => name.EndsWith(part, StringComparison.Ordinal)));
        Assert.All(left, name => Assert.Equal(writtenAt[name], File.GetLastWriteTimeUtc(bench.FileOf(id, name))));
        Assert.DoesNotContain(bench.Files(id), name => name.StartsWith("draft-", StringComparison.Ordinal));
        Assert.Empty((await bench.Keeping.VerifyLatestAsync(null, Ct)).Problems);
        var target = await bench.EmptyStoreAsync("target");
        await bench.Keeping.RestoreAsync(id, target, null, Ct);
        Assert.Equal(await Bench.TextAsync(bench.Source), await Bench.TextAsync(target));
    }

    [Fact]
    public async Task However_often_it_is_killed_it_ends_as_one_good_backup()
    {
        await using var bench = await Bench.StartAsync(players: 20);
        await bench.RunAsync();
        var parts = bench.Parts(await bench.Keeping.LatestAsync(Ct)).Length;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        string? id = null;
        for (var kill = 1; kill < parts; kill++)
        {
            var again = await KillAtPartAsync(bench, 2);
            Assert.Equal(id ?? again, again);
            id = again;
        }

        var made = await bench.RunAsync();

        Assert.Equal(id, made.Manifest.Id);
        Assert.Equal(parts, bench.Parts(made.Manifest.Id).Length);
        Assert.Empty((await bench.Keeping.VerifyLatestAsync(null, Ct)).Problems);
    }

    [Fact]
    public async Task A_run_that_died_long_ago_is_begun_anew_and_its_remains_are_removed_a_day_later()
    {
        await using var bench = await Bench.StartAsync();
        var dead = await KillAtPartAsync(bench, 3);
        bench.Clock.Advance(TimeSpan.FromHours(6));

        var made = await bench.RunAsync();
        Assert.False(made.WasResumed);
        Assert.NotEqual(dead, made.Manifest.Id);
        Assert.Empty(made.Cleaned);
        Assert.NotEmpty(bench.Files(dead));
        bench.Clock.Advance(TimeSpan.FromHours(19));
        var next = await bench.RunAsync();

        Assert.Equal([dead], next.Cleaned);
        Assert.False(Directory.Exists(Path.Combine(bench.ArchiveFolder, dead)));
        Assert.Equal([next.Manifest.Id, made.Manifest.Id], (await bench.Keeping.ListAsync(Ct)).Select(backup => backup.Id));
    }

    [Fact]
    public async Task A_run_of_another_version_or_key_is_not_gone_on_with()
    {
        await using var bench = await Bench.StartAsync();
        var dead = await KillAtPartAsync(bench, 3);
        var place = bench.Place;

        bench.Place = place with { Product = "0.2.0" };
        Assert.False((await bench.RunAsync()).WasResumed);
        bench.Place = place with { MasterKey = new AesMasterKey(Bench.Key(2), Entropy.System) };
        Assert.False((await bench.RunAsync()).WasResumed);

        bench.Place = place;
        Assert.Equal(dead, (await bench.RunAsync()).Manifest.Id);
    }

    [Fact]
    public async Task Of_two_processes_on_the_same_backup_one_stops_and_the_other_ends_well()
    {
        await using var bench = await Bench.StartAsync();
        BackupMade? other = null;
        var count = 0;
        bench.Archive.Before = async name =>
        {
            if (name.EndsWith(".part", StringComparison.Ordinal) && ++count == 3)
            {
                bench.Archive.Before = _ => Task.CompletedTask;
                other = await bench.RunAsync();
            }
        };

        var problem = await Assert.ThrowsAsync<BackupException>(bench.RunAsync);

        Assert.Equal((BackupFault.TakenOver, $"Another process goes on with the backup {other!.Manifest.Id}; this one stops."), (problem.Fault, problem.Message));
        Assert.True(other.WasResumed);
        Assert.Empty((await bench.Keeping.VerifyAsync(other.Manifest.Id, null, Ct)).Problems);
        Assert.Single(await bench.Keeping.ListAsync(Ct));
    }

    [Fact]
    public async Task A_full_archive_stops_the_run_and_the_last_good_backup_stays_good()
    {
        await using var bench = await Bench.StartAsync();
        var good = await bench.RunAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        bench.Archive.Around = (name, stream) => name.Contains("/ledger-", StringComparison.Ordinal) ? new FullDisk(stream) : stream;

        var problem = await Assert.ThrowsAsync<ArchiveException>(bench.RunAsync);

        Assert.Equal(ArchiveFault.Full, problem.Fault);
        Assert.Equal(good.Manifest.Id, await bench.Keeping.LatestAsync(Ct));
        Assert.Empty((await bench.Keeping.VerifyLatestAsync(null, Ct)).Problems);
        // With room again the same backup goes on.
        bench.Archive.Around = (_, stream) => stream;
        Assert.True((await bench.RunAsync()).WasResumed);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_can_go_on()
    {
        await using var bench = await Bench.StartAsync();
        using var source = new CancellationTokenSource();
        var count = 0;
        bench.Archive.Before = async name =>
        {
            if (name.EndsWith(".part", StringComparison.Ordinal) && ++count == 4)
            {
                await source.CancelAsync();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Keeping.RunAsync(null, source.Token));

        Assert.Empty(await bench.Keeping.ListAsync(Ct));
        Assert.True((await bench.RunAsync()).WasResumed);
        Assert.Empty((await bench.Keeping.VerifyLatestAsync(null, Ct)).Problems);
    }

    /// <summary>Ends a run at its nth part as a kill does: nothing is tidied up. Gives the backup's name.</summary>
    private static async Task<string> KillAtPartAsync(Bench bench, int part)
    {
        var (count, id) = (0, "");
        bench.Archive.Before = name =>
        {
            id = name.Split('/')[0];
            return name.EndsWith(".part", StringComparison.Ordinal) && ++count == part ? throw new InvalidOperationException("Killed.") : Task.CompletedTask;
        };
        await Assert.ThrowsAsync<InvalidOperationException>(bench.RunAsync);
        bench.Archive.Before = _ => Task.CompletedTask;
        return id;
    }

    private static List<string> Record(Bench bench)
    {
        var names = new List<string>();
        bench.Archive.Before = name =>
        {
            names.Add(name);
            return Task.CompletedTask;
        };
        return names;
    }

    /// <summary>Takes some bytes and then no more.</summary>
    private sealed class FullDisk(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
            throw new IOException("No space left on device", 28);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
