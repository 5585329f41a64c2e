using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Sessions;

/// <summary>What every session needs: the rules' numbers, the clock, chance, the store, and the secret under which names are hashed.</summary>
public sealed record SessionParts(IStore Store, TimeProvider Time, Entropy Entropy, Rates Rates, ReadOnlyMemory<byte> Pepper);

/// <summary>
/// One bot's unit of work for one attempt at one interaction: reads documents, hands them to the rules, and gathers what changed into one
/// commit. It makes every key itself, so a command cannot name another bot's documents.
/// </summary>
public sealed partial class Session
{
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

    /// <summary>What is to be logged once the commit has happened.</summary>
    internal IReadOnlyList<Action> Committed => _committed;

    /// <summary>The messages that go out after the commit.</summary>
    internal IReadOnlyList<string> Queued => _queued;

    /// <summary>True when there is something to commit.</summary>
    internal bool IsChanged => _further.Count > 0 || _players.Values.Any(player => player.IsChanged);

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

    private static void Put<T>(Commit commit, T document)
        where T : Document, IDocument<T> =>
        _ = document.Version == 0 ? commit.Insert(document) : commit.Replace(document);
}
