using System.Diagnostics;
using FlippyFlip.Contracts;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests;

/// <summary>How `./flippy serve` builds the page, with an npm that writes down what it was asked.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private const string Fetching = "Fetching what the page is made of ...";
    private const string Building = "Building the page ...";
    private const string Without = "The page is not built; the bot starts without it.";

    private readonly TemporaryFolder _folder = new();

    public BuildScriptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is for bash.");
        Directory.CreateDirectory(_folder.File("bin"));
        Directory.CreateDirectory(_folder.File("src/Web/src"));
        Write("src/Web/package-lock.json", "{}");
        Write("src/Web/src/page.ts", "");
        Tool("node", "echo v24.1.0");
        Tool("npm", """
            echo "$1" >>"$root/asked"
            [ "$1" != ci ] || { mkdir -p "$web/node_modules" && touch "$web/node_modules/.package-lock.json"; }
            [ "$1" != run ] || { mkdir -p "$web/dist/sandbox" && echo built >"$web/dist/sandbox/index.html"; }
            """);
        // What is older than everything that is made from it.
        foreach (var path in Directory.EnumerateFileSystemEntries(_folder.File("src"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Builds_the_page_once_and_says_so()
    {
        Assert.Equal((0, $"{Fetching}\n{Building}"), await BuildAsync());
        Assert.Equal((0, ""), await BuildAsync());
        Assert.Equal("ci\nrun\n", await File.ReadAllTextAsync(_folder.File("asked")));
    }

    [Fact]
    public async Task Builds_it_again_when_a_source_is_newer()
    {
        await BuildAsync();
        Age(_folder.File("src/Web/dist/sandbox/index.html"));

        Write("src/Web/src/page.ts", "changed");

        Assert.Equal((0, Building), await BuildAsync());
        Assert.Equal((0, ""), await BuildAsync());
    }

    [Fact]
    public async Task Fetches_again_when_the_lock_file_is_newer()
    {
        await BuildAsync();
        Age(_folder.File("src/Web/dist/sandbox/index.html"));
        Age(_folder.File("src/Web/node_modules/.package-lock.json"));

        Write("src/Web/package-lock.json", "{ }");

        Assert.Equal((0, $"{Fetching}\n{Building}"), await BuildAsync());
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo v20.9.0")]
    public async Task Says_what_is_missing_and_goes_on_without_a_page(string node)
    {
        Tool("node", node);

        Assert.Equal((0, $"The page of the sandbox needs Node 20.19 or later: https://nodejs.org. {Without}"), await BuildAsync());
        Assert.False(File.Exists(_folder.File("asked")));
    }

    [Fact]
    public async Task Shows_why_the_build_failed_and_goes_on_without_a_page()
    {
        Tool("npm", "echo registry is away; exit 1");

        Assert.Equal((0, $"{Fetching}\nregistry is away\n{Without}"), await BuildAsync());
    }

    /// <summary>Keeps the order of what was made, further apart than a file system's clock ticks.</summary>
    private static void Age(string path) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));

    private void Write(string path, string text) => File.WriteAllText(_folder.File(path), text);

    private void Tool(string name, string script)
    {
        Write($"bin/{name}", $"#!/usr/bin/env bash\n{script}\n");
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(_folder.File($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    private async Task<(int Code, string Said)> BuildAsync()
    {
        const string Script = "set -euo pipefail; export root=$1 web=$1/src/Web; . \"$2\"; build_page";
        var start = new ProcessStartInfo("bash", ["-c", Script, "build", _folder.Path, Path.Combine(RepositoryRoot.Path, ".ci", "build.sh")])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.TrimEnd());
    }
}
