namespace FlippyFlip.Core.Economy;

/// <summary>Proves a player's balances from the ledger, entry by entry.</summary>
public static class Reconciliation
{
    /// <param name="player">The aggregate.</param>
    /// <param name="pages">The pages that were moved out, any order.</param>
    /// <returns>Every difference found, in plain words for an operator; none when all is well.</returns>
    public static IReadOnlyList<string> Differences(Player player, IReadOnlyList<LedgerPage> pages)
    {
        var differences = new List<string>();
        var ordered = pages.OrderBy(page => page.Number).ToList();
        if (ordered.Count != player.Ledger.Archived || ordered.Where((page, i) => page.Number != i + 1).Any())
        {
            differences.Add($"{player.Ledger.Archived} ledger pages should be stored, these are: {string.Join(", ", ordered.Select(page => page.Number))}.");
        }

        var balances = default(Balances);
        var (minted, burned, number) = (0L, 0L, 0L);
        foreach (var page in ordered)
        {
            Follow(page.Opening, page.Entries, $"Page {page.Number}");
        }

        Follow(player.Ledger.Opening, player.Ledger.Entries, "The current page");
        Expect("Balances", balances, player.Balances);
        Expect("Minted", minted, player.Minted);
        Expect("Burned", burned, player.Burned);
        Expect("Minted less burned", player.Minted - player.Burned, player.Balances.Total);
        return differences;

        void Follow(Balances opening, List<LedgerEntry> entries, string place)
        {
            Expect($"{place}: opening", balances, opening);
            foreach (var entry in entries)
            {
                Expect($"{place}: number", ++number, entry.Number);
                try
                {
                    balances += entry.Change;
                }
                catch (OverflowException)
                {
                    differences.Add($"{place}: entry {entry.Number} is beyond all numbers.");
                    continue;
                }

                minted += Math.Max(0, entry.Change.Total);
                burned += Math.Max(0, -entry.Change.Total);
                if (balances is { Purse: < 0 } or { Bank: < 0 } or { Escrow: < 0 })
                {
                    differences.Add($"{place}: entry {entry.Number} leaves {balances}.");
                }
            }
        }

        void Expect<T>(string what, T ledger, T found)
            where T : IEquatable<T>
        {
            if (!ledger.Equals(found))
            {
                differences.Add($"{what}: the ledger gives {ledger}, the player has {found}.");
            }
        }
    }
}
