using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlippyFlip.Core.Slash;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Tests.Faults;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>A newcomer's first minutes, with real processes and nothing but what is printed.</summary>
public sealed partial class StoryTests
{
    private static readonly char[] Separators = [' ', '│', '\n'];

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
        Assert.Contains("100 coins · ", verify, StringComparison.Ordinal);
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
    [InlineData(new[] { "commands", "--json" }, CommandScope.Public)]
    [InlineData(new[] { "commands", "--json", "--scope", "public" }, CommandScope.Public)]
    [InlineData(new[] { "commands", "--json", "--scope", "developer" }, CommandScope.Developer)]
    public async Task Commands_as_json_are_an_array_for_discord(string[] arguments, CommandScope scope)
    {
        var count = CommandsCommand.Declared.All.Count(command => command.Scope == scope);
        var ended = await FlippyProcess.RunAsync(arguments);

        using var json = JsonDocument.Parse(ended.Out);
        Assert.Equal((0, "", count), (ended.Code, ended.Error, json.RootElement.GetArrayLength()));
        Assert.All(json.RootElement.EnumerateArray(), command => Assert.Matches("^[a-z-]{1,32}$", command.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_doctor_finds_all_well_and_then_what_is_broken()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        _ = DevelopmentKeys.Open(other.Path);
        await using var server = await FlippyProcess.ServeAsync(folder.Path);
        var url = server.Url.AbsoluteUri;

        var well = await FlippyProcess.RunAsync(["doctor", "--url", url, "--data", folder.Path]);
        var stranger = await FlippyProcess.RunAsync(["doctor", "--url", url, "--data", other.Path]);
        await server.EndAsync(FlippyProcess.Terminate);
        await File.WriteAllBytesAsync(folder.File("flippy.db"), new byte[8192].Select(_ => (byte)'x').ToArray());
        await File.WriteAllBytesAsync(folder.File("queue.db"), new byte[8192].Select(_ => (byte)'x').ToArray());
        await File.WriteAllTextAsync(folder.File("development.json"), "{}");
        var ill = await FlippyProcess.RunAsync(["doctor", "--url", url, "--data", folder.Path], new Dictionary<string, string> { ["Bot__Accent"] = "blue" });

        Assert.Equal((0, ""), Quiet(well));
        // The sandbox's page is what npm builds, and this build may have been made without it.
        var isBuilt = File.Exists(Path.Combine(AppContext.BaseDirectory, "web", "sandbox", "index.html"));
        Assert.EndsWith(isBuilt ? "All is well.\n" : "The bot runs; 1 to look at.\n", well.Out, StringComparison.Ordinal);
        Assert.Matches("ok +│ Signature ", well.Out);
        Assert.Matches(isBuilt ? "ok +│ Sandbox " : "warning +│ Sandbox ", well.Out);
        Assert.Equal((1, ""), Quiet(stranger));
        Assert.Matches("bad +│ Signature ", stranger.Out);
        Assert.EndsWith("1 to mend.\n", stranger.Out, StringComparison.Ordinal);
        Assert.Equal((1, ""), Quiet(ill));
        Assert.EndsWith("3 to mend.\n", ill.Out, StringComparison.Ordinal);
        Assert.Matches("bad +│ Keys ", ill.Out);
        Assert.Matches("bad +│ Database ", ill.Out);
        Assert.Matches("bad +│ Deferred queue ", ill.Out);
    }

    [Fact]
    public async Task The_doctor_makes_nothing_where_there_is_nothing()
    {
        using var folder = new TemporaryFolder();
        var mistyped = folder.File("dtaa");

        var none = await FlippyProcess.RunAsync(["doctor", "--url", "http://127.0.0.1:1", "--data", mistyped]);
        var empty = await FlippyProcess.RunAsync(["doctor", "--url", "http://127.0.0.1:1"], new Dictionary<string, string> { ["Data__Path"] = folder.Path });

        Assert.Equal((0, ""), Quiet(none));
        Assert.Contains("none yet; the first start makes it", Squeezed(none), StringComparison.Ordinal);
        Assert.Equal((0, ""), Quiet(empty));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task The_doctor_looks_at_a_database_and_leaves_it_as_it_is()
    {
        using var folder = new TemporaryFolder();
        using (var database = SqliteDatabase.OpenWriter(folder.File("flippy.db")))
        {
            database.Execute("CREATE TABLE other (id INTEGER)");
        }

        var before = await File.ReadAllBytesAsync(folder.File("flippy.db"));

        var older = await DoctorAsync();
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("flippy.db")));
        using (var database = SqliteDatabase.OpenWriter(folder.File("flippy.db")))
        {
            database.Execute("CREATE TABLE flippy_migrations (number INTEGER PRIMARY KEY)");
            database.Execute("INSERT INTO flippy_migrations (number) VALUES (999)");
        }

        var newer = await DoctorAsync();

        Assert.Equal((0, ""), Quiet(older));
        Assert.Contains("the next start brings it up to date", Squeezed(older), StringComparison.Ordinal);
        Assert.Equal((1, ""), Quiet(newer));
        Assert.Contains("has schema 999", Squeezed(newer), StringComparison.Ordinal);

        Task<Ended> DoctorAsync() => FlippyProcess.RunAsync(["doctor", "--url", "http://127.0.0.1:1", "--data", folder.Path]);
    }

    [Fact]
    public async Task The_doctor_says_when_others_may_read_the_secrets()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights on Windows are those of the profile.");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("queue.db"), "");
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(folder.File("queue.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
#pragma warning restore CA1416

        var ended = await FlippyProcess.RunAsync(["doctor", "--url", "http://127.0.0.1:1", "--data", folder.Path]);

        Assert.Equal((1, ""), Quiet(ended));
        Assert.Matches("bad +│ Secrets ", ended.Out);
        Assert.EndsWith("1 to mend.\n", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_finds_the_data_folder_in_the_environment()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["Data__Path"] = folder.File("here") };

        var keys = await FlippyProcess.RunAsync(["keys", "new", "--write"], environment);
        var send = await FlippyProcess.RunAsync(["send", "/flip", "--url", "http://127.0.0.1:1"], environment);
        var load = await FlippyProcess.RunAsync(["load", "--url", "http://127.0.0.1:1"], environment);

        Assert.Equal((0, ""), Quiet(keys));
        Assert.True(File.Exists(Path.Combine(folder.File("here"), "development.json")));
        const string nobody = "Nothing answers on http://127.0.0.1:1. Start the bot with ./run.";
        Assert.Equal([nobody, nobody], [send.Error, load.Error]);
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

        Assert.Equal(
            [
                "", "serve", "commands", "doctor", "jobs", "backup", "send", "load", "vote", "keys",
                "jobs list", "jobs run", "backup run", "backup list", "backup verify", "backup restore", "backup drill", "keys new",
            ],
            seen.Select(path => string.Join(' ', path)));
    }

    private static IEnumerable<string> Subcommands(string help) =>
        help.Split('\n').SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Where(line => line[2] != ' ').Select(line => line.Trim().Split(' ')[0]);

    /// <summary>What a table says in several lines, in one.</summary>
    private static string Squeezed(Ended ended) => string.Join(' ', ended.Out.Split(Separators, StringSplitOptions.RemoveEmptyEntries));

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
