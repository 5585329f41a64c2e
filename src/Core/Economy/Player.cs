using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>When something happens and because of which interaction.</summary>
/// <param name="Interaction">What it is about.</param>
/// <param name="At">The moment that is stored.</param>
/// <param name="Confirmed">Coins that the player was asked about and agreed to. 0: they were not asked.</param>
public readonly record struct Occasion(Snowflake Interaction, DateTimeOffset At, long Confirmed = 0);

/// <summary>
/// Everything of one player in one economy: one document, one conditional write. Rules that move coins are methods here and keep three
/// promises: each balance equals the sum of its ledger, the total equals what was minted and received less what was burned and sent, nothing is negative.
/// </summary>
public sealed partial class Player : Document, IDocument<Player>
{
    /// <summary>Interactions remembered, so that one delivered twice counts once.</summary>
    public const int RememberedInteractions = 16;

    private const string GlobalScope = "global";

    /// <summary>For whom the sweep of the tables has something to do.</summary>
    public static readonly Index<Player> ByTablesDue = new("players_by_tables_due", [], IndexField.Moment(nameof(TablesDueAt)));

    /// <summary>Who is to be told that something is ready.</summary>
    public static readonly Index<Player> ByRemindAt = new("players_by_remind_at", [], IndexField.Moment(nameof(RemindAt)));

