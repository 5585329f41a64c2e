using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Votes;
using FlippyFlip.Local;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.FrontDoor;

/// <summary>
/// The whole local head behind its real endpoint: Kestrel on a free port, SQLite on disk, OpenSSL signatures. Only the clock, chance and
/// Discord's own REST API are the test's. Every reply is recorded for the payload judge.
/// </summary>
public sealed class Bot : IAsyncDisposable
{
    private static readonly IReadOnlyList<RegisteredCommand> Commands = RegisteredCommand.Parse(CommandsCommand.EveryRegistration());

    private readonly string _folder;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly SnowflakeSource _ids;
    private readonly BotOptions _options;
    private WebApplication _app = null!;
    private Ed25519SigningKey _key = null!;

    private Bot(BotOptions options)
    {
        _options = options;
        _folder = options.Beside?._folder ?? Directory.CreateTempSubdirectory("flippy-").FullName;
        Clock = options.Beside?.Clock ?? new TestClock();
        Discord = options.Beside?.Discord ?? new FakeDiscord();
        _ids = options.Beside?._ids ?? new SnowflakeSource(Clock);
    }

    /// <summary>Stands still until the test moves it: Monday, 5 January 2026, 12:00 UTC.</summary>
    public TestClock Clock { get; }

    /// <summary>Counts what the product asks of its store.</summary>
    public CountingStore Store { get; private set; } = null!;

    /// <summary>Makes the store hang.</summary>
    public HangingStore Hanging { get; private set; } = null!;

    /// <summary>The part of Discord that the product calls.</summary>
    public FakeDiscord Discord { get; }

    /// <summary>Everything that was logged.</summary>
    public LogLines Log { get; } = new();

    public Snowflake ApplicationId { get; } = DevelopmentKeys.FakeApplicationId;

    public Uri Url { get; private set; } = null!;

    public string DataFolderPath => _folder;

    /// <summary>Two players and the owner of the bot.</summary>
    public Visitor Ada => new(this, new Snowflake(900_000_000_000_000_101), "Ada");

    public Visitor Bob => new(this, new Snowflake(900_000_000_000_000_102), "Bob");

    public Visitor Owner => new(this, LocalHead.DevelopmentOwner, "Olga");

    internal SnowflakeSource Ids => _ids;

    public static async Task<Bot> StartAsync(BotOptions? options = null)
    {
        var bot = new Bot(options ?? new BotOptions());
        await bot.OpenAsync();
        return bot;
    }

    /// <summary>A player as stored. Null: there is none.</summary>
    public Task<Player?> PlayerAsync(Visitor visitor) =>
        _app.Services.GetRequiredService<SqliteStore>().FindAsync<Player>($"{ApplicationId}/global/{visitor.Id}", CancellationToken.None);

    /// <summary>Changes a player behind the product's back.</summary>
    public async Task ChangeAsync(Visitor visitor, Action<Player> change)
    {
        var player = await PlayerAsync(visitor) ?? throw new InvalidOperationException($"{visitor.Name} is not stored yet.");
        change(player);
        var outcome = await Store.CommitAsync(new Commit().Replace(player), CancellationToken.None);
        if (outcome is not CommitOutcome.Committed)
        {
            throw new InvalidOperationException("Somebody else changed the player.");
        }
    }

    /// <summary>Gives coins through the front door.</summary>
    public async Task GrantAsync(Visitor visitor, long coins)
    {
        await Owner.SayAsync($"/dev-grant user:{visitor.Id} amount:{coins} reason:for the test");
    }

    public T Part<T>()
        where T : notnull =>
        _app.Services.GetRequiredService<T>();

    /// <summary>Stops the process's parts and starts them again on the same folder.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>The same, with time passing while nothing runs.</summary>
    public async Task RestartAfterAsync(TimeSpan pause)
    {
        await CloseAsync();
        Clock.Advance(pause);
        await OpenAsync();
    }

    /// <summary>Lets the clock run as the wall's does, or faster, until something is done: for what waits by the clock and on the network in turns.</summary>
    public async Task<T> PassTimeAsync<T>(Task<T> until, double speed = 1)
    {
        var last = TimeProvider.System.GetTimestamp();
        while (await Task.WhenAny(until, Task.Delay(1)) != until)
        {
            var now = TimeProvider.System.GetTimestamp();
            Clock.Advance(TimeProvider.System.GetElapsedTime(last, now) * speed);
            last = now;
        }

        return await until;
    }

