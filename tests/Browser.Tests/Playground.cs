using FlippyFlip.Contracts;
using FlippyFlip.Local;
using FlippyFlip.Local.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Browser.Tests;

/// <summary>The whole local head with its sandbox, as `flippy serve` runs it, on a free port and in a folder of its own. Its time and chance are real; only the store can be made to hang.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-browser-").FullName;
    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Makes the store hang.</summary>
    public HangingStore Hanging => Part<HangingStore>();

    public static async Task<Playground> OpenAsync()
    {
        var playground = new Playground();
        await playground.StartAsync();
        return playground;
    }

    public T Part<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>The server goes away; its folder and its address stay.</summary>
    public async Task StopAsync()
    {
        if (_app is null)
        {
            return;
        }

        Hanging.Release();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task StartAsync()
    {
        var data = DataFolder.Open(_folder);
        _app = LocalHead.Build(data, [Url.GetLeftPart(UriPartial.Authority)], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services
                .AddSingleton(parts => new HangingStore(parts.GetRequiredService<SqliteStore>()))
                .AddSingleton<OpenStore>(parts => parts.GetRequiredService<HangingStore>);
        });
        await LocalHead.StartAsync(_app, CancellationToken.None);
        Url = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
