using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Safety;

namespace FlippyFlip.Core.Economy;

/// <summary>What a player prefers, and what keeps them and others safe.</summary>
public sealed partial class Player
{
    /// <summary>People that one player may block.</summary>
    public const int MostBlocks = 100;

    [JsonInclude]
    public Preferences Preferences { get; internal set; } = new();

    /// <summary>Whose requests, duels, trades and gifts do not come here. Null: nobody's are kept away.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<Snowflake>? Blocks { get; internal set; }

    /// <summary>Their own caps on what they stake and lose. Null: none.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OwnCaps? Caps { get; internal set; }

    /// <summary>Until when they excluded themselves from every wager. Null: they did not.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExcludedUntil { get; internal set; }

    /// <summary>What an operator decided. Null: nothing.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Sanction? Sanction { get; internal set; }

    /// <summary>Staked and won in the day of the last wager.</summary>
    [JsonInclude]
    public Spending SpentToday { get; internal set; }

    /// <summary>Staked and won in the week of the last wager.</summary>
    [JsonInclude]
    public Spending SpentThisWeek { get; internal set; }

    /// <summary>What was asked back and waits for a yes. Null: nothing.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Asked? Asked { get; internal set; }

    public void Prefer(Preferences preferences)
    {
        Preferences = preferences;
        IsChanged = true;
    }

    /// <summary>Notes the language they use there, for messages that answer nothing they said.</summary>
    /// <param name="language">Discord's name of it.</param>
    public void Hear(string language)
    {
        if (Preferences.SpokenIn != language)
        {
            Prefer(Preferences with { SpokenIn = language });
        }
    }

    public bool HasBlocked(Snowflake user) => Blocks?.Contains(user) == true;

    /// <summary>Keeps somebody away, or lets them come again.</summary>
    public BlockOutcome Block(Snowflake user)
    {
        if (Blocks?.Remove(user) == true)
        {
            Blocks = Blocks.Count > 0 ? Blocks : null;
            IsChanged = true;
            return BlockOutcome.Unblocked;
        }

        if (Blocks?.Count >= MostBlocks)
        {
            return BlockOutcome.Full;
        }

        (Blocks ??= []).Add(user);
        IsChanged = true;
        return BlockOutcome.Blocked;
    }

    /// <summary>Sets the player's own caps: tighter ones at once, wider ones after a day.</summary>
    public OwnCaps LimitTo(Caps wanted, Rates rates, Occasion occasion)
    {
        var caps = (Caps ?? OwnCaps.None).Change(wanted, rates.WiderCapsAfter, occasion.At);
        Caps = caps == OwnCaps.None ? null : caps;
        IsChanged = true;
        return caps;
    }

    /// <summary>Keeps the player from every wager; never for a shorter time than before.</summary>
    /// <param name="days">At least 1.</param>
    /// <param name="occasion">When and why.</param>
    /// <returns>Until when.</returns>
    public DateTimeOffset Exclude(int days, Occasion occasion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var until = occasion.At.AddDays(days);
        ExcludedUntil = ExcludedUntil > until ? ExcludedUntil : until;
        IsChanged = true;
        return ExcludedUntil!.Value;
    }

    /// <summary>An operator's decision; it takes the place of an earlier one. Null lifts it.</summary>
    public void Judge(Sanction? sanction)
    {
        Sanction = sanction;
        IsChanged = true;
    }

    /// <summary>The sanction that keeps the player from this now. Null: none does.</summary>
    public Sanction? BarredFrom(Barred what, DateTimeOffset now) =>
        Sanction is { } sanction && (sanction.From == what || sanction.From == Barred.All) && sanction.Holds(now) ? sanction : null;

    /// <summary>True: nothing is done with or for them, since they are banned or wait to be erased.</summary>
    public bool IsAway(DateTimeOffset now) => BarredFrom(Barred.All, now) is not null || ErasureDueAt is not null;

    /// <summary>Keeps what is asked back, in the place of an earlier question.</summary>
    public void Ask(Asked asked)
    {
        Asked = asked;
        NoteDue();
    }

    /// <summary>Takes the question back, answered. Null: it is not open any more.</summary>
    /// <param name="interaction">Of the question.</param>
    /// <param name="now">The moment of the answer.</param>
    public Asked? TakeAsked(Snowflake interaction, DateTimeOffset now)
    {
        if (Asked is not { } asked || asked.Interaction != interaction || now > asked.Until)
        {
            return null;
        }

        Asked = null;
        NoteDue();
        return asked;
    }

