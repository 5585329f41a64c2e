using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Sessions;

/// <summary>What every session needs: the rules' numbers, the clock, chance, the store, and the secret under which names are hashed.</summary>
public sealed record SessionParts(IStore Store, TimeProvider Time, Entropy Entropy, Rates Rates, ReadOnlyMemory<byte> Pepper);

/// <summary>
/// One bot's unit of work for one attempt at one interaction: reads documents, hands them to the rules, and gathers what changed into one
/// commit. It makes every key itself, so a command cannot name another bot's documents.
/// </summary>
public sealed class Session
{
    /// <summary>Pages that a round is looked for on: more than can reach back behind it, since few rounds are open at once and none for long.</summary>
    private const int MostPages = 8;

    /// <summary>Leaves most of the deadline to the reply.</summary>
    private static readonly TimeSpan PatienceForPreferences = TimeSpan.FromSeconds(1);

    private readonly SessionParts _parts;
    private readonly Dictionary<string, Player> _players = new(1, StringComparer.Ordinal);
    private readonly List<Action<Commit>> _further = [];
    private readonly List<string> _queued = [];
    private readonly List<Action> _committed = [];
    private int _sent;
    private readonly IReadOnlySet<string> _taken;

    /// <summary>Players who come back from an erasure: their tombstone is known.</summary>
    private readonly HashSet<string> _returned = new(StringComparer.Ordinal);

    /// <param name="parts">The surroundings.</param>
    /// <param name="caller">Whose interaction it is about, and through which bot, whose documents it sees.</param>
    /// <param name="taken">Ids that an earlier attempt found to exist already.</param>
    internal Session(SessionParts parts, Caller caller, IReadOnlySet<string> taken)
    {
        _parts = parts;
        _taken = taken;
        Caller = caller;
        Now = DateTimeOffset.FromUnixTimeMilliseconds(parts.Time.GetUtcNow().ToUnixTimeMilliseconds());
        Occasion = new Occasion(caller.Interaction, Now);
        Said = caller.Said;
    }

    public Bot Bot => Caller.Bot;

    internal Caller Caller { get; }

    /// <summary>What the session is about: this interaction, or the one that it confirms.</summary>
    internal Said Said { get; private set; }

    /// <summary>The attempt's moment, to the millisecond: what is stored reads back the same.</summary>
    public DateTimeOffset Now { get; }

    public Occasion Occasion { get; private set; }

    public Rates Rates => _parts.Rates;

    public Entropy Entropy => _parts.Entropy;

    /// <summary>True when the reply is a question, and what the command does is not done.</summary>
    internal bool IsAsking { get; set; }

    /// <summary>True when this is no use of the command, such as an answer to somebody or a way back: it neither waits for the cooldown nor begins one.</summary>
    internal bool IsAside { get; set; }

    /// <summary>The players that this attempt read or made.</summary>
    internal IReadOnlyCollection<Player> Players => _players.Values;

    /// <summary>What is to be logged once the commit has happened.</summary>
    internal IReadOnlyList<Action> Committed => _committed;

    /// <summary>The messages that go out after the commit.</summary>
    internal IReadOnlyList<string> Queued => _queued;

    /// <summary>True when there is something to commit.</summary>
    internal bool IsChanged => _further.Count > 0 || _players.Values.Any(player => player.IsChanged);

    /// <summary>The caller's own player; somebody new has no coins and is stored with their first change.</summary>
    public Task<Player> PlayerAsync(Caller caller, CancellationToken ct) => PlayerAsync(caller.UserId, ct);

