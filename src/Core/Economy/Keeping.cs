using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>How a player is written down: with the pages that are full.</summary>
internal static class Keeping
{
    public static Commit Keep(this Commit commit, Player player)
    {
        foreach (var page in player.TakeFullPages())
        {
            _ = page switch
            {
                LedgerPage ledger => commit.Insert(ledger),
                RoundPage rounds => commit.Insert(rounds),
                _ => throw new InvalidOperationException($"No collection keeps {page.GetType()}."),
            };
        }

        return player.Version == 0 ? commit.Insert(player, player.FirstVersion) : commit.Replace(player);
    }
}
