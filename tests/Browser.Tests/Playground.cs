using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using FlippyFlip.Contracts;
using FlippyFlip.Local;
using FlippyFlip.Local.Sandbox;
using FlippyFlip.Local.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Browser.Tests;

/// <summary>The whole local head with its sandbox, as `flippy serve` runs it, on a free port and in a folder of its own. Its time and chance are real; only the store can be made to hang.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-browser-").FullName;
    private readonly ConcurrentQueue<(int Status, string Body)> _answers = new();
    private readonly Channel<int> _refusals = Channel.CreateUnbounded<int>();
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

    /// <summary>Answers the next interaction in the bot's place.</summary>
    public void AnswerOnce(int status, string body) => _answers.Enqueue((status, body));

    /// <summary>Registers a command in the bot's name, beside those that it has.</summary>
    /// <param name="command">Discord's own object.</param>
    public async Task RegisterAsync(string command) =>
        Assert.Equal(201, await CallDiscordAsync(HttpMethod.Post, $"applications/{Part<SmallDiscord>().World.Bot.ApplicationId}/commands", command));

    /// <summary>Calls the sandbox's REST API with the bot's token.</summary>
    /// <param name="method">Of HTTP.</param>
    /// <param name="path">Below <c>/api/v10</c>.</param>
    /// <param name="body">JSON. Null: none.</param>
    /// <returns>The status.</returns>
    public async Task<int> CallDiscordAsync(HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(method, new Uri(Url, $"sandbox/api/v10/{path}"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bot {Part<SmallDiscord>().World.Token.Reveal()}");
        request.Headers.TryAddWithoutValidation("User-Agent", "DiscordBot (https://localhost, 1.0)");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>The status of the bot's next call that the sandbox refuses, as soon as there is one.</summary>
    public async Task<int> NextRefusalAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _refusals.Reader.ReadAsync(patience.Token);
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
                .AddSingleton<IStartupFilter>(new Interruption(this))
                .AddSingleton(parts => new HangingStore(parts.GetRequiredService<SqliteStore>()))
                .AddSingleton<OpenStore>(parts => parts.GetRequiredService<HangingStore>);
        }, sandbox: true);
        await LocalHead.StartAsync(_app, CancellationToken.None);
        Url = new Uri(_app.Urls.First());
        // What a test registers must not be overwritten by what the bot registers at its start.
        await Part<IEnumerable<IHostedService>>().OfType<Registration>().Single().ExecuteTask!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stands before the bot's endpoint, and sees what the bot is told.</summary>
    private sealed class Interruption(Playground playground) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, go) =>
            {
                if (!context.Request.Path.StartsWithSegments("/api/interactions", StringComparison.Ordinal) || !playground._answers.TryDequeue(out var answer))
                {
                    await go(context);
                    if (context.Request.Path.StartsWithSegments("/sandbox/api", StringComparison.Ordinal) && context.Response.StatusCode >= 400)
                    {
                        await playground._refusals.Writer.WriteAsync(context.Response.StatusCode);
                    }

                    return;
                }

                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(answer.Body);
            });
            next(app);
        };
    }
}
