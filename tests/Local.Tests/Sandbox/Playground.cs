using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.Sandbox;
using FlippyFlip.Local.Tests.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>What a test wants to be different.</summary>
internal sealed record PlaygroundOptions
{
    /// <summary>As in the environment, with ':' between sections.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>Null: where it can be.</summary>
    public bool? Sandbox { get; init; } = true;

    /// <summary>Other parts. Null: none.</summary>
    public Action<IServiceCollection>? Change { get; init; }

    /// <summary>Answers interactions in the bot's place, at its address. Null: the bot does.</summary>
    public RequestDelegate? InsteadOfBot { get; init; }
}

/// <summary>The whole local head with its sandbox on a free port: SQLite on disk, real signatures, and an HTTP client as the page.</summary>
internal sealed class Playground : IAsyncDisposable
{
    public const string General = "1100000000000000002";
    public const string Lounge = "1100000000000000011";

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private Playground(PlaygroundOptions options) => _app = LocalHead.Build(
        DataFolder.Open(_folder.Path),
        ["http://127.0.0.1:0"],
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(options.Settings) { ["Jobs:Clock"] = "off" });
            builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
            if (options.InsteadOfBot is { } answer)
            {
                builder.Services.AddSingleton<IStartupFilter>(new InFront(answer));
            }

            options.Change?.Invoke(builder.Services);
        },
        options.Sandbox);

    public LogLines Log { get; } = new();

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 100 });

    public Uri Url => new(_app.Urls.First());

    public string DataFolderPath => _folder.Path;

    public Player Ada => new(this, "900000000000000002");

    public Player Ben => new(this, "900000000000000003");

    public Player Grace => new(this, "900000000000000004");

    public Player Dana => new(this, "900000000000000001");

    /// <summary>Returns once the bot's commands are registered.</summary>
    public static async Task<Playground> StartAsync(PlaygroundOptions? options = null)
    {
        var playground = new Playground(options ?? new PlaygroundOptions());
        await LocalHead.StartAsync(playground._app, CancellationToken.None);
        if (playground._app.Services.GetRequiredService<SandboxPresence>().IsOn)
        {
            await Until.IsTrueAsync(async () => (await playground.Ada.WorldAsync())["commands"]!.AsArray().Count > 0);
            // Word of the call that registered them is told after they are there, and would come between what a test listens for.
            await playground._app.Services.GetServices<IHostedService>().OfType<Registration>().Single().ExecuteTask!;
        }

        return playground;
    }

    public T Part<T>()
        where T : notnull =>
        _app.Services.GetRequiredService<T>();

    /// <summary>Makes these the only commands there are.</summary>
    public async Task RegisterAsync(string commands) =>
        Assert.IsType<DiscordOutcome.Done>(await Part<RegisterCommands>()(Encoding.UTF8.GetBytes(commands), CancellationToken.None));

    public async Task<(int Status, JsonObject Body)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(Url, $"sandbox/page/{path}"));
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    public Task<(int Status, JsonObject Body)> PostAsync(string path, JsonObject body) => PostAsync(path, body.ToJsonString());

    public async Task<(int Status, JsonObject Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(Url, $"sandbox/page/{path}"), content);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class InFront(RequestDelegate answer) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(others => context => context.Request.Path.StartsWithSegments("/api/interactions", StringComparison.Ordinal) ? answer(context) : others(context));
            next(app);
        };
    }
}
