using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Fairness;

/// <summary>Old rounds must come out the same for ever, here and on the verifier's page, whose tests read the same file.</summary>
public sealed class GoldenRoundsTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "Contracts", "Fairness");

    [Fact]
    public async Task Rounds_are_drawn_as_was_approved()
    {
        var (approved, received) = (Path.Combine(Folder, "Rounds.approved.json"), Path.Combine(Folder, "Rounds.received.json"));

        var written = GoldenRounds.Write().ReplaceLineEndings("\n");

        if (File.Exists(approved) && await File.ReadAllTextAsync(approved) == written)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, written);
        Assert.Fail($"Rounds are not drawn as was approved. A line that changed means that rounds of players would not hold any more; new lines are a new game's. To approve:\nmv '{received}' '{approved}'");
    }

    [Fact]
    public void Every_game_has_rounds_there() => Assert.Equal(Provable.Games.Order(StringComparer.Ordinal), GoldenRounds.Games.Order(StringComparer.Ordinal));

    [Fact]
    public void The_rounds_hold_what_is_rare_and_what_is_long()
    {
        var rounds = JsonNode.Parse(GoldenRounds.Write())!["rounds"]!.AsArray();
        string[] Having(Func<JsonNode, bool> isSuch) => [.. rounds.Where(round => isSuch(round!)).Select(round => (string)round!["game"]!).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(["dice", "duel", "flipqueue", "highlow", "mines", "scavenge"], Having(round => round["draws"]!.AsArray().Any(draw => draw![2] is null)));
        Assert.Equal(["blackjack"], Having(round => (string)round["result"]! is var result && result.Contains('+') && result.Split('/').Length == 3));
        Assert.Contains("flipstreak", Having(round => ((string)round["result"]!).Length == FlipStreak.MostCalls));
        Assert.Contains("mines", Having(round => round["draws"]!.AsArray().Count == Mines.MostMines));
        Assert.Contains("flip", Having(round => round["draws"]!.AsArray().Count == CoinFlip.MostTosses));
        Assert.All(rounds.GroupBy(round => (string)round!["game"]!), game => Assert.True(game.Select(round => (string)round!["result"]!).Distinct().Count() >= 6, $"/{game.Key} hardly varies."));
    }
}
