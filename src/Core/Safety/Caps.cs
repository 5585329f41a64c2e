using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Safety;

/// <summary>Which of a player's own caps.</summary>
public enum Cap
{
    LossPerDay,
    LossPerWeek,
    StakePerDay,
    StakePerWeek,
}

/// <summary>Caps that a player sets for themselves; coins from 0, null: none. A loss is what was staked less what came back; what is still at stake counts as lost.</summary>
public sealed record Caps(long? LossPerDay, long? LossPerWeek, long? StakePerDay, long? StakePerWeek)
{
    public static readonly Caps None = new(null, null, null, null);

    public long? Of(Cap cap) => cap switch
    {
        Cap.LossPerDay => LossPerDay,
        Cap.LossPerWeek => LossPerWeek,
        Cap.StakePerDay => StakePerDay,
        Cap.StakePerWeek => StakePerWeek,
        _ => throw new ArgumentOutOfRangeException(nameof(cap), cap, "No such cap."),
    };

    /// <summary>The tighter of both, cap by cap.</summary>
    public Caps Tightest(Caps other) => new(
        Least(LossPerDay, other.LossPerDay), Least(LossPerWeek, other.LossPerWeek), Least(StakePerDay, other.StakePerDay), Least(StakePerWeek, other.StakePerWeek));

    private static long? Least(long? left, long? right) => left is { } a && right is { } b ? Math.Min(a, b) : left ?? right;
}

/// <summary>A player's caps, with those that were asked for and do not hold yet.</summary>
/// <param name="Now">What holds until <paramref name="WiderAt"/>.</param>
/// <param name="Wider">What holds from then on. Null: nothing wider was asked for.</param>
/// <param name="WiderAt">Null together with it.</param>
public sealed record OwnCaps(
    Caps Now,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Caps? Wider,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? WiderAt)
{
    public static readonly OwnCaps None = new(Caps.None, null, null);

    /// <summary>What holds at a moment.</summary>
    public Caps At(DateTimeOffset moment) => Wider is { } wider && WiderAt <= moment ? wider : Now;

    /// <summary>Lower caps hold at once, higher ones and none a day later: who decides in the heat of a game decides again the next day.</summary>
    public OwnCaps Change(Caps wanted, TimeSpan patience, DateTimeOffset now)
    {
        var tight = At(now).Tightest(wanted);
        return tight == wanted ? new OwnCaps(wanted, null, null) : new OwnCaps(tight, wanted, now + patience);
    }
}

/// <summary>What a player staked in a day or week (UTC, weeks begin on Monday), and what came back.</summary>
/// <param name="Period">Counts days or weeks since 1970.</param>
/// <param name="Staked">Coins, at least 0.</param>
/// <param name="Returned">Coins, at least 0.</param>
public readonly record struct Spending(long Period, long Staked, long Returned)
{
    private const int MondayOfTheFirstWeek = 4;

    /// <summary>Coins lost so far, with all that is still at stake; 0 when more came back.</summary>
    [JsonIgnore]
    public long Lost => Math.Max(0, Staked - Returned);

    public static long Day(DateTimeOffset moment) => (long)Math.Floor((moment - DateTimeOffset.UnixEpoch).TotalDays);

    public static long Week(DateTimeOffset moment) => (long)Math.Floor((Day(moment) - MondayOfTheFirstWeek) / 7.0);

    /// <summary>When the next day or week begins.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset moment) => DateTimeOffset.UnixEpoch.AddDays(Day(moment) + 1);

    public static DateTimeOffset NextWeek(DateTimeOffset moment) => DateTimeOffset.UnixEpoch.AddDays(((Week(moment) + 1) * 7) + MondayOfTheFirstWeek);

    /// <summary>Nothing in a later period. In an earlier one the same: it is what a clock says that is behind, and what has begun does not begin anew.</summary>
    public Spending In(long period) => period <= Period ? this : new Spending(period, 0, 0);

    public Spending Stake(long coins) => this with { Staked = checked(Staked + coins) };

    /// <summary>Takes a stake back that was counted here.</summary>
    public Spending Refund(long coins) => this with { Staked = Math.Max(0, Staked - coins) };

    public Spending Return(long coins) => this with { Returned = checked(Returned + coins) };
}
