using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Safety;

/// <summary>What somebody may not do. The name is stored; never rename one.</summary>
public enum Barred
{
    /// <summary>Staking coins.</summary>
    Wager,

    /// <summary>Dealing with others: paying, asking, giving, trading, duels.</summary>
    Trade,

    /// <summary>Everything but reading and keeping their own data, and an appeal.</summary>
    All,
}

/// <summary>What an operator decided about somebody who broke the rules.</summary>
/// <param name="From">What it keeps them from.</param>
/// <param name="Reason">1..200 characters, shown to them.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Until">When it ends by itself. Null: when an operator lifts it.</param>
public sealed record Sanction(
    Barred From, string Reason, DateTimeOffset At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until)
{
    public bool Holds(DateTimeOffset now) => Until is not { } until || until > now;

    /// <summary>True when this may take the other's place: it keeps them from as much, for as long at least.</summary>
    public bool Covers(Sanction other) =>
        (From == Barred.All || From == other.From) && (Until is not { } until || (other.Until is { } end && end <= until));
}
