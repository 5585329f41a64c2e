using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;

namespace FlippyFlip.Core.Sessions;

/// <summary>What was moved out of a player: pages of the ledger and of rounds, and rotated seeds.</summary>
public sealed partial class Session
{
    /// <summary>Pages that a round is looked for on: more than can reach back behind it, since few rounds are open at once and none for long.</summary>
    private const int MostPages = 8;

    /// <summary>The pages of a player's ledger before the given page, latest first.</summary>
    /// <param name="player">A player of this session.</param>
    /// <param name="before">A page number; pages with smaller numbers are read.</param>
    /// <param name="most">1..100 pages.</param>
    /// <param name="ct">Ends at the deadline.</param>
    public async Task<IReadOnlyList<LedgerPage>> LedgerAsync(Player player, int before, int most, CancellationToken ct)
    {
        var page = await _parts.Store.QueryAsync(LedgerPage.ByPlayer.Where(player.Id).Between(null, (long)before - 1).Descending().Take(most), ct);
        return page.Items;
    }

    /// <summary>A round that was moved out of the player. Null: there is none of that name.</summary>
    public async Task<Round?> OldRoundAsync(Player player, RoundName name, CancellationToken ct)
    {
        // Nearly always on the first page; one that was settled late pulls its page in front of those that others look for.
        var pages = await _parts.Store.QueryAsync(RoundPage.ByPlayer.Where(player.Id).Between(null, name.Order).Descending().Take(MostPages), ct);
        return pages.Items.SelectMany(page => page.Rounds).FirstOrDefault(round => round.Name == name);
    }

    /// <summary>A round of the caller in which coins were staked on this game. Null: there is none of that name.</summary>
    public async Task<Round?> StakedRoundAsync(Caller caller, RoundName name, string game, CancellationToken ct)
    {
        var player = await PlayerAsync(caller, ct);
        var round = player.Rounds.Find(name) ?? await OldRoundAsync(player, name, ct);
        return round is { Stake: > 0 } && round.Game == game ? round : null;
    }

    /// <summary>The latest page of rounds that were moved out, latest round last.</summary>
    public async Task<IReadOnlyList<Round>> OldRoundsAsync(Player player, CancellationToken ct)
    {
        var page = await _parts.Store.QueryAsync(RoundPage.ByPlayer.Where(player.Id).Descending().Take(1), ct);
        return page.Items is [var latest] ? latest.Rounds : [];
    }

    /// <summary>A server seed that was rotated out. Null: it is still in use or never was.</summary>
    public async Task<string?> RevealedSeedAsync(Player player, int number, CancellationToken ct) =>
        (await _parts.Store.FindAsync<RevealedSeed>(RevealedSeed.IdOf(player.Id, number), ct))?.Server;

    /// <summary>All pages that were moved out of a player's ledger.</summary>
    public async Task<IReadOnlyList<LedgerPage>> AllPagesAsync(Player player, CancellationToken ct)
    {
        if (player.Ledger.Archived == 0)
        {
            return [];
        }

        var pages = new List<LedgerPage>();
        var query = LedgerPage.ByPlayer.Where(player.Id).Take(1000);
        for (var more = true; more;)
        {
            var page = await _parts.Store.QueryAsync(query, ct);
            pages.AddRange(page.Items);
            query = query.After(page.Continuation);
            more = page.Continuation is not null;
        }

        // Pages that were moved out after the player was read are not part of this picture.
        return [.. pages.Where(page => page.Number <= player.Ledger.Archived)];
    }
}
