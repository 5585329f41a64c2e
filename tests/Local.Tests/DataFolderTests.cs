using System.Runtime.Versioning;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everyone = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact]
    public void A_new_folder_is_its_owner_s_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights on Windows are those of the profile.");
        using var folder = new TemporaryFolder();
        var data = DataFolder.Open(folder.File("data"));
        Assert.Equal(Owner, File.GetUnixFileMode(data.Path));
        Assert.Empty(data.ReadableByOthers());
    }

    [Fact]
    public void A_folder_that_is_there_keeps_its_mode_and_is_told_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights on Windows are those of the profile.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("data"));
        File.SetUnixFileMode(folder.File("data"), Everyone);
        var data = DataFolder.Open(folder.File("data"));
        File.WriteAllText(data.Database, "");
        File.SetUnixFileMode(data.Database, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(Everyone, File.GetUnixFileMode(data.Path));
        Assert.Equal([data.Path, data.Database], data.ReadableByOthers());
    }
}