    /// <summary>Drops a question that it is too late to answer, and who was pinged too long ago to count: both name somebody.</summary>
    /// <returns>False: there was nothing of the kind.</returns>
    public bool Forget(DateTimeOffset now)
    {
        var forgets = ForgetPings(pinged => pinged.Until <= now);
        if (Asked is not { } asked || now <= asked.Until)
        {
            return forgets;
        }

        Asked = null;
        NoteDue();
        return true;
    }

    /// <summary>What keeps the player from staking at all: an operator, or they themselves. Null: nothing.</summary>
    public WagerOutcome? Restrain(Occasion occasion) =>
        BarredFrom(Barred.Wager, occasion.At) is { } sanction ? new WagerOutcome.Barred(sanction)
        : ExcludedUntil is { } until && until > occasion.At ? new WagerOutcome.Excluded(until)
        : null;

    /// <summary>What keeps the player from staking so much. Null: nothing.</summary>
    private WagerOutcome? Restrain(long stake, Occasion occasion) =>
        Caps?.At(occasion.At) is { } caps && Exceed(caps, stake, occasion) is { } capped ? capped
        : Preferences.ConfirmAbove is { } above && stake > above && stake > occasion.Confirmed ? new WagerOutcome.Unconfirmed(stake)
        : null;

    private WagerOutcome.Capped? Exceed(Caps caps, long stake, Occasion occasion)
    {
        var now = BookedAt(occasion);
        var (today, week) = (SpentToday.In(Spending.Day(now)), SpentThisWeek.In(Spending.Week(now)));
        foreach (var (cap, used, freeAt) in new[]
        {
            (Cap.LossPerDay, today.Lost, Spending.NextDay(now)),
            (Cap.LossPerWeek, week.Lost, Spending.NextWeek(now)),
            (Cap.StakePerDay, today.Staked, Spending.NextDay(now)),
            (Cap.StakePerWeek, week.Staked, Spending.NextWeek(now)),
        })
        {
            if (caps.Of(cap) is { } most && stake > most - used)
            {
                return new WagerOutcome.Capped(cap, most, Math.Max(0, most - used), freeAt);
            }
        }

        return null;
    }

    /// <summary>
    /// By which moment something counts towards the caps: the occasion's, or the beginning of the last day that something was staked in, where that is
    /// later. Processes have clocks of their own, and one may still be in the day before.
    /// </summary>
    private DateTimeOffset BookedAt(Occasion occasion) =>
        DateTimeOffset.UnixEpoch.AddDays(SpentToday.Period) is var begun && begun > occasion.At ? begun : occasion.At;

    private void NoteStake(long stake, Occasion occasion)
    {
        SpentToday = SpentToday.In(Spending.Day(occasion.At)).Stake(stake);
        SpentThisWeek = SpentThisWeek.In(Spending.Week(occasion.At)).Stake(stake);
    }

    /// <summary>Books what came back in the day and the week of its stake alone: what was staked yesterday makes nobody richer in today's caps.</summary>
    private void NoteReturn(long payout, DateTimeOffset stakedAt, Occasion occasion) => Book(stakedAt, occasion, spent => spent.Return(payout));

    /// <summary>Books a stake that came back unplayed, as if it had never been made.</summary>
    private void NoteRefund(long stake, DateTimeOffset stakedAt, Occasion occasion) => Book(stakedAt, occasion, spent => spent.Refund(stake));

    private void Book(DateTimeOffset stakedAt, Occasion occasion, Func<Spending, Spending> book)
    {
        var (today, week) = (SpentToday.In(Spending.Day(occasion.At)), SpentThisWeek.In(Spending.Week(occasion.At)));
        if (Spending.Day(stakedAt) == today.Period)
        {
            SpentToday = book(today);
        }

        if (Spending.Week(stakedAt) == week.Period)
        {
            SpentThisWeek = book(week);
        }
    }
}

/// <summary>How /block ended.</summary>
public enum BlockOutcome
{
    Blocked,
    Unblocked,

    /// <summary>As many are blocked as one may block.</summary>
    Full,
}

/// <summary>Something a player said that is done only when they say yes to it.</summary>
/// <param name="Interaction">Which asked.</param>
/// <param name="Said">The interaction's type and data as Discord sent them, JSON.</param>
/// <param name="At">When.</param>
/// <param name="Coins">What they were asked about: "all" may mean more by the time they say yes, and is asked again then.</param>
public sealed record Asked(Snowflake Interaction, string Said, DateTimeOffset At, long Coins)
{
    /// <summary>A yes that comes later is to a question one has forgotten.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The last moment of an answer.</summary>
    [JsonIgnore]
    public DateTimeOffset Until => At + Patience;
}
