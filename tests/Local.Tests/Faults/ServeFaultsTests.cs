using System.Net;
using System.Net.Sockets;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.Faults;

/// <summary>What can be wrong with a machine: each time one clear sentence, the right number for the shell, and no stack trace.</summary>
public sealed class ServeFaultsTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_a_sentence_and_four()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var ended = await FlippyProcess.RunAsync(["serve", "--port", $"{port}", "--data", folder.Path]);

        Assert.Equal(new Ended(4, "", $"Something else listens on http://localhost:{port} already. Stop it, or choose another port with --port."), ended);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_a_sentence_and_four()
    {
        using var folder = new TemporaryFolder();

        var ended = await FlippyProcess.RunAsync(["serve", "--urls", "http://192.0.2.1:7071", "--data", folder.Path]);

        AssertSentence(4, "Listening on http://192.0.2.1:7071 failed: ", ended);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_a_sentence_and_five()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("data"), "");

        AssertSentence(5, $"The data folder {folder.File("data")} cannot be made: ", await ServeAsync(folder.File("data")));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_a_sentence_and_five() =>
        AssertSentence(5, "The data folder /proc/flippy cannot be made: ", await ServeAsync("/proc/flippy"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_data_folder_that_may_only_be_read_is_a_sentence_and_five(bool wasServed)
    {
        using var folder = new TemporaryFolder();
        await using var disk = await MountAsync(folder, "16m");
        if (wasServed)
        {
            await using var server = await FlippyProcess.ServeAsync(disk.Path);
            await server.EndAsync(FlippyProcess.Terminate);
        }

        await disk.RemountReadOnlyAsync();

        AssertSentence(5, $"The data folder {disk.Path} cannot be written: ", await ServeAsync(disk.Path));
    }

    [Theory]
    [InlineData("flippy.db")]
    [InlineData("queue.db")]
    public async Task A_damaged_database_or_queue_is_a_sentence_and_five(string file)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File(file), [.. Enumerable.Repeat((byte)'x', 8192)]);

        Assert.Equal(new Ended(5, "", $"'{folder.File(file)}' is damaged or not a database; restore it from a backup."), await ServeAsync(folder.Path));
    }

    [Theory]
    [InlineData("flippy.db")]
    [InlineData("queue.db")]
    public async Task A_database_or_queue_that_is_a_folder_is_a_sentence_and_five(string file)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(file));

        Assert.Equal(new Ended(5, "", $"'{folder.File(file)}' is a directory, not a database file."), await ServeAsync(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"applicationId\":\"1\",\"privateSeed\":\"00\",\"publicKey\":\"00\",\"pepper\":\"AA==\"}")]
    public async Task Development_keys_that_are_none_are_a_sentence_and_three(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("development.json"), text);

        Assert.Equal(new Ended(3, "", $"{folder.File("development.json")} does not hold development keys; restore it, or delete it and new keys are made."), await ServeAsync(folder.Path));
    }

    [Fact]
    public async Task Development_keys_that_cannot_be_read_are_a_sentence_and_three()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("development.json"));

        AssertSentence(3, $"The development keys in {folder.File("development.json")} cannot be read or written: ", await ServeAsync(folder.Path));
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_all_told_at_once_and_three()
    {
        using var folder = new TemporaryFolder();
        var wrong = new Dictionary<string, string> { ["Bot__Accent"] = "blue", ["Privacy__Pepper"] = "s3cret", ["RateLimits__User"] = "fast", ["Deadline__Attempt"] = "9" };

        var ended = await FlippyProcess.RunAsync(["serve", "--data", folder.Path], wrong);

        Assert.Equal(
            new Ended(
                3,
                "",
                """
                4 settings are wrong:
                  - Bot__Accent is not a colour such as #5865F2.
                  - Privacy__Pepper is not 32 random bytes in base64.
                  - RateLimits__User is not a burst and the seconds to refill one, such as 10/1.
                  - Deadline__Attempt is not seconds from 0.05 to 2.5.
                """),
            ended);
    }

    [Fact]
    public async Task A_public_key_that_is_none_is_a_sentence_and_three()
    {
        using var folder = new TemporaryFolder();
        // 64 hex digits, but not a point of the curve.
        var wrong = new Dictionary<string, string> { ["Bot__PublicKey"] = "0200000000000000000000000000000000000000000000000000000000000000" };

        Assert.Equal(
            new Ended(3, "", "One setting is wrong:\n  - Bot__PublicKey is not an Ed25519 key; copy it again from General Information in Discord's developer portal."),
            await FlippyProcess.RunAsync(["serve", "--data", folder.Path, "--port", "0"], wrong));
    }

    [Fact]
    public async Task A_wrong_key_and_a_missing_server_are_a_sentence_each()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("other"));
        await using var server = await FlippyProcess.ServeAsync(folder.Path);
        var url = server.Url.AbsoluteUri.TrimEnd('/');
        Assert.Equal(0, (await FlippyProcess.RunAsync(["keys", "new", "--write", "--data", folder.File("other")])).Code);

        var stranger = await FlippyProcess.RunAsync(["send", "/flip", "--url", url, "--data", folder.File("other")]);
        await server.EndAsync(FlippyProcess.Terminate);
        var nobody = await FlippyProcess.RunAsync(["send", "/flip", "--url", url, "--data", folder.Path]);
        var keyless = await FlippyProcess.RunAsync(["send", "/flip", "--url", url, "--data", folder.File("none")]);

        Assert.Equal(new Ended(1, "", $"{url} does not accept this key (401): name with --data the data folder the bot was started with, and check this machine's clock."), stranger);
        Assert.Equal(new Ended(1, "", $"Nothing answers on {url}. Start the bot with ./run."), nobody);
        Assert.Equal(new Ended(3, "", $"There are no development keys in {folder.File("none")}. Start the bot there first (./run), or name its folder with --data."), keyless);
    }

    [Fact]
    public async Task A_disk_that_runs_full_closes_the_bank_and_costs_nothing_that_was_acknowledged()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await MountAsync(folder, "4m");
        List<Asked> all = [];
        await using (var server = await FlippyProcess.ServeAsync(disk.Path))
        {
            var crowd = new Crowd(disk.Path);
            all.Add(await crowd.SayAsync(server.Url, Crowd.User(0), "/daily"));
            Fill(Path.Combine(disk.Path, "filler"));
            while (all[^1].IsAcknowledged && all.Count < 2_000)
            {
                all.Add(await crowd.SayAsync(server.Url, Crowd.User(all.Count), "/daily"));
            }

            Assert.StartsWith("(private)\nI cannot reach my records for a moment. ", all[^1].Seen?.ToString() ?? "no answer", StringComparison.Ordinal);
            Assert.Equal(4, (await crowd.SayAsync(server.Url, Crowd.User(0), "/balance")).Seen?.Type);

            File.Delete(Path.Combine(disk.Path, "filler"));
            all.Add(await crowd.SayAsync(server.Url, Crowd.User(5_000), "/daily"));
            Assert.True(all[^1].IsAcknowledged);
            Assert.Equal(0, (await server.EndAsync(FlippyProcess.Terminate)).Code);
        }

        var kept = await Crowd.ReadAsync(disk.Path);
        Assert.Equal(all.Where(asked => asked.IsAcknowledged).Select(asked => asked.User).Order(), kept.Keys.Order());
        Assert.All(kept.Values, player => Assert.Empty(player.Differences));
    }

    [Theory]
    [InlineData(FlippyProcess.Interrupt)]
    [InlineData(FlippyProcess.Terminate)]
    public async Task Being_told_to_end_under_load_is_a_quiet_end_with_everything_acknowledged_on_disk(int signal)
    {
        using var folder = new TemporaryFolder();
        await using var server = await FlippyProcess.ServeAsync(folder.Path, new Dictionary<string, string> { ["RateLimits__User"] = "1000000/0.000001" });
        var told = false;

        var played = await new Crowd(folder.Path).PlayAsync(server.Url, 0, users: 1_000, () => "/daily", count =>
        {
            if (count >= 150 && !Interlocked.Exchange(ref told, true))
            {
                server.Signal(signal);
            }

            return count < 50_000;
        });
        var ended = await server.EndAsync();

        var kept = await Crowd.ReadAsync(folder.Path);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.True(played.Count(asked => asked.IsAcknowledged) >= 150);
        Assert.All(played.Where(asked => asked.IsAcknowledged), asked => Assert.Contains(kept[asked.User].Entries, entry => entry.Interaction == asked.Id));
        Assert.All(kept.Values, player => Assert.Empty(player.Differences));
    }

    private static Task<Ended> ServeAsync(string folder) => FlippyProcess.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", folder]);

    private static void AssertSentence(int code, string start, Ended ended)
    {
        Assert.Equal((code, ""), (ended.Code, ended.Out));
        Assert.StartsWith(start, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ended.Error);
    }

    private static async Task<TemporaryDisk> MountAsync(TemporaryFolder folder, string size)
    {
        var disk = await TemporaryDisk.MountAsync(folder.File("disk"), size);
        Assert.SkipWhen(disk is null, "Only root may mount a small disk.");
        return disk;
    }

    /// <summary>Leaves not a block free.</summary>
    private static void Fill(string file)
    {
        using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
