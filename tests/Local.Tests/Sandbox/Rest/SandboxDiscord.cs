using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Hosting.Discord;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.Rest;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

/// <summary>The sandbox's REST API on a free port, and who calls it: the product's own client, and one that sends anything.</summary>
internal sealed class SandboxDiscord : IAsyncDisposable
{
    public static readonly Snowflake General = new(1_100_000_000_000_000_002);
    public static readonly Snowflake Cove = new(1_100_000_000_000_000_001);
    public static readonly Snowflake Ada = new(900_000_000_000_000_002);
    public static readonly Snowflake Ben = new(900_000_000_000_000_003);

    public const string Secret = "c2VjcmV0.of.the-bot";

    private readonly Ed25519SigningKey _key = Ed25519SigningKey.FromSeed(new byte[32]);
    private readonly HttpMessageInvoker _endpoints = new(Endpoint.Handler(2));
    private readonly HttpClient _api = DiscordRestApi.CreateClient();
    private readonly WebApplication _app;

    private SandboxDiscord()
    {
        Clock = new TestClock();
        World = new World(new Core.Bots.Bot { ApplicationId = new Snowflake(1_200_000_000_000_000_001) }, new BotToken(Secret), Clock);
        var judge = new PayloadJudge();
        Answers = new Answers(World, judge);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        Identity = new SigningIdentity(World.Bot.ApplicationId, _key.PublicKey.ToArray(), message => _key.Sign(message));
        _app.MapSandboxRest(World, Answers, judge, Identity, _endpoints);
    }

    public TestClock Clock { get; }

    public World World { get; }

    public Answers Answers { get; }

    public SigningIdentity Identity { get; }

    public BotToken Token => World.Token;

    public Snowflake Application => World.Bot.ApplicationId;

    public Uri Root => new($"{_app.Urls.First()}{SandboxRest.Root}/");

    /// <summary>What the product calls Discord with.</summary>
    public DiscordRestApi Product => new(_api, DiscordOptions.Default with { BaseAddress = Root }, Clock, NullLogger<DiscordRestApi>.Instance);

    public static async Task<SandboxDiscord> StartAsync()
    {
        var discord = new SandboxDiscord();
        await discord._app.StartAsync();
        return discord;
    }

    /// <summary>As the page does it before it posts to the bot.</summary>
    public OpenInteraction Interact(int type = 2, Snowflake? source = null)
    {
        var id = World.Ids.Next();
        var interaction = new OpenInteraction
        {
            Id = id, Token = $"token-of-{id}", Type = type, Person = Population.Find(Ada)!, Channel = World.Channel(General)!, SentAt = Clock.GetUtcNow(),
            CommandName = type == 2 ? "flip" : null, CommandType = type == 2 ? 1 : null, Source = source,
        };
        World.Open(interaction);
        return interaction;
    }

    /// <summary>An interaction with its first answer.</summary>
    public OpenInteraction Answered(string callback = """{"type":4,"data":{"content":"Heads"}}""")
    {
        var interaction = Interact();
        Assert.Null(Answers.Take(interaction, JsonNode.Parse(callback)!.AsObject()));
        return interaction;
    }

    /// <summary>Status and body of any call.</summary>
    public async Task<(int Status, string Body)> SendAsync(string method, string path, string? json = null)
    {
        using var response = await RawAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> OkAsync(string method, string path, string? json = null)
    {
        var (status, body) = await SendAsync(method, path, json);
        Assert.True(status is 200 or 201, $"{status} {body}");
        return JsonNode.Parse(body)!;
    }

    public Task<HttpResponseMessage> RawAsync(string method, string path, HttpContent? content = null, Action<HttpRequestHeaders>? change = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Root, path)) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", "DiscordBot (https://example.com, 1)");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bot {Secret}");
        change?.Invoke(request.Headers);
        return _api.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _endpoints.Dispose();
        _api.Dispose();
        _key.Dispose();
    }
}
