using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.Faults;

/// <summary>Real processes that are killed while they send.</summary>
public sealed class OutboxFaultTests : IAsyncLifetime
{
    private const string Event = """
        {"version":1,"application_id":"1200000000000000001","type":1,"event":{"type":"APPLICATION_AUTHORIZED","timestamp":"2026-01-05T12:00:00.000001",
        "data":{"integration_type":0,"scopes":["bot"],"user":{"id":"900000000000000101","username":"ada"},"guild":{"id":"1100000000000000001","name":"Home"}}}}
        """;

    private readonly FakeDiscord _discord = new();
    private readonly TemporaryFolder _folder = new();

    private Dictionary<string, string> Surroundings => new()
    {
        ["Discord__BaseAddress"] = _discord.BaseAddress.AbsoluteUri, ["Bot__Token"] = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.test.token-of-no-bot", ["Jobs__Clock"] = "off",
    };

    public async ValueTask InitializeAsync() => await _discord.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _discord.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_a_killed_process_had_taken_but_not_sent_is_sent_once_by_another()
    {
        await using (var server = await FlippyProcess.ServeAsync(_folder.Path, Surroundings))
        {
            _discord.Hold();
            Assert.Equal(204, await TellAsync(server));
            await Until.IsTrueAsync(() => _discord.Calls == 1);
            server.Signal(FlippyProcess.Kill);
            await server.EndAsync();
            _discord.Release();
        }

        await EndLeaseAsync();
        var swept = await SweepTwiceAtOnceAsync();

        Assert.Contains("OutboxSweep: 1 settled, 0 put off\n", swept);
        await AssertShownOnceAsync();
        Assert.Equal(0, _discord.Repeated);
    }

    [Fact]
    public async Task What_a_killed_process_had_sent_but_not_written_down_is_sent_again_under_the_same_nonce_and_shows_once()
    {
        await using (var server = await FlippyProcess.ServeAsync(_folder.Path, Surroundings))
        {
            Assert.Equal(204, await TellAsync(server));
            await Until.IsTrueAsync(async () => (await MessageAsync()).State == OutboxState.Sent);
            server.Signal(FlippyProcess.Kill);
            await server.EndAsync();
        }

        await ForgetThatItWasSentAsync();
        await SweepTwiceAtOnceAsync();

        await AssertShownOnceAsync();
        Assert.Equal(1, _discord.Repeated);
    }

    private async Task AssertShownOnceAsync()
    {
        Assert.Equal("(in 9900000000000000101)\n🎁 Thank you for bringing me to **Home**! Anyone there can begin with /start, and /help shows what I can do.", (await _discord.NextAsync()).ToString());
        Assert.True(_discord.IsQuiet);
        Assert.Equal(OutboxState.Sent, (await MessageAsync()).State);
    }

    /// <summary>Two processes, one of which may find the other at it.</summary>
    private async Task<IReadOnlyList<string>> SweepTwiceAtOnceAsync() =>
        [.. (await Task.WhenAll(SweepAsync(), SweepAsync())).Select(ended => ended.Out)];

    private Task<Ended> SweepAsync() => FlippyProcess.RunAsync(["jobs", "run", "OutboxSweep", "--data", _folder.Path], Surroundings);

    private async Task<int> TellAsync(FlippyProcess server)
    {
        using var key = Ed25519SigningKey.FromSeed(DevelopmentKeys.Open(_folder.Path).Seed.Span);
        using var http = new HttpClient();
        var body = Encoding.UTF8.GetBytes(Event);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "api/events")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        request.Headers.Add("X-Signature-Ed25519", Convert.ToHexStringLower(key.Sign([.. Encoding.UTF8.GetBytes(timestamp), .. body])));
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>What the passing of a minute and a half does, which no test waits for.</summary>
    private Task EndLeaseAsync() => ChangeAsync(message =>
    {
        Assert.Equal((OutboxState.Waiting, 1), (message.State, message.Attempts));
        message.DueAt = TimeProvider.System.GetUtcNow();
    });

    /// <summary>Puts the message back as it was before the commit that settled it.</summary>
    private Task ForgetThatItWasSentAsync() => ChangeAsync(message =>
    {
        message.State = OutboxState.Waiting;
        message.ExpiresAt = null;
        message.DueAt = TimeProvider.System.GetUtcNow();
        message.Body = $$"""{"content":"again","nonce":"{{OutboxMessage.NonceOf(message.Id)}}","enforce_nonce":true}""";
    });

    private async Task ChangeAsync(Action<OutboxMessage> change)
    {
        await using var store = Open();
        var message = await ReadAsync(store);
        change(message);
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(new Commit().Replace(message), CancellationToken.None));
    }

    private async Task<OutboxMessage> MessageAsync()
    {
        await using var store = Open();
        return await ReadAsync(store);
    }

    private SqliteStore Open() => SqliteStore.Open(Path.Combine(_folder.Path, "flippy.db"), Collections.All, TimeProvider.System);

    private static async Task<OutboxMessage> ReadAsync(SqliteStore store)
    {
        var all = new List<OutboxMessage>();
        await foreach (var message in store.ScanAsync<OutboxMessage>(null, CancellationToken.None))
        {
            all.Add(message);
        }

        return Assert.Single(all);
    }
}
