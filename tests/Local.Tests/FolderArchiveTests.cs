using FlippyFlip.Contracts;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests;

public sealed class FolderArchiveTests : ArchiveContract
{
    private readonly TemporaryFolder _folder = new();

    private string Root => _folder.File("archive");

    protected override Task<IArchive> OpenAsync() => Task.FromResult<IArchive>(Folder(Root));

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nobody_else_may_look_into_it()
    {
        await WriteAsync("a/b", "x");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Root, "a", "b")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(Root, "a")));
        }
    }

    [Fact]
    public async Task What_a_dead_writer_left_is_removed_and_what_a_live_one_writes_is_not()
    {
        Directory.CreateDirectory(Root);
        var (dead, fresh, live) = (Path.Combine(Root, ".unfinished-dead"), Path.Combine(Root, ".unfinished-fresh"), Path.Combine(Root, ".unfinished-live"));
        foreach (var file in (string[])[dead, fresh, live])
        {
            await File.WriteAllTextAsync(file, "half", Ct);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(file == fresh ? 0 : -1));
        }

        await using (new FileStream(live, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await WriteAsync("a", "x");
        }

        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(fresh));
        Assert.True(File.Exists(live));
        Assert.Equal(["a"], await NamesAsync(""));
    }

    [Fact]
    public async Task A_file_that_somebody_put_there_by_hand_under_another_kind_of_name_is_not_listed()
    {
        await WriteAsync("a", "x");
        await File.WriteAllTextAsync(Path.Combine(Root, "READ ME.txt"), "mine", Ct);
        Assert.Equal(["a"], await NamesAsync(""));
    }

    [Fact]
    public async Task An_empty_folder_goes_with_its_last_file()
    {
        await WriteAsync("a/b/c", "x");
        await Archive.DeleteAsync("a/b/c", Ct);
        Assert.Empty(Directory.GetFileSystemEntries(Root));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_nothing()
    {
        await using var disk = await TemporaryDisk.MountAsync(_folder.File("disk"), "1m");
        Assert.SkipWhen(disk is null, "This user may not mount a disk.");
        var archive = Folder(disk.Path);

        var problem = await Assert.ThrowsAsync<ArchiveException>(() => archive.WriteAsync("a", async (stream, ct) => await stream.WriteAsync(new byte[4_000_000], ct), Ct));

        Assert.Equal((ArchiveFault.Full, $"There is no room left on the disk for the archive {disk.Path}."), (problem.Fault, problem.Message));
        Assert.Empty(Directory.GetFileSystemEntries(disk.Path));
        Assert.IsType<ArchiveWrite.Written>(await WriteAsync(archive, "a", "small"));
    }

    [Fact]
    public async Task A_write_protected_disk_is_said()
    {
        await using var disk = await TemporaryDisk.MountAsync(_folder.File("disk"), "1m");
        Assert.SkipWhen(disk is null, "This user may not mount a disk.");
        await disk.RemountReadOnlyAsync();

        var problem = await Assert.ThrowsAsync<ArchiveException>(() => WriteAsync(Folder(disk.Path), "a", "x"));

        Assert.Equal(ArchiveFault.Denied, problem.Fault);
        Assert.StartsWith($"The archive {disk.Path} may not be written: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_said()
    {
        await File.WriteAllTextAsync(Root, "not a folder", Ct);

        var problem = await Assert.ThrowsAsync<ArchiveException>(() => WriteAsync("a", "x"));

        Assert.Equal(ArchiveFault.Unavailable, problem.Fault);
        Assert.StartsWith($"The archive {Root} could not be written: ", problem.Message, StringComparison.Ordinal);
    }

    private static FolderArchive Folder(string path) => new(path, Entropy.System, TimeProvider.System);
}
