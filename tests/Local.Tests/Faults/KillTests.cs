using System.Text.RegularExpressions;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests.Faults;

public sealed partial class KillTests
{
    private const int Rounds = 20;
    private const int UsersPerRound = 60;

    /// <summary>Bets are not slowed down by anything but the machine.</summary>
    private static readonly Dictionary<string, string> Fast = new() { ["RateLimits__User"] = "1000000/0.000001" };

    [Fact]
    public async Task What_was_acknowledged_survives_twenty_kills_in_the_middle_of_bets_and_nothing_is_half_done()
    {
        using var folder = new TemporaryFolder();
        List<Asked> all = [];
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await FlippyProcess.ServeAsync(folder.Path, Fast);
            var crowd = new Crowd(folder.Path);
            // Newcomers in every round: their first coins, then bets until the server is shot in the middle of them.
            var first = round * UsersPerRound;
            var welcomes = await Task.WhenAll(Enumerable.Range(first, UsersPerRound).Select(number => crowd.SayAsync(server.Url, Crowd.User(number), "/daily")));
            Assert.All(welcomes, welcome => Assert.True(welcome.IsAcknowledged));
            var killAt = 40 + (round * 17 % 120);
            var isShot = false;
            var played = await crowd.PlayAsync(server.Url, first, UsersPerRound, () => "/bet amount:1 side:heads", count =>
            {
                if (count >= killAt && !Interlocked.Exchange(ref isShot, true))
                {
                    server.Signal(FlippyProcess.Kill);
                }

                return count < 50_000;
            });
            Assert.Equal(128 + FlippyProcess.Kill, (await server.EndAsync()).Code);
            Assert.Contains(played, asked => asked.IsAcknowledged);
            all.AddRange([.. welcomes, .. played]);
        }

        var kept = await Crowd.ReadAsync(folder.Path);
        Assert.All(kept.Values, player => Assert.Empty(player.Differences));
        foreach (var asked in all.Where(asked => asked.IsAcknowledged))
        {
            var player = kept[asked.User];
            Assert.Contains(player.Entries, entry => entry.Interaction == asked.Id);
            if (RoundName().Match(asked.Seen!.ToString()) is { Success: true } name)
            {
                Assert.Equal(asked.Id, Assert.Single(player.Rounds, round => round.Name.ToString() == name.Groups["name"].Value).Interaction);
            }
        }

        // Staked and settled are two movements of one commit; a round goes with them.
        Assert.All(kept.Values, player => Assert.Equal(player.Rounds.Count * 2, player.Entries.Count() - 1));
        Assert.All(kept.Values, player => Assert.Equal(0, player.Player.Balances.Escrow));
        await RedeliverAsync(folder.Path, [.. all.Where(asked => asked.Seen is null)], kept);
    }

    /// <summary>What got no answer may or may not have counted; sent again, and once more, it has counted once.</summary>
    private static async Task RedeliverAsync(string folder, IReadOnlyList<Asked> lost, IReadOnlyDictionary<Snowflake, Kept> before)
    {
        Assert.NotEmpty(lost);
        await using (var server = await FlippyProcess.ServeAsync(folder, Fast))
        {
            var crowd = new Crowd(folder);
            foreach (var asked in (Asked[])[.. lost, .. lost])
            {
                var again = await crowd.SendAsync(server.Url, asked.User, asked.Interaction);
                Assert.Equal(4, again.Seen?.Type);
            }

            Assert.StartsWith("(private)\n# ✅ Everything adds up\n", await crowd.ReconcileAsync(server.Url), StringComparison.Ordinal);
            Assert.Equal(new Ended(0, "", ""), await server.EndAsync(FlippyProcess.Terminate) with { Out = "" });
        }

        var after = await Crowd.ReadAsync(folder);
        Assert.All(after.Values, player => Assert.Empty(player.Differences));
        Assert.All(lost, asked => Assert.InRange(after[asked.User].Rounds.Count(round => round.Interaction == asked.Id), before[asked.User].Rounds.Count(round => round.Interaction == asked.Id), 1));
        Assert.Contains(lost, asked => after[asked.User].Rounds.Any(round => round.Interaction == asked.Id));
        Assert.All(after.Values, player => Assert.Distinct(player.Rounds.Select(round => round.Interaction)));
    }

    [GeneratedRegex(@"Round (?<name>\d+-\d+) ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoundName();
}
