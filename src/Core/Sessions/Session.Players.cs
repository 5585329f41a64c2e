using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Sessions;

/// <summary>Whose players the session reads, and what of them outlived an erasure.</summary>
public sealed partial class Session
{
    /// <summary>Leaves most of the deadline to the reply.</summary>
    private static readonly TimeSpan PatienceForPreferences = TimeSpan.FromSeconds(1);

    /// <summary>The players that this attempt read or made.</summary>
    internal IReadOnlyCollection<Player> Players => _players.Values;

    /// <summary>The caller's own player; somebody new has no coins and is stored with their first change.</summary>
    public Task<Player> PlayerAsync(Caller caller, CancellationToken ct) => PlayerAsync(caller.UserId, ct);

    /// <summary>Anyone's player, for changing it. One document is one instance within a session.</summary>
    public async Task<Player> PlayerAsync(Snowflake user, CancellationToken ct)
    {
        var id = PlayerId(user);
        if (!_players.TryGetValue(id, out var player))
        {
            player = await FindOrNewAsync(id, ct);
            _players.Add(id, player);
        }

        return player;
    }

    /// <summary>
    /// Reads the caller's player for what they prefer alone: a command that needs nothing else goes without it, rather than wait for a store that is down.
    /// </summary>
    /// <returns>What they prefer; what everybody begins with, when that is not to be had.</returns>
    public async Task<Preferences> RecognizeAsync(CancellationToken ct)
    {
        var id = PlayerId(Caller.UserId);
        try
        {
            if (!_players.TryGetValue(id, out var player))
            {
                player = await FindOrNewAsync(id, ct).WaitAsync(PatienceForPreferences, _parts.Time, ct);
                _players.Add(id, player);
            }

            return player.Preferences;
        }
        catch (Exception down) when (down is StoreException or TimeoutException)
        {
            return new Preferences();
        }
    }

    /// <summary>Several players at once, in one round trip; for commands that two people are involved in.</summary>
    public async Task<IReadOnlyList<Player>> PlayersAsync(IReadOnlyList<Snowflake> users, CancellationToken ct)
    {
        var missing = users.Select(PlayerId).Where(id => !_players.ContainsKey(id)).Distinct().ToList();
        var found = missing.Count > 0 ? await _parts.Store.FindManyAsync<Player>(missing, ct) : [];
        foreach (var id in missing)
        {
            _players.Add(id, found.FirstOrDefault(player => player.Id == id) ?? await NewAsync(id, ct));
        }

        return [.. users.Select(user => _players[PlayerId(user)])];
    }

    /// <summary>The caller's own player, if there is one: asking what is stored about oneself shall store nothing.</summary>
    public async Task<Player?> StoredPlayerAsync(CancellationToken ct)
    {
        var id = PlayerId(Caller.UserId);
        if (Find(Caller.UserId) is null && await _parts.Store.FindAsync<Player>(id, ct) is { } player)
        {
            _players.Add(id, player);
        }

        return Find(Caller.UserId) is { Version: > 0 } stored ? stored : null;
    }

    /// <summary>Anyone's player, with what outlived an erasure already in force. It costs whoever is not stored a round trip, so only what is about sanctions asks.</summary>
    public async Task<Player> ReturningPlayerAsync(Snowflake user, CancellationToken ct)
    {
        var player = await PlayerAsync(user, ct);
        if (player.Version == 0 && await _parts.Store.FindAsync<Tombstone>(TombstoneOf(player.Id), ct) is { } found)
        {
            player.Return(found);
            _returned.Add(player.Id);
        }

        return player;
    }

    /// <summary>Whether anything is stored about the caller that an erasure would take away.</summary>
    public async Task<bool> IsKnownAsync(CancellationToken ct) =>
        await StoredPlayerAsync(ct) is not null || await Holdings.AnyAsync(_parts.Store, SubjectOf(Caller.UserId), ct);

    /// <summary>Every player of this bot, each with all pages of the ledger, one at a time.</summary>
    public async IAsyncEnumerable<(Player Player, IReadOnlyList<LedgerPage> Pages)> EveryPlayerAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var prefix = $"{Bot.ApplicationId}/";
        await foreach (var player in _parts.Store.ScanAsync<Player>(prefix, ct))
        {
            if (!player.Id.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield break;
            }

            yield return (player, await AllPagesAsync(player, ct));
        }
    }

    /// <summary>A player that this attempt read already. Null: it did not.</summary>
    internal Player? Find(Snowflake user) => _players.GetValueOrDefault(PlayerId(user));

    internal string PlayerId(Snowflake user) => Player.IdOf(Bot.ApplicationId, user);

    internal Subject SubjectOf(Snowflake user) => Subject.Of(PlayerId(user), _parts.Pepper.Span);

    private string TombstoneOf(string player) => Tombstone.IdOf(player, _parts.Pepper.Span);

    private async Task<Player> FindOrNewAsync(string id, CancellationToken ct) => await _parts.Store.FindAsync<Player>(id, ct) ?? await NewAsync(id, ct);

    /// <summary>Somebody who is not stored. Whether they were before, an earlier attempt has found out, if at all: see <see cref="Tombstone"/>.</summary>
    private async Task<Player> NewAsync(string id, CancellationToken ct)
    {
        var player = Player.New(id, Entropy, Now);
        if (TombstoneOf(id) is var tombstone && _taken.Contains(tombstone) && await _parts.Store.FindAsync<Tombstone>(tombstone, ct) is { } found)
        {
            player.Return(found);
            _returned.Add(id);
        }

        return player;
    }
}
