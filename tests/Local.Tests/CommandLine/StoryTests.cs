using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlippyFlip.Local.Tests.Faults;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>A newcomer's first minutes, with real processes and nothing but what is printed.</summary>
public sealed partial class StoryTests
{
    [Fact]
    public async Task Start_daily_bet_verify_and_history_tell_one_story()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FlippyProcess.ServeAsync(folder.Path);

        var start = await SayAsync("/start");
        var daily = await SayAsync("/daily");
        var bet = await SayAsync("/bet amount:100 side:heads");
        var verify = await SayAsync("/verify");
        var history = await SayAsync("/history");
        await SayAsync("/flip");
        var again = await SendAsync("--press", "Again");

        Assert.Contains("1,000 coins", start, StringComparison.Ordinal);
        var coins = Number(daily, @"(?<n>[\d,]+) coins for today");
        Assert.Equal(1000 + coins, Number(daily, @"Purse (?<n>[\d,]+)\."));
        var won = bet.Contains("Heads! You win 95 coins", StringComparison.Ordinal);
        Assert.True(won || bet.Contains("Tails. You lose 100 coins", StringComparison.Ordinal), bet);
        var purse = 1000 + coins + (won ? 95 : -100);
        Assert.Equal(purse, Number(bet, @"Purse (?<n>[\d,]+)\."));
        Assert.Contains("Round 1-1 holds", verify, StringComparison.Ordinal);
        Assert.Contains("100 coins on", verify, StringComparison.Ordinal);
        Assert.Equal(
            won ? [(195, purse), (-100, purse - 195), (coins, purse + 5 - 100), (1000, 1000)] : [(-100, purse), (coins, purse + 100), (1000, 1000)],
            Movements().Matches(history).Select(line => (Parse(line.Groups["change"].Value), Parse(line.Groups["purse"].Value))));
        Assert.Contains("Round 1-3 ", again, StringComparison.Ordinal);
        Assert.Equal((0, ""), Quiet(await server.EndAsync(FlippyProcess.Interrupt)));

        Task<string> SayAsync(string line) => SendAsync(line);

        async Task<string> SendAsync(params string[] arguments)
        {
            var ended = await FlippyProcess.RunAsync(["send", .. arguments, "--url", server.Url.AbsoluteUri, "--data", folder.Path]);
            Assert.Equal((0, ""), Quiet(ended));
            return ended.Out;
        }
    }

    [Theory]
    [InlineData(new[] { "commands", "--json" }, 14)]
    [InlineData(new[] { "commands", "--json", "--scope", "public" }, 14)]
    [InlineData(new[] { "commands", "--json", "--scope", "developer" }, 3)]
    public async Task Commands_as_json_are_an_array_for_discord(string[] arguments, int count)
    {
        var ended = await FlippyProcess.RunAsync(arguments);

        using var json = JsonDocument.Parse(ended.Out);
        Assert.Equal((0, "", count), (ended.Code, ended.Error, json.RootElement.GetArrayLength()));
        Assert.All(json.RootElement.EnumerateArray(), command => Assert.Matches("^[a-z-]{1,32}$", command.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_doctor_finds_all_well_and_then_what_is_broken()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FlippyProcess.ServeAsync(folder.Path);
        var url = server.Url.AbsoluteUri;

        var well = await FlippyProcess.RunAsync(["doctor", "--url", url, "--data", folder.Path]);
        await server.EndAsync(FlippyProcess.Terminate);
        await File.WriteAllBytesAsync(folder.File("flippy.db"), new byte[8192].Select(_ => (byte)'x').ToArray());
        await File.WriteAllTextAsync(folder.File("development.json"), "{}");
        var ill = await FlippyProcess.RunAsync(["doctor", "--url", url, "--data", folder.Path], new Dictionary<string, string> { ["Bot__Accent"] = "blue" });

        Assert.Equal((0, ""), Quiet(well));
        Assert.EndsWith("All is well.\n", well.Out, StringComparison.Ordinal);
        Assert.Equal((1, ""), Quiet(ill));
        Assert.EndsWith("2 to mend.\n", ill.Out, StringComparison.Ordinal);
        Assert.Matches("bad │ Keys ", ill.Out);
        Assert.Matches("bad │ Database ", ill.Out);
    }

    [Fact]
    public async Task Load_ends_well_when_nothing_fails()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FlippyProcess.ServeAsync(folder.Path);

        var ended = await FlippyProcess.RunAsync(["load", "--seconds", "1", "--rate", "100", "--url", server.Url.AbsoluteUri, "--data", folder.Path]);

        Assert.Equal((0, ""), Quiet(ended));
    }

    [Fact]
    public async Task Every_commands_help_has_an_example()
    {
        List<string[]> waiting = [[]], seen = [];
        while (waiting.Count > 0)
        {
            var helps = await Task.WhenAll(waiting.Select(async path => (Path: path, Ended: await FlippyProcess.RunAsync([.. path, "--help"]))));
            seen.AddRange(waiting);
            Assert.All(helps, help => Assert.Equal((0, ""), Quiet(help.Ended)));
            Assert.All(helps, help => Assert.Contains("\nExamples:\n  flippy ", help.Ended.Out, StringComparison.Ordinal));
            waiting = [.. helps.SelectMany(help => Subcommands(help.Ended.Out).Select(name => (string[])[.. help.Path, name]))];
        }

        Assert.Equal(["", "serve", "commands", "doctor", "send", "load", "keys", "keys new"], seen.Select(path => string.Join(' ', path)));
    }

    private static IEnumerable<string> Subcommands(string help) =>
        help.Split('\n').SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Where(line => line[2] != ' ').Select(line => line.Trim().Split(' ')[0]);

    private static (int, string) Quiet(Ended ended) => (ended.Code, ended.Error);

    private static int Number(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, text);
        return Parse(match.Groups["n"].Value);
    }

    private static int Parse(string number) => int.Parse(number, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"· (?<change>[+-][\d,]+) · purse\s+(?<purse>[\d,]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Movements();
}
