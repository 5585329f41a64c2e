using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.CommandLine;

public sealed class LoadCommandTests : IDisposable
{
    private readonly Flippy _flippy = new();

    [Fact]
    public async Task Keeps_the_rate_and_gives_every_request_its_own_id_and_user()
    {
        await using var bot = await FakeBot.StartAsync();
        Assert.Equal((0, ""), (await LoadAsync(bot, "--rate", "100", "--seconds", "1", "--users", "10", "--connections", "4", "--command", "/give user:@900000000000000001 amount:1"), _flippy.Error));
        // One more than asked for: the first, sent alone to see whether the bot is there. A busy machine may not reach the rate.
        Assert.InRange(bot.Asked.Count, 20, 101);
        Assert.Equal(bot.Asked.Count, bot.Asked.Select(asked => asked.Text("id")).Distinct().Count());
        Assert.Equal(bot.Asked.Count, bot.Asked.Select(asked => asked.Text("token")).Distinct().Count());
        Assert.Equal(10, bot.Asked.Select(asked => asked.Child("member").Child("user").Text("id")).Distinct().Count());
        Assert.Single(bot.Asked.Select(asked => asked.Child("data")!["options"]![0]!["value"]!.GetValue<string>()).Distinct());
        Assert.StartsWith("/give user:@900000000000000001 amount:1 for 1 s, 100 per second, 10 users, 4", _flippy.Out, StringComparison.Ordinal);
        Assert.Contains($"{bot.Asked.Count - 1} answers in ", _flippy.Out, StringComparison.Ordinal);
        Assert.Matches("p50 .+ p90 .+ p99 .+ max .+\nno errors$", _flippy.Out);
        Assert.Contains("█", _flippy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_counted_by_status_and_end_with_failure()
    {
        await using var bot = await FakeBot.StartAsync();
        var served = 0;
        bot.Answer = _ => (Interlocked.Increment(ref served) % 2) switch
        {
            1 => (200, """{"type":4,"data":{"flags":64,"content":"Slow down."}}"""),
            _ => (503, ""),
        };
        Assert.Equal(1, await LoadAsync(bot, "--rate", "20", "--seconds", "1", "--connections", "1"));
        Assert.Contains($"\n{((bot.Asked.Count + 1) / 2) - 1} replies were private", _flippy.Out, StringComparison.Ordinal);
        Assert.EndsWith($"\n{bot.Asked.Count / 2} × 503 ServiceUnavailable", _flippy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_shows_what_was_measured_and_ends_with_130()
    {
        await using var bot = await FakeBot.StartAsync();
        using var ctrlC = new CancellationTokenSource();
        var served = 0;
        bot.Answer = _ =>
        {
            if (Interlocked.Increment(ref served) == 20)
            {
                ctrlC.Cancel();
            }

            return (200, """{"type":4,"data":{}}""");
        };
        Assert.Equal(130, await _flippy.RunAsync(ctrlC.Token, "load", "--rate", "0", "--seconds", "600", "--connections", "2", "--url", bot.Url, "--data", _flippy.Data.FullName));
        Assert.Equal("Cancelled.", _flippy.Error);
        Assert.Contains(" answers in ", _flippy.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org")]
    [InlineData("http://10.0.0.1:7071")]
    [InlineData("http://localhost.example.org")]
    [InlineData("http://127.0.0.1@example.org")]
    [InlineData("https://[2001:db8::1]")]
    public async Task Only_runs_against_this_machine(string url)
    {
        Assert.Equal(2, await _flippy.RunAsync("load", "--url", url));
        Assert.StartsWith("load only runs against this machine", _flippy.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seconds", "601", "--seconds takes 1 to 600, not 601. See flippy load --help.")]
    [InlineData("--rate", "-1", "--rate takes 0 to 1000000, not -1. See flippy load --help.")]
    [InlineData("--connections", "0", "--connections takes 1 to 512, not 0. See flippy load --help.")]
    public async Task Is_bounded(string option, string value, string sentence) => Assert.Equal((2, sentence), (await _flippy.RunAsync("load", option, value), _flippy.Error));

    public void Dispose() => _flippy.Dispose();

    private Task<int> LoadAsync(FakeBot bot, params string[] arguments) => _flippy.RunAsync(["load", .. arguments, "--url", bot.Url, "--data", _flippy.Data.FullName]);
}
