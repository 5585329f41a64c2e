using System.Diagnostics;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests;

/// <summary>./run and ./flippy, called from elsewhere, with a build that makes a program which says what it was told.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("run", null, "the page\n{root}/data serve --port 1")]
    [InlineData("flippy", null, "{root}/data --port 1")]
    [InlineData("run", "elsewhere", "the page\nelsewhere serve --port 1")]
    [InlineData("flippy", "elsewhere", "elsewhere --port 1")]
    public async Task The_data_lies_in_the_repository_unless_the_environment_says_otherwise(string script, string? path, string said)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "They are for bash.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".ci"));
        foreach (var name in (string[])["run", "flippy"])
        {
            File.Copy(Path.Combine(Root(), name), folder.File(name));
        }

        await File.WriteAllTextAsync(folder.File(".ci/build.sh"), "build_page() { echo the page; }\nbuild_flippy() { :; }\nflippy=$root/say\n");
        await File.WriteAllTextAsync(folder.File("say"), "#!/usr/bin/env bash\necho \"$Data__Path\" \"$@\"\n");
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(folder.File("say"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416

        Assert.Equal(said.Replace("{root}", folder.Path, StringComparison.Ordinal), await RunAsync(folder.File(script), path));
    }

    private static async Task<string> RunAsync(string script, string? path)
    {
        var start = new ProcessStartInfo("bash", [script, "--port", "1"]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        start.Environment.Remove("Data__Path");
        if (path is not null)
        {
            start.Environment["Data__Path"] = path;
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.TrimEnd();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlippyFlip.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No FlippyFlip.slnx above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
