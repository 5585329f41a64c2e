using FlippyFlip.Contracts;
using Microsoft.Playwright;

namespace FlippyFlip.Browser.Tests;

/// <summary>
/// The system's Chromium, one for the tests of a class. Without one the tests are skipped, each by its name; where CI=true says that everything
/// must be there, that is a failure instead.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    /// <summary>FLIPPY_HEADED=1: one sees it happen, slowly.</summary>
    private static bool IsHeaded => Environment.GetEnvironmentVariable("FLIPPY_HEADED") == "1";

    private static bool MayBeMissing => !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where pictures and traces are kept for whoever looks at them afterwards.</summary>
    public static string Artifacts => Path.Combine(RepositoryRoot.Path, "artifacts", "browser");

    /// <summary>A browser that knows nothing: no cookie, no cache, no memory of another window.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        var missing = $"No Chromium on this machine's path ({string.Join(", ", Names)}): apt-get install chromium.";
        Assert.SkipWhen(_browser is null && MayBeMissing, missing);
        Assert.True(_browser is not null, missing);
        return _browser!.NewContextAsync(options);
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
        {
            return;
        }

        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = !IsHeaded, SlowMo = IsHeaded ? 400 : 0 });
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _driver?.Dispose();
    }

    /// <summary>Null: none of the names is on the path.</summary>
    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + suffix))).FirstOrDefault(File.Exists);
    }
}
