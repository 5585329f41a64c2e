using System.Net;
using System.Net.Sockets;
using FlippyFlip.Local.Tests.CommandLine;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.Wire;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_bot_that_never_answers_is_one_sentence()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = new Uri($"http://{silent.LocalEndpoint}");
        using var endpoint = new Endpoint(url, FakeBot.Identity, new HastyClock(), Endpoint.Handler(connections: 1));
        var late = await Assert.ThrowsAsync<CommandLineException>(() => endpoint.AskAsync("{}"u8.ToArray(), CancellationToken.None));
        Assert.Equal((ExitCode.Failed, $"http://{silent.LocalEndpoint} gave no answer within 10 seconds; Discord waits 3."), (late.ExitCode, late.Message));
    }

    [Fact]
    public async Task Signs_exactly_the_bytes_it_posts_at_the_path_below_the_address()
    {
        await using var bot = await FakeBot.StartAsync();
        using var endpoint = new Endpoint(new Uri($"{bot.Url}/"), FakeBot.Identity, new StandingClock(), Endpoint.Handler(connections: 1));
        var (reply, answer) = await endpoint.AskAsync("""{ "type" : 1, "name": "Zoë" }"""u8.ToArray(), CancellationToken.None);
        Assert.Equal((HttpStatusCode.OK, 4), (answer.Status, reply.Number("type")));
        Assert.Equal("Zoë", bot.Asked.Single().Text("name"));
    }

    /// <summary>Every wait is over after a moment.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(20), period);
    }
}
