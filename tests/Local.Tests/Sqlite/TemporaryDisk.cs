using System.Diagnostics;

namespace FlippyFlip.Local.Tests.Sqlite;

/// <summary>A small disk in memory that really runs full and really is write-protected. Needs root.</summary>
internal sealed class TemporaryDisk : IAsyncDisposable
{
    private TemporaryDisk(string path) => Path = path;

    public string Path { get; }

    /// <returns>Null: this user or machine may not mount.</returns>
    public static async Task<TemporaryDisk?> MountAsync(string path, string size)
    {
        Directory.CreateDirectory(path);
        return OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path) ? new TemporaryDisk(path) : null;
    }

    public async Task RemountReadOnlyAsync() => Assert.True(await RunAsync("mount", "-o", "remount,ro", Path));

    public async ValueTask DisposeAsync() => await RunAsync("umount", "-l", Path);

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
