using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.Faults;

public sealed class TwoServersTests
{
    [Fact]
    public async Task One_toss_a_minute_is_one_toss_however_many_servers_are_asked()
    {
        using var folder = new TemporaryFolder();
        var slow = new Dictionary<string, string> { ["RateLimits__User"] = "1/60" };
        await using var one = await FlippyProcess.ServeAsync(folder.Path, slow);
        await using var two = await FlippyProcess.ServeAsync(folder.Path, slow);
        var crowd = new Crowd(folder.Path);

        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => crowd.SayAsync(i % 2 == 0 ? one.Url : two.Url, Crowd.User(1), "/flip")));

        Assert.Single(asked, toss => toss.IsAcknowledged);
        Assert.All(asked.Where(toss => !toss.IsAcknowledged), toss => Assert.StartsWith("(private)\nNot so fast! You can go on <t:", toss.Seen!.ToString(), StringComparison.Ordinal));
        await EndAsync(one, two);
        Assert.Single((await Crowd.ReadAsync(folder.Path))[Crowd.User(1)].Rounds);
    }

    [Fact]
    public async Task Two_servers_on_one_folder_lose_and_double_nothing()
    {
        using var folder = new TemporaryFolder();
        var fast = new Dictionary<string, string> { ["RateLimits__User"] = "1000000/0.000001" };
        await using var one = await FlippyProcess.ServeAsync(folder.Path, fast);
        await using var two = await FlippyProcess.ServeAsync(folder.Path, fast);
        var crowd = new Crowd(folder.Path);
        string[] lines = ["/daily", "/bet amount:5 side:tails", "/flip", "/deposit amount:10", "/withdraw amount:1", "/start", "/balance"];
        var next = 0;

        var played = await Task.WhenAll(((FlippyProcess[])[one, two]).Select(server =>
            crowd.PlayAsync(server.Url, 0, users: 12, () => lines[Interlocked.Increment(ref next) % lines.Length], count => count < 200)));
        var reconciled = await crowd.ReconcileAsync(one.Url);

        await EndAsync(one, two);
        var kept = await Crowd.ReadAsync(folder.Path);
        Assert.All(played.SelectMany(asked => asked), asked => Assert.Equal(4, asked.Seen?.Type));
        Assert.StartsWith("(private)\n# ✅ Everything adds up\n", reconciled, StringComparison.Ordinal);
        Assert.All(kept.Values, player => Assert.Empty(player.Differences));
        // Chance gives the lines to the players; hardly ever one gets none of a kind.
        var collectors = played.SelectMany(asked => asked).Where(asked => (string?)asked.Interaction["data"]!["name"] == "daily").Select(asked => asked.User).ToHashSet();
        Assert.NotEmpty(collectors);
        Assert.All(kept, each => Assert.Equal(collectors.Contains(each.Key) ? 1 : 0, each.Value.Entries.Count(entry => entry.Reason == Core.Economy.Reason.Daily)));
        Assert.All(kept.Values, player => Assert.Distinct(player.Rounds.Select(round => round.Name)));
    }

    private static async Task EndAsync(params FlippyProcess[] servers)
    {
        foreach (var server in servers)
        {
            Assert.Equal(new Ended(0, "", ""), await server.EndAsync(FlippyProcess.Interrupt) with { Out = "" });
        }
    }
}
