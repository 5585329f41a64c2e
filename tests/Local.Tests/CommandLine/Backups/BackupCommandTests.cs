using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.Tests.Faults;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.CommandLine.Backups;

/// <summary>`flippy backup` as a person runs it: the built program, in a folder of its own, its output in a pipe.</summary>
public sealed partial class BackupCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    private string Archive => Path.Combine(Data, "backups");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_a_backup_to_a_restored_folder()
    {
        await Populace.SettleFolderAsync(Data, 30, 60);

        var none = await FlippyAsync("list");
        var run = await FlippyAsync("run");
        var id = IdIn(run);
        var fresh = await FlippyAsync("list");
        var verify = await FlippyAsync("verify");
        var drill = await FlippyAsync("drill", id);
        var list = await FlippyAsync("list");
        var restore = await FlippyAsync("restore", "--into", _folder.File("restored"));

        Assert.Equal(new Ended(0, $"There is no backup in {Archive} yet. flippy backup run makes one.", ""), none);
        Assert.Matches($@"^Backup {id}: [\d,]+ documents of 30 players, [\d.]+ kB \([\d.]+ kB as JSON\) In {Archive}\. flippy backup verify reads it back\.$", run.Out);
        Assert.Contains("not yet", fresh.Out, StringComparison.Ordinal);
        Assert.Matches($@"^Good: {id}, [\d,]+ documents read, 30 players add up\.$", verify.Out);
        Assert.Matches($@"^Good: {id} was restored, [\d,]+ documents are the same, 30 players add up\.$", drill.Out);
        Assert.Matches($@"{id} │ just now │ 30 │ [\d,]+ │ [\d.]+ kB │ good │", list.Out);
        Assert.StartsWith($"Restored {id} into {Path.Combine(_folder.File("restored"), "flippy.db")}: ", restore.Out, StringComparison.Ordinal);
        Assert.All((Ended[])[run, fresh, verify, drill, list, restore], ended => Assert.Equal((0, ""), (ended.Code, ended.Error)));
        Assert.Equal(["flippy.db", "master.key.made"], Directory.GetFileSystemEntries(_folder.File("restored")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Data, "scratch")));
        var (before, after) = (await Crowd.ReadAsync(Data), await Crowd.ReadAsync(_folder.File("restored")));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(after, pair => Assert.Equal((before[pair.Key].Player.Version, before[pair.Key].Player.Balances), (pair.Value.Player.Version, pair.Value.Player.Balances)));
        Assert.All(after.Values, player => Assert.Empty(player.Differences));
    }

    [Fact]
    public async Task A_log_that_an_old_database_left_is_not_replayed_over_the_restored_one()
    {
        await Populace.SettleFolderAsync(Data, 3, 10);
        await FlippyAsync("run");
        Directory.CreateDirectory(_folder.File("left"));
        await File.WriteAllTextAsync(Path.Combine(_folder.File("left"), "flippy.db-wal"), "of another database");

        var restore = await FlippyAsync("restore", "--into", _folder.File("left"));

        Assert.Equal((1, ""), (restore.Code, restore.Out));
        Assert.Contains("has remains of a database (flippy.db-wal)", restore.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.File("left"), "flippy.db")));
    }

    [Fact]
    public async Task Backups_are_made_while_the_server_runs_and_a_restored_folder_serves()
    {
        var fast = new Dictionary<string, string> { ["RateLimits__User"] = "1000000/0.000001" };
        await using (var server = await FlippyProcess.ServeAsync(Data, fast))
        {
            var crowd = new Crowd(Data);
            var isDone = false;
            var playing = crowd.PlayAsync(server.Url, 0, users: 6, () => "/flip", _ => !Volatile.Read(ref isDone));
            for (var round = 0; round < 3; round++)
            {
                Assert.Equal((0, ""), await CodeAsync("run"));
                Assert.Equal((0, ""), await CodeAsync("verify"));
                Assert.Equal((0, ""), await CodeAsync("drill"));
            }

            Volatile.Write(ref isDone, true);
            Assert.Contains(await playing, asked => asked.IsAcknowledged);
            await server.EndAsync(FlippyProcess.Terminate);
        }

        Assert.Equal((0, ""), await CodeAsync("restore", "--into", _folder.File("restored")));
        foreach (var secret in (string[])["master.key", "development.json"])
        {
            File.Copy(Path.Combine(Data, secret), Path.Combine(_folder.File("restored"), secret));
        }

        await using var restored = await FlippyProcess.ServeAsync(_folder.File("restored"), fast);
        var again = new Crowd(_folder.File("restored"));
        var left = 400;
        Assert.All(await again.PlayAsync(restored.Url, 0, users: 6, () => "/flip", _ => Interlocked.Decrement(ref left) > 0), asked => Assert.Equal(4, asked.Seen?.Type));
        Assert.StartsWith("(private)\n# ✅ Everything adds up\n", await again.ReconcileAsync(restored.Url), StringComparison.Ordinal);
        Assert.Equal(0, (await restored.EndAsync(FlippyProcess.Terminate)).Code);
    }

    [Fact]
    public async Task A_killed_run_is_not_listed_and_the_next_run_ends_it()
    {
        await Populace.SettleFolderAsync(Data, 40, 60);
        Assert.Equal((0, ""), await CodeAsync("run"));
        var good = await File.ReadAllBytesAsync(Directory.GetFiles(Archive, "manifest.json", SearchOption.AllDirectories).Single(), Ct);
        await Populace.SettleFolderAsync(_folder.File("more"), 40_000, 30);
        foreach (var file in Directory.GetFiles(_folder.File("more")))
        {
            File.Move(file, Path.Combine(Data, Path.GetFileName(file)), overwrite: true);
        }

        await using (var run = FlippyProcess.Start(["backup", "run", "--data", Data]))
        {
            // Shot once it has finished a part of the players.
            await Until.IsTrueAsync(() => Directory.GetFiles(Archive, "draft-000002.json", SearchOption.AllDirectories).Length > 0 || run.HasEnded);
            run.Signal(FlippyProcess.Kill);
            Assert.Equal(128 + FlippyProcess.Kill, (await run.EndAsync()).Code);
        }

        Assert.Single(await ListedAsync());
        Assert.Equal((0, ""), await CodeAsync("verify"));
        var next = await FlippyAsync("run");

        Assert.Equal((0, ""), (next.Code, next.Error));
        Assert.Contains(" It goes on from where an interrupted run stopped. ", next.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await ListedAsync()).Count);
        Assert.Equal((0, ""), await CodeAsync("verify"));
        Assert.Contains(Directory.GetFiles(Archive, "manifest.json", SearchOption.AllDirectories), file => File.ReadAllBytes(file).SequenceEqual(good));
    }

    [Fact]
    public async Task A_killed_restore_leaves_no_database_and_can_be_repeated()
    {
        await Populace.SettleFolderAsync(Data, 30_000, 10);
        Assert.Equal((0, ""), await CodeAsync("run"));
        var into = _folder.File("restored");
        await using (var restore = FlippyProcess.Start(["backup", "restore", "--into", into, "--data", Data]))
        {
            await Until.IsTrueAsync(() => new FileInfo(Path.Combine(into, "restoring.db")) is { Exists: true, Length: > 100_000 } || restore.HasEnded);
            restore.Signal(FlippyProcess.Kill);
            Assert.Equal(128 + FlippyProcess.Kill, (await restore.EndAsync()).Code);
        }

        Assert.False(File.Exists(Path.Combine(into, "flippy.db")));
        Assert.Equal((0, ""), await CodeAsync("restore", "--into", into));
        Assert.Equal(["flippy.db", "master.key.made"], Directory.GetFileSystemEntries(into).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_flipped_byte_is_said_and_listed()
    {
        await Populace.SettleFolderAsync(Data, 5, 60);
        var id = IdIn(await FlippyAsync("run"));
        var part = Directory.GetFiles(Path.Combine(Archive, id), "players-*.part").Single();
        var bytes = await File.ReadAllBytesAsync(part, Ct);
        bytes[1000] ^= 1;
        await File.WriteAllBytesAsync(part, bytes, Ct);
        var sentence = $"In {id}/{Path.GetFileName(part)} chunk 1, the last there is, was changed or cut short.";

        Assert.Equal(new Ended(6, "", $"The backup {id} is damaged.\n  - {sentence}"), await FlippyAsync("verify"));
        Assert.Equal(new Ended(6, "", sentence), await FlippyAsync("restore", "--into", _folder.File("restored")));
        Assert.Equal(new Ended(6, "", sentence), await FlippyAsync("drill"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("restored")));
        var listed = Assert.Single(await ListedAsync());
        Assert.Equal((id, "damaged", sentence), ((string?)listed!["name"], (string?)listed["verified"], (string?)listed["problem"]));
    }

    [Fact]
    public async Task Without_its_key_a_backup_is_closed_and_no_new_key_is_made()
    {
        await Populace.SettleFolderAsync(Data, 2, 1);
        var id = IdIn(await FlippyAsync("run"));
        var key = Path.Combine(Data, "master.key");
        var right = (await File.ReadAllTextAsync(key, Ct)).Trim();
        File.Delete(key);

        var missing = await FlippyAsync("verify");
        var wrong = await FlippyProcess.RunAsync(["backup", "verify", "--data", Data], new Dictionary<string, string> { ["Secrets__MasterKey"] = Convert.ToBase64String(new byte[32]) });
        var odd = await FlippyProcess.RunAsync(["backup", "verify", "--data", Data], new Dictionary<string, string> { ["Secrets__MasterKey"] = "short" });
        var good = await FlippyProcess.RunAsync(["backup", "verify", "--data", Data], new Dictionary<string, string> { ["Secrets__MasterKey"] = right });

        Assert.Equal(new Ended(3, "", $"There is no master key: {key} is missing and Secrets__MasterKey is not set. Put the key back that the data was locked with."), missing);
        Assert.Equal(3, wrong.Code);
        Assert.Matches($@"^The backup {id} cannot be opened with the master key that is here\. It was locked with the master key local-[0-9a-f]{{16}}; the one here is local-[0-9a-f]{{16}}\.$", wrong.Error);
        Assert.Equal(new Ended(3, "", "One setting is wrong:\n  - Secrets__MasterKey is not 32 random bytes in base64."), odd);
        Assert.Equal((0, ""), (good.Code, good.Error));
        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_sentence()
    {
        await Populace.SettleFolderAsync(Data, 2, 1);
        Assert.Equal((0, ""), await CodeAsync("run"));
        var file = _folder.File("file");
        await File.WriteAllTextAsync(file, "", Ct);

        Assert.Equal(new Ended(1, "", $"There is no backup 20200101-000000-abcdef in {Archive}."), await FlippyAsync("verify", "20200101-000000-abcdef"));
        var (missing, into) = (_folder.File("other"), _folder.File("restored"));
        foreach (var line in (string[][])[["list"], ["verify"], ["drill"], ["restore", "--into", into]])
        {
            Assert.Equal(new Ended(7, "", $"There is no folder {missing}. Name the one of the backups with --archive."), await FlippyAsync([.. line, "--archive", missing]));
        }

        Assert.Equal(new Ended(1, "", $"There is no backup 20200101-000000-abcdef in {Archive}."), await FlippyAsync("restore", "20200101-000000-abcdef", "--into", into));
        Assert.False(Directory.Exists(into));
        Assert.Equal(new Ended(1, "", $"{Data} has a database already; it stays as it is. Name a folder without one with --into."), await FlippyAsync("restore", "--into", Data));
        Assert.Equal(new Ended(2, "", "Option '--into' is required. See flippy backup restore --help."), await FlippyAsync("restore"));
        Assert.Equal(
            new Ended(1, "", $"There is no data folder {_folder.File("nowhere")}. Name it with --data."), await FlippyProcess.RunAsync(["backup", "run", "--data", _folder.File("nowhere")]));
        Assert.Equal(
            new Ended(1, "", $"There is no database {Path.Combine(_folder.Path, "flippy.db")} to copy."), await FlippyProcess.RunAsync(["backup", "run", "--data", _folder.Path]));
        Assert.Equal(new Ended(7, "", $"{file} is a file; the archive is a folder. Name it with --archive."), await FlippyAsync("run", "--archive", file));
        Assert.Equal((0, ""), await CodeAsync("run", "--archive", missing));
        Assert.Equal((0, ""), await CodeAsync("verify", "--archive", missing));
    }

    [Theory]
    [InlineData("verify", "-x")]
    [InlineData("drill", "--frob")]
    [InlineData("restore", "--frob", "--into", "anywhere")]
    public async Task A_mistyped_option_is_no_name_of_a_backup(params string[] line)
    {
        await Populace.SettleFolderAsync(Data, 2, 1);
        Assert.Equal(new Ended(2, "", $"There is no {line[1]}. See flippy backup {line[0]} --help."), await FlippyAsync(line));
    }

    [Fact]
    public async Task A_restored_folder_makes_no_key_of_its_own()
    {
        await Populace.SettleFolderAsync(Data, 2, 1);
        Assert.Equal((0, ""), await CodeAsync("run"));
        var restored = _folder.File("restored");
        Assert.Equal((0, ""), await CodeAsync("restore", "--into", restored));

        var without = await FlippyProcess.RunAsync(["backup", "run", "--data", restored]);
        File.Copy(Path.Combine(Data, "master.key"), Path.Combine(restored, "master.key"));
        var with = await FlippyProcess.RunAsync(["backup", "run", "--data", restored]);

        Assert.Equal((3, ""), (without.Code, without.Out));
        Assert.StartsWith($"The master key that belongs here is gone: {Path.Combine(restored, "master.key")} is missing. Put it back;", without.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (with.Code, with.Error));
    }

    [Fact]
    public async Task Help_shows_what_may_be_left_out_and_what_the_numbers_mean()
    {
        var help = await FlippyProcess.RunAsync(["backup", "--help"]);

        Assert.Equal(0, help.Code);
        foreach (var name in (string[])["verify", "restore", "drill"])
        {
            Assert.Contains($"  {name} [name] ", help.Out, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<name>", help.Out, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0 done, 1 it cannot be done", help.Out, StringComparison.Ordinal);
        Assert.Contains("7 the archive cannot be used", (await FlippyProcess.RunAsync(["backup", "verify", "--help"])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_the_last_backup_stays_good()
    {
        await using var disk = await TemporaryDisk.MountAsync(_folder.File("disk"), "2m");
        Assert.SkipWhen(disk is null, "This user may not mount a disk.");
        await Populace.SettleFolderAsync(Data, 50, 20);
        Assert.Equal((0, ""), await CodeAsync("run", "--archive", disk.Path));
        await Populace.SettleFolderAsync(_folder.File("more"), 16_000, 10);
        foreach (var file in Directory.GetFiles(_folder.File("more")))
        {
            File.Move(file, Path.Combine(Data, Path.GetFileName(file)), overwrite: true);
        }

        var full = await FlippyAsync("run", "--archive", disk.Path);

        Assert.Equal(new Ended(7, "", $"There is no room left on the disk for the archive {disk.Path}."), full);
        Assert.Equal((0, ""), await CodeAsync("verify", "--archive", disk.Path));
        await disk.RemountReadOnlyAsync();
        var denied = await FlippyAsync("run", "--archive", disk.Path);
        Assert.Equal(7, denied.Code);
        Assert.StartsWith($"The archive {disk.Path} may not be written: ", denied.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "flippy backup run")]
    [InlineData("list", "flippy backup list")]
    [InlineData("verify", "flippy backup verify")]
    [InlineData("restore", "flippy backup restore --into ./restored")]
    [InlineData("drill", "flippy backup drill")]
    public async Task Help_shows_how_it_is_typed(string name, string example)
    {
        var help = await FlippyProcess.RunAsync(["backup", name, "--help"]);
        Assert.Equal(0, help.Code);
        Assert.Contains($"Examples:\n  {example}\n", help.Out, StringComparison.Ordinal);
        Assert.Contains("--archive <folder>", help.Out, StringComparison.Ordinal);
    }

    private static string IdIn(Ended run) => Name().Match(run.Out).Value;

    /// <summary>A pipe is 80 columns wide, so where lines break depends on the folder's name; here all is one line.</summary>
    private async Task<Ended> FlippyAsync(params string[] arguments) =>
        await FlippyProcess.RunAsync(["backup", .. arguments, "--data", Data]) is var ended ? ended with { Out = Blanks().Replace(ended.Out, " ").Trim() } : null!;

    private async Task<(int Code, string Error)> CodeAsync(params string[] arguments) => await FlippyAsync(arguments) is var ended ? (ended.Code, ended.Error) : default;

    private async Task<JsonArray> ListedAsync() => (JsonArray)JsonNode.Parse((await FlippyAsync("list", "--json")).Out)!;

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\d{8}-\d{6}-[0-9a-f]{6}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