    /// <summary>Posts an event to the events endpoint, signed.</summary>
    /// <returns>The status.</returns>
    public async Task<int> TellAsync(string body, string path = "api/events")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var answer = await PostRawAsync(bytes, Convert.ToHexStringLower(Sign(timestamp, bytes)), timestamp, path: path);
        return (int)answer.StatusCode;
    }

    /// <summary>Tells a vote as the list of bots does, signed.</summary>
    /// <param name="visitor">Who votes.</param>
    /// <param name="id">The list's own id of the vote.</param>
    /// <returns>The status.</returns>
    public async Task<int> VoteAsync(Visitor visitor, string id = "1")
    {
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"type":"vote.create","data":{"id":"{{{id}}}","weight":1,"project":{"id":"5","platform_id":"{{{ApplicationId}}}"},"user":{"id":"6","platform_id":"{{{visitor.Id}}}"} } }""");
        using var answer = await PostVoteAsync(body, new VoteSecret(DevelopmentKeys.Open(_folder).VoteSecret).Sign(Clock.GetUtcNow(), body));
        return (int)answer.StatusCode;
    }

    /// <summary>A post to the votes' address as given. Null leaves the header out.</summary>
    public async Task<HttpResponseMessage> PostVoteAsync(byte[] body, string? signature, string? authorization = null, string path = "api/votes/1200000000000000001", string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("x-topgg-signature", signature), ("Authorization", authorization)])
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await _http.SendAsync(request);
    }

    /// <summary>Every document of a collection, as stored.</summary>
    public async Task<IReadOnlyList<T>> EverythingAsync<T>()
        where T : Document, IDocument<T>
    {
        var all = new List<T>();
        await foreach (var document in _app.Services.GetRequiredService<SqliteStore>().ScanAsync<T>(null, CancellationToken.None))
        {
            all.Add(document);
        }

        return all;
    }

    /// <summary>A signed post; the signature covers exactly these bytes at the clock's time.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] body) => PostAsync(body, Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <inheritdoc cref="PostAsync(byte[])"/>
    public Task<HttpResponseMessage> PostAsync(byte[] body, string timestamp) =>
        PostRawAsync(body, Convert.ToHexStringLower(Sign(timestamp, body)), timestamp);

    public byte[] Sign(string timestamp, byte[] body) => _key.Sign([.. Encoding.UTF8.GetBytes(timestamp), .. body]);

    /// <summary>A post as given. Null leaves a header out.</summary>
    public async Task<HttpResponseMessage> PostRawAsync(byte[] body, string? signature, string? timestamp, string? contentType = "application/json", string path = "api/interactions")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", signature);
        }

        if (timestamp is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", timestamp);
        }

        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _http.Dispose();
        if (_options.Beside is null)
        {
            await Discord.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    internal static SlashLine Line(string text, string? completing = null) => SlashLine.Parse(text, Commands, completing);

    /// <summary>Posts an interaction, signed, and records the reply.</summary>
    public async Task<Seen> AskAsync(JsonObject interaction, string source)
    {
        var body = InteractionBody.Utf8(interaction);
        using var answer = await PostAsync(body);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{source} was answered with {(int)answer.StatusCode}.");
        }

        Payloads.Record("reply", source, bytes);
        return new Seen((JsonObject)JsonNode.Parse(bytes)!, interaction);
    }

    private async Task OpenAsync()
    {
        await Discord.StartAsync();
        var data = DataFolder.Open(_folder);
        _app = LocalHead.Build(data, ["http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(_options.Settings)
            {
                ["Discord:BaseAddress"] = Discord.BaseAddress.AbsoluteUri,
                ["Jobs:Clock"] = _options.RunsJobs ? "on" : "off",
            });
            builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
            builder.Services
                .AddSingleton<TimeProvider>(Clock)
                .AddSingleton(_options.Entropy ?? Entropy.System)
                .AddSingleton(parts => new HangingStore(parts.GetRequiredService<SqliteStore>()))
                .AddSingleton(parts => new CountingStore(_options.Around(parts.GetRequiredService<HangingStore>())))
                .AddSingleton<OpenStore>(parts => parts.GetRequiredService<CountingStore>);
            if (_options.IsOutboxSilent)
            {
                builder.Services.AddSingleton<IOutboxSignal, Silence>();
            }

            foreach (var job in _options.Jobs)
            {
                builder.Services.AddSingleton(job);
            }
        });
        Store = _app.Services.GetRequiredService<CountingStore>();
        Hanging = _app.Services.GetRequiredService<HangingStore>();
        await LocalHead.StartAsync(_app, CancellationToken.None);
        Url = new Uri(_app.Urls.First());
        _key = Ed25519SigningKey.FromSeed(DevelopmentKeys.Open(_folder).Seed.Span);
    }

    private async Task CloseAsync()
    {
        Hanging.Release();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private sealed class Silence : IOutboxSignal
    {
        public void Raise(string id)
        {
        }
    }
}

/// <summary>What a test wants to be different.</summary>
public sealed record BotOptions
{
    /// <summary>As in the environment, with ':' between sections.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>Null: the system's.</summary>
    public Entropy? Entropy { get; init; }

    /// <summary>A bot whose folder, clock and Discord this one shares, as a second process does. It must outlive this one. Null: none.</summary>
    public Bot? Beside { get; init; }

    /// <summary>True: the clock runs the jobs, and whatever a test counts in the store counts them as well.</summary>
    public bool RunsJobs { get; init; }

    /// <summary>True: what is to be sent waits for the sweep, so that nothing but interactions asks the store.</summary>
    public bool IsOutboxSilent { get; init; }

    /// <summary>Jobs of the test's own.</summary>
    public IReadOnlyList<Job> Jobs { get; init; } = [];

    /// <summary>Puts another store around the real one.</summary>
    public Func<IStore, IStore> Around { get; init; } = store => store;
}
