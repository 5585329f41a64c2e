namespace FlippyFlip.Core.Economy;

/// <summary>Proves a player's balances from the ledger, entry by entry. The pages may come one by one, so that the longest ledger takes no more memory than the shortest.</summary>
public sealed class Reconciliation
{
    private readonly List<string> _differences = [];
    private readonly List<int> _pages = [];
    private Balances _balances;
    private long _minted;
    private long _burned;
    private long _received;
    private long _sent;
    private long _number;

    /// <param name="player">The aggregate.</param>
    /// <param name="pages">The pages that were moved out, any order.</param>
    /// <returns>Every difference found, in plain words for an operator; none when all is well.</returns>
    public static IReadOnlyList<string> Differences(Player player, IReadOnlyList<LedgerPage> pages)
    {
        var walk = new Reconciliation();
        foreach (var page in pages.OrderBy(page => page.Number))
        {
            walk.Add(page);
        }

        return walk.Finish(player);
    }

    /// <summary>Takes the next page that was moved out; oldest first.</summary>
    public void Add(LedgerPage page)
    {
        _pages.Add(page.Number);
        Follow(page.Opening, page.Entries, $"Page {page.Number}");
    }

    /// <summary>Compares what the pages give with the player.</summary>
    /// <inheritdoc cref="Differences" path="/returns"/>
    public IReadOnlyList<string> Finish(Player player)
    {
        if (_pages.Count != player.Ledger.Archived || _pages.Where((number, i) => number != i + 1).Any())
        {
            _differences.Insert(0, $"{player.Ledger.Archived} ledger pages should be stored, these are: {string.Join(", ", _pages)}.");
        }

        Follow(player.Ledger.Opening, player.Ledger.Entries, "The current page");
        Expect("Balances", _balances, player.Balances);
        Expect("Minted", _minted, player.Minted);
        Expect("Burned", _burned, player.Burned);
        Expect("Received", _received, player.Received);
        Expect("Sent", _sent, player.Sent);
        Expect("Escrow", (player.Tables ?? []).Sum(round => round.Staked) + (player.Queued?.Stake ?? 0), player.Balances.Escrow);
        Expect("Minted less burned", player.Minted - player.Burned, player.Balances.Total - player.Received + player.Sent);
        return _differences;
    }

    private void Follow(Balances opening, List<LedgerEntry> entries, string place)
    {
        Expect($"{place}: opening", _balances, opening);
        foreach (var entry in entries)
        {
            Expect($"{place}: number", ++_number, entry.Number);
            try
            {
                _balances += entry.Change;
            }
            catch (OverflowException)
            {
                _differences.Add($"{place}: entry {entry.Number} is beyond all numbers.");
                continue;
            }

            var (more, less) = (Math.Max(0, entry.Change.Total), Math.Max(0, -entry.Change.Total));
            (_minted, _burned, _received, _sent) = entry.Reason.IsBetweenPlayers()
                ? (_minted, _burned, _received + more, _sent + less)
                : (_minted + more, _burned + less, _received, _sent);
            if (_balances is { Purse: < 0 } or { Bank: < 0 } or { Escrow: < 0 })
            {
                _differences.Add($"{place}: entry {entry.Number} leaves {_balances}.");
            }
        }
    }

    private void Expect<T>(string what, T ledger, T found)
        where T : IEquatable<T>
    {
        if (!ledger.Equals(found))
        {
            _differences.Add($"{what}: the ledger gives {ledger}, the player has {found}.");
        }
    }
}
