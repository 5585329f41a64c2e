using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Contracts.Heads;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Triggers;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Functions.Tests;

/// <summary>
/// The Azure head as <c>Program</c> composes it, on a real SQLite store and Azurite; what the Functions host does, the test does: it calls a trigger
/// with a real request, and hands over what lies in a queue.
/// </summary>
internal sealed class AzureBot : IHeadUnderTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-").FullName;
    private readonly Ed25519SigningKey _key = Ed25519SigningKey.FromSeed(Rfc8032.Test3.Seed);
    private readonly SnowflakeSource _ids;
    private IHost _host = null!;
    private SqliteStore _database = null!;

    private AzureBot() => _ids = new SnowflakeSource(Clock);

    /// <summary>Stands still until the test moves it.</summary>
    public TestClock Clock { get; } = new();

    public LogLines Log { get; } = new();

    public FakeDiscord Discord { get; } = new();

    public HangingStore Store { get; private set; } = null!;

    public IServiceProvider Parts => _host.Services;

    /// <summary>The tokens of all interactions so far.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <param name="settings">As an operator gives them.</param>
    /// <param name="entropy">Null: the machine's.</param>
    /// <param name="change">Puts other parts in the place of those that speak to what is not here.</param>
    public static async Task<AzureBot> StartAsync(IReadOnlyDictionary<string, string?> settings, Entropy? entropy = null, Action<IServiceCollection>? change = null)
    {
        var bot = new AzureBot();
        await bot.Discord.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("Discord:BaseAddress", bot.Discord.BaseAddress.AbsoluteUri)]);
        builder.Logging.ClearProviders().AddProvider(bot.Log);
        bot._database = SqliteStore.Open(Path.Combine(bot._folder, "flippy.db"), Collections.All, bot.Clock);
        var store = new HangingStore(bot._database);
        builder.Services
            .AddRouting()
            .AddSingleton(new DiagnosticListener("Microsoft.AspNetCore"))
            .AddSingleton<TimeProvider>(bot.Clock)
            .AddSingleton(entropy ?? Entropy.System)
            .AddSingleton<OpenStore>(() => store);
        AzureHead.Compose(builder);
        change?.Invoke(builder.Services);
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        bot.Store = store;
        bot._host = builder.Build();
        if (bot.Parts.GetRequiredService<OpenStore>().Invoke() == store)
        {
            await bot.Parts.GetRequiredService<OpeningStore>().EnsureSchemaAsync(CancellationToken.None);
        }

        return bot;
    }

    /// <summary>Everything that works beside the requests, as long as it is not disposed.</summary>
    public async Task<IAsyncDisposable> WorkAsync()
    {
        await _host.StartAsync();
        return new Work(_host);
    }

    public byte[] Sign(byte[] message) => _key.Sign(message);

    public Task<HeadAnswer> PostAsync(HeadLetter letter) => AskAsync("POST", letter.Path, context =>
    {
        context.Request.ContentType = letter.ContentType;
        context.Request.Body = new MemoryStream(letter.Body);
        context.Request.ContentLength = letter.Body.Length;
        Add(context, "X-Signature-Timestamp", letter.Timestamp);
        Add(context, "X-Signature-Ed25519", letter.Signature);
    });

    /// <summary>A request as the worker's server hands it to a function: routed, in the scope of its invocation.</summary>
    public async Task<HeadAnswer> AskAsync(string method, string path, Action<HttpContext>? change = null)
    {
        await using var scope = Parts.CreateAsyncScope();
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        (context.Request.Method, context.Request.Path, context.Request.Scheme, context.Request.Host) = (method, path, "http", new HostString("localhost"));
        change?.Invoke(context);
        var result = await CallAsync(scope.ServiceProvider, context.Request);
        await result.ExecuteAsync(context);
        await context.Response.CompleteAsync();
        return new HeadAnswer(context.Response.StatusCode, context.Response.ContentType, body.ToArray());
    }

    /// <summary>A slash command as typed, from Ada.</summary>
    public Task<HeadAnswer> SayAsync(string line, int padding = 0)
    {
        var sender = new Sender(new Snowflake(900_000_000_000_000_101), "Ada", "en-US", Sender.OrdinaryPermissions, true);
        var interaction = new InteractionBody(new Snowflake(1_200_000_000_000_000_001), sender, _ids).Command(Bot.Line(line));
        interaction["guild_locale"] = "en-US";
        if (padding > 0)
        {
            interaction["padding"] = new string('x', padding);
        }

        return SendAsync(interaction);
    }

    public Task<HeadAnswer> SendAsync(JsonObject interaction)
    {
        Tokens.Enqueue($"{interaction["token"]}");
        var body = InteractionBody.Utf8(interaction);
        var timestamp = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(Sign([.. Encoding.ASCII.GetBytes(timestamp), .. body]));
        return PostAsync(new HeadLetter("/api/interactions", "application/json", timestamp, signature, body));
    }

    /// <summary>Lets the clock run, far faster than the machine's, until this is done: what waits between two tries waits by it.</summary>
    public async Task PassTimeAsync(Task until)
    {
        while (await Task.WhenAny(until, Task.Delay(1)) != until)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        await until;
    }

    /// <summary>A function as the worker makes it.</summary>
    public T Function<T>() => ActivatorUtilities.CreateInstance<T>(Parts);

    public async ValueTask DisposeAsync()
    {
        Store.Release();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _database.DisposeAsync();
        await Discord.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Which function the host chooses for an address.</summary>
    private static Task<IResult> CallAsync(IServiceProvider parts, HttpRequest request)
    {
        switch (request.Path.Value!.Trim('/').Split('/'))
        {
            case ["api", "interactions", .. var rest] when rest.Length <= 1 && request.Method == "POST":
                request.RouteValues["applicationId"] = rest.FirstOrDefault();
                return ActivatorUtilities.CreateInstance<Interactions>(parts).RunAsync(request);
            case ["api", "events", .. var rest] when rest.Length <= 1 && request.Method == "POST":
                request.RouteValues["applicationId"] = rest.FirstOrDefault();
                return ActivatorUtilities.CreateInstance<Events>(parts).RunAsync(request);
            case ["api", "votes", .. var rest] when rest.Length <= 1 && request.Method == "POST":
                request.RouteValues["applicationId"] = rest.FirstOrDefault();
                return ActivatorUtilities.CreateInstance<Votes>(parts).RunAsync(request);
            case ["api", "health", var probe] when request.Method == "GET":
                request.RouteValues["probe"] = probe;
                return ActivatorUtilities.CreateInstance<Health>(parts).RunAsync(request);
            default:
                request.RouteValues["path"] = request.Path.Value;
                return ActivatorUtilities.CreateInstance<Web>(parts).RunAsync(request);
        }
    }

    private static void Add(HttpContext context, string name, string? value)
    {
        if (value is not null)
        {
            context.Request.Headers[name] = value;
        }
    }

    private sealed class Work(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await host.StopAsync();
    }
}