    /// <summary>Anyone's player, for changing it. One document is one instance within a session.</summary>
    public async Task<Player> PlayerAsync(Snowflake user, CancellationToken ct)
    {
        var id = PlayerId(user);
        if (!_players.TryGetValue(id, out var player))
        {
            player = await _parts.Store.FindAsync<Player>(id, ct) ?? await NewAsync(id, ct);
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
                player = await _parts.Store.FindAsync<Player>(id, ct).WaitAsync(PatienceForPreferences, _parts.Time, ct) ?? Player.New(id, Entropy, Now);
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

    /// <summary>The key of a document of this bot that is no player's own; <paramref name="name"/> is unique within its collection.</summary>
    public string IdOf(string name) => $"{Bot.ApplicationId}/{name}";

    /// <summary>The first of these names under which no document stands, as far as earlier attempts of this interaction found.</summary>
    public string FreeName(IEnumerable<string> names) => names.First(name => !_taken.Contains(IdOf(name)));

    /// <summary>A document of this bot, by the name that <see cref="IdOf"/> made its key from. Null: there is none. Read it once in a session.</summary>
    public Task<T?> FindAsync<T>(string name, CancellationToken ct)
        where T : Document, IDocument<T> =>
        _parts.Store.FindAsync<T>(IdOf(name), ct);

    /// <summary>Several documents of this bot, by their names; those that exist.</summary>
    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> names, CancellationToken ct)
        where T : Document, IDocument<T> =>
        _parts.Store.FindManyAsync<T>([.. names.Select(IdOf)], ct);

    /// <summary>Documents by an index whose first field is a key that this session made.</summary>
    internal Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T> =>
        _parts.Store.QueryAsync(query, ct);

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

    /// <summary>
    /// Claims the starter bonus for the caller, who may never have had it before. Optimistic: the claim is inserted with the commit, and if it
    /// turns out to exist, the next attempt is told so. That saves the common case a round trip.
    /// </summary>
    public bool ClaimStarterBonus(Caller caller)
    {
        var id = StarterClaim.IdOf(PlayerId(caller.UserId), _parts.Pepper.Span);
        if (_taken.Contains(id))
        {
            return false;
        }

        Keep(new StarterClaim { Id = id, ClaimedAt = Now });
        return true;
    }

    /// <summary>Adds a new document to the commit.</summary>
    public void Keep<T>(T document)
        where T : Document, IDocument<T> =>
        _further.Add(commit => commit.Insert(document));

    /// <summary>Writes a document back that was read and changed.</summary>
    public void Change<T>(T document)
        where T : Document, IDocument<T> =>
        _further.Add(commit => commit.Replace(document));

    /// <summary>Removes a document that was read.</summary>
    public void Remove<T>(T document)
        where T : Document, IDocument<T> =>
        _further.Add(commit => commit.Delete(document));

    /// <summary>From here on this is what the caller said, and they were asked whether they mean so many coins, and do.</summary>
    internal void Confirm(Said said, long coins)
    {
        Said = said;
        Occasion = Occasion with { Confirmed = coins };
    }

    /// <summary>
    /// Sends a message after the commit, and only if it happens. Its id is made from the interaction, so whatever comes twice is sent once; what
    /// cannot be delivered at once is tried for a day.
    /// </summary>
    public void Send(Outgoing outgoing)
    {
        if (outgoing is Outgoing.FollowUp { ReceivedAt: var receivedAt } && receivedAt + Limits.TokenLife <= Now)
        {
            // An interaction that comes again after its token ended: there is no way to answer it any more.
            return;
        }

        var id = $"{Bot.ApplicationId}/{Occasion.Interaction}/{++_sent}";
        if (!_taken.Contains(id))
        {
            Keep(OutboxMessage.Of(id, Bot.ApplicationId, outgoing, Now));
            _queued.Add(id);
        }
    }

    /// <summary>The caller's votes for this bot. Null: none was counted, or not for long.</summary>
    public Task<Ballot?> BallotAsync(Caller caller, CancellationToken ct) => _parts.Store.FindAsync<Ballot>(Ballot.IdOf(Bot.ApplicationId, caller.UserId), ct);

    /// <summary>Adds a ballot that votes were taken out of to the commit.</summary>
    public void Settle(Ballot ballot) => _further.Add(commit => commit.Replace(ballot));

    /// <summary>Writes to the log when the commit has happened, and only then. For logs alone: whatever else is to happen afterwards is <see cref="Send"/>.</summary>
    public void LogOnceCommitted(Action write) => _committed.Add(write);

    /// <summary>Adds what an operator does to the day's chain, in the same commit.</summary>
    public async Task AuditAsync(Caller actor, string action, string? target, string details, CancellationToken ct)
    {
        var id = AuditDay.IdOf(Bot.ApplicationId, Now);
        var day = await _parts.Store.FindAsync<AuditDay>(id, ct) ?? new AuditDay { Id = id };
        if (day.Recent.Contains(Occasion.Interaction))
        {
            return;
        }

        Keep(day.Append(Now, actor.UserId, action, target, details.ReplaceLineEndings(" "), Occasion.Interaction, entry => Subject.Hash("audit", entry, _parts.Pepper.Span)));
        _further.Add(commit => Put(commit, day));
    }

    /// <summary>How long the store takes to answer a small question.</summary>
    public async Task<TimeSpan> MeasureStoreAsync(CancellationToken ct)
    {
        var start = _parts.Time.GetTimestamp();
        await _parts.Store.FindAsync<AuditDay>(AuditDay.IdOf(Bot.ApplicationId, Now), ct);
        return _parts.Time.GetElapsedTime(start);
    }

    /// <summary>A player that this attempt read already. Null: it did not.</summary>
    internal Player? Find(Snowflake user) => _players.GetValueOrDefault(PlayerId(user));

    internal string PlayerId(Snowflake user) => Player.IdOf(Bot.ApplicationId, user);

    /// <summary>Everything that changed, as one commit.</summary>
    internal Commit ToCommit()
    {
        var commit = new Commit();
        foreach (var player in _players.Values.Where(player => player.IsChanged))
        {
            commit.Keep(player);
            if (player.Version == 0 && !_returned.Contains(player.Id))
            {
                commit.Insert(Tombstone.Nobody(TombstoneOf(player.Id), Now));
            }
        }

        _further.ForEach(add => add(commit));
        return commit;
    }

    internal Subject SubjectOf(Snowflake user) => Subject.Of(PlayerId(user), _parts.Pepper.Span);

    private string TombstoneOf(string player) => Tombstone.IdOf(player, _parts.Pepper.Span);

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

    private static void Put<T>(Commit commit, T document)
        where T : Document, IDocument<T> =>
        _ = document.Version == 0 ? commit.Insert(document) : commit.Replace(document);
}
