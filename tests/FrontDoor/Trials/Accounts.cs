using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>Proves the books of a bot.</summary>
public static class Accounts
{
    /// <summary>What does not add up; none when all is well: what /dev-reconcile finds, and what one interaction did twice.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(Bot bot)
    {
        var reconciled = (await bot.Owner.SayAsync("/dev-reconcile scope:bot")).ToString();
        List<string> found = reconciled.StartsWith("(private)\n# ✅ Everything adds up\n", StringComparison.Ordinal) ? [] : [reconciled];
        var pages = (await bot.EverythingAsync<LedgerPage>()).ToLookup(page => page.Player);
        var book = (await bot.EverythingAsync<RoundPage>()).ToLookup(page => page.Player);
        return
        [
            .. found,
            .. (await bot.EverythingAsync<Player>()).SelectMany(player => Repeated(
                player.Id, pages[player.Id].SelectMany(page => page.Entries).Concat(player.Ledger.Entries), book[player.Id].SelectMany(page => page.Rounds).Concat(player.Rounds.Rounds))),
        ];
    }

    /// <summary>What one interaction did twice to a player.</summary>
    /// <param name="player">Whose books they are.</param>
    /// <param name="entries">All movements there ever were.</param>
    /// <param name="rounds">All rounds there ever were.</param>
    public static IEnumerable<string> Repeated(string player, IEnumerable<LedgerEntry> entries, IEnumerable<Round> rounds)
    {
        // What no interaction moved was moved by a job.
        foreach (var twice in entries.Where(entry => entry.Interaction.Value != 0).GroupBy(entry => (entry.Interaction, entry.Reason)).Where(group => group.Count() > 1))
        {
            yield return $"{player}: interaction {twice.Key.Interaction} moved coins {twice.Count()} times because of {twice.Key.Reason}.";
        }

        foreach (var twice in rounds.GroupBy(round => round.Name).Where(group => group.Count() > 1))
        {
            yield return $"{player}: there are {twice.Count()} rounds {twice.Key}.";
        }
    }
}