    public static Collection<Player> Collection { get; } = new("players", StoredJson.Default.Player, ByTablesDue, ByRemindAt);

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>Null until /start paid the starter bonus or found it paid before.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; internal set; }

    [JsonInclude]
    public Balances Balances { get; internal set; }

    /// <summary>Coins that came into being here, ever.</summary>
    [JsonInclude]
    public long Minted { get; internal set; }

    /// <summary>Coins that ceased to be here, ever.</summary>
    [JsonInclude]
    public long Burned { get; internal set; }

    /// <summary>Coins that came from other players, ever. Over a whole economy it equals <see cref="Sent"/>, until one of two who dealt with each other is erased.</summary>
    [JsonInclude]
    public long Received { get; internal set; }

    /// <summary>Coins that went to other players, ever.</summary>
    [JsonInclude]
    public long Sent { get; internal set; }

    [JsonInclude]
    public long Experience { get; internal set; }

    [JsonInclude]
    public DailyStreak Daily { get; internal set; } = new(0, 0, null);

    /// <summary>When each command may be used again; only commands with a cooldown, only moments to come or that the player is still to be told of.</summary>
    [JsonInclude]
    public Dictionary<string, DateTimeOffset> Cooldowns { get; internal set; } = [];

    /// <summary>The player's own bucket, exact across all servers.</summary>
    [JsonInclude]
    public Gcra Pace { get; internal set; }

    [JsonInclude]
    public Seeds Seeds { get; internal set; } = new();

    [JsonInclude]
    public Ledger Ledger { get; internal set; } = new();

    [JsonInclude]
    public RoundBook Rounds { get; internal set; } = new();

    /// <summary>The latest interactions that changed this player, oldest first.</summary>
    [JsonInclude]
    public List<Remembered> Remembered { get; internal set; } = [];

    /// <summary>The bot whose player it is.</summary>
    [JsonIgnore]
    public Snowflake Bot => Snowflake.Parse(Id[..Id.IndexOf('/', StringComparison.Ordinal)]);

    /// <summary>Whose player it is.</summary>
    [JsonIgnore]
    public Snowflake User => Snowflake.Parse(Id[(Id.LastIndexOf('/') + 1)..]);

    [JsonIgnore]
    public long Purse => Balances.Purse;

    [JsonIgnore]
    public long Bank => Balances.Bank;

    /// <summary>All that a player has, in coins.</summary>
    [JsonIgnore]
    public long NetWorth => Balances.Total;

    /// <summary>True when a rule changed something since the player was read.</summary>
    [JsonIgnore]
    public bool IsChanged { get; private set; }

    /// <summary>The key of somebody's player.</summary>
    public static string IdOf(Snowflake bot, Snowflake user) => $"{bot}/{GlobalScope}/{user}";

    /// <summary>Somebody who was never seen before: no coins, fresh seeds, not stored yet.</summary>
    public static Player New(string id, Entropy entropy, DateTimeOffset now) => new() { Id = id, CreatedAt = now, Seeds = Seeds.First(entropy) };

    /// <summary>Whose a player's id is.</summary>
    public static Snowflake UserOf(string id) => Snowflake.Parse(id[(id.LastIndexOf('/') + 1)..]);

    /// <summary>What an earlier delivery of the same interaction was told. Null: this is the first.</summary>
    public Remembered? Recall(Snowflake interaction) => Remembered.Find(memory => memory.Interaction == interaction);

    /// <summary>
    /// True for an interaction from before everything that is remembered: whether it was counted then, nobody can tell any more. Ids rise with
    /// time, so a fresh interaction is never older than sixteen that were counted, unless it was held up that long.
    /// </summary>
    public bool MayHaveForgotten(Snowflake interaction) =>
        Remembered.Count >= RememberedInteractions && Remembered.TrueForAll(memory => interaction < memory.Interaction);

    /// <summary>Notes an interaction with what it was told, forgetting the oldest beyond sixteen.</summary>
    public void Remember(Remembered memory)
    {
        Remembered.Add(memory);
        if (Remembered.Count > RememberedInteractions)
        {
            Remembered.RemoveRange(0, Remembered.Count - RememberedInteractions);
        }

        IsChanged = true;
    }

    /// <summary>When a command may be used again. Null: now.</summary>
    public DateTimeOffset? ReadyAt(string command, DateTimeOffset now) =>
        Cooldowns.TryGetValue(command, out var readyAt) && readyAt > now ? readyAt : null;

    /// <summary>Makes a command wait, and forgets waits that are over and that nobody has to be told of.</summary>
    public void CoolDown(string command, DateTimeOffset readyAt, DateTimeOffset now)
    {
        // Made anew: a dictionary that entries were taken out of has another order than the same one read back.
        Cooldowns = new(Cooldowns.Where(wait => wait.Value > now || IsUntold(wait.Key, wait.Value))) { [command] = readyAt };
        NoteReminder(now);
        IsChanged = true;
    }

    /// <summary>Takes one from the player's own bucket. Null: taken; otherwise when to come back.</summary>
    public DateTimeOffset? TakePace(RateLimit limit, DateTimeOffset now)
    {
        var (pace, retryAt) = Pace.Take(limit, now);
        Pace = pace;
        IsChanged |= retryAt is null;
        return retryAt;
    }

    /// <summary>Moves full pages of ledger and rounds out; they belong into the same commit as this player.</summary>
    public IEnumerable<Document> TakeFullPages()
    {
        if (Ledger.TakeFullPage(Id) is { } ledger)
        {
            yield return ledger;
        }

        if (Rounds.TakeFullPage(Id) is { } rounds)
        {
            yield return rounds;
        }
    }

    /// <summary>The one place where balances change. What is not moved within the player went between players, or was minted or burned: the reason says which.</summary>
    /// <exception cref="InvalidOperationException">A balance would be negative: a rule forgot to check.</exception>
    private void Move(Occasion occasion, Reason reason, Balances change)
    {
        var after = Balances + change;
        if (after.Purse < 0 || after.Bank < 0 || after.Escrow < 0)
        {
            throw new InvalidOperationException($"{reason} would leave {after}.");
        }

        Balances = after;
        var (more, less) = (Math.Max(0, change.Total), Math.Max(0, -change.Total));
        if (reason.IsBetweenPlayers())
        {
            (Received, Sent) = checked((Received + more, Sent + less));
        }
        else
        {
            (Minted, Burned) = checked((Minted + more, Burned + less));
        }

        Ledger.Add(occasion.At, reason, change, occasion.Interaction);
        IsChanged = true;
    }
}

/// <summary>An interaction that changed a player.</summary>
/// <param name="Interaction">Its id.</param>
/// <param name="Meaning">What its reply said, in plain text.</param>
/// <param name="IsPrivate">Whether only the caller saw it.</param>
public sealed record Remembered(Snowflake Interaction, string Meaning, bool IsPrivate)
{
    /// <summary>Longest text kept, characters.</summary>
    public const int MaxMeaning = 300;
}

/// <summary>Days in a row on which /daily was claimed.</summary>
/// <param name="Days">The current streak; 0 before the first claim.</param>
/// <param name="Best">The longest streak ever.</param>
/// <param name="ClaimedAt">The last claim. Null: never.</param>
public sealed record DailyStreak(int Days, int Best, DateTimeOffset? ClaimedAt);
