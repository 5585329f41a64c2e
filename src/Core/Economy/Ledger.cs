using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>Why coins moved. The name is stored; never rename one.</summary>
public enum Reason
{
    StarterBonus,
    Daily,
    Deposit,
    Withdrawal,
    Stake,
    Win,
    Loss,
    Refund,
    Grant,
    Weekly,
    Work,
    Scavenge,
    Fine,
    Vote,

    /// <summary>To another player: what reaches them.</summary>
    PaymentSent,

    /// <summary>From another player.</summary>
    PaymentReceived,

    /// <summary>The house's part of a payment.</summary>
    PaymentTax,

    /// <summary>The own stake and another player's.</summary>
    PotWon,

    /// <summary>The stake, to another player.</summary>
    PotLost,

    /// <summary>The house's part of a pot.</summary>
    PotTax,
}

public static class Reasons
{
    /// <summary>True: what is not moved within the player comes from another one or goes there; no coin comes into being or ceases to be.</summary>
    public static bool IsBetweenPlayers(this Reason reason) =>
        reason is Reason.PaymentSent or Reason.PaymentReceived or Reason.PotWon or Reason.PotLost;
}

/// <summary>Where a player's coins are; none is ever negative.</summary>
/// <param name="Purse">At hand.</param>
/// <param name="Bank">Put away.</param>
/// <param name="Escrow">Staked in rounds that are not settled.</param>
public readonly record struct Balances(long Purse, long Bank, long Escrow)
{
    [JsonIgnore]
    public long Total => Purse + Bank + Escrow;

    public static Balances operator +(Balances left, Balances right) =>
        new(checked(left.Purse + right.Purse), checked(left.Bank + right.Bank), checked(left.Escrow + right.Escrow));
}

/// <summary>One movement of coins.</summary>
/// <param name="Number">Counts the player's movements, from 1.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Change">What it added to and took from each place.</param>
/// <param name="Interaction">What caused it.</param>
public sealed record LedgerEntry(long Number, DateTimeOffset At, Reason Reason, Balances Change, Snowflake Interaction);

/// <summary>A player's latest movements; full pages move to <see cref="LedgerPage"/>.</summary>
public sealed class Ledger
{
    /// <summary>Movements on a full page.</summary>
    public const int PageSize = 32;

    /// <summary>Pages moved out so far; the current page's number is one more.</summary>
    [JsonInclude]
    public int Archived { get; internal set; }

    /// <summary>The balances before the current page's first movement.</summary>
    [JsonInclude]
    public Balances Opening { get; internal set; }

    [JsonInclude]
    public List<LedgerEntry> Entries { get; internal set; } = [];

    internal void Add(DateTimeOffset at, Reason reason, Balances change, Snowflake interaction) =>
        Entries.Add(new LedgerEntry(((long)Archived * PageSize) + Entries.Count + 1, at, reason, change, interaction));

    /// <summary>Takes a full page out. Null: the page is not full.</summary>
    internal LedgerPage? TakeFullPage(string player)
    {
        if (Entries.Count < PageSize)
        {
            return null;
        }

        Archived++;
        var page = new LedgerPage
        {
            Id = LedgerPage.IdOf(player, Archived),
            Player = player,
            Number = Archived,
            Opening = Opening,
            Entries = Entries[..PageSize],
        };
        Opening = page.Entries.Aggregate(Opening, (balances, entry) => balances + entry.Change);
        Entries = Entries[PageSize..];
        return page;
    }
}

/// <summary>A page of movements, written once.</summary>
public sealed class LedgerPage : Document, IDocument<LedgerPage>
{
    public static readonly Index<LedgerPage> ByPlayer = new("ledger_by_player", [IndexField.Text(nameof(Player))], IndexField.Integer(nameof(Number)));

    public static Collection<LedgerPage> Collection { get; } = new("ledger", StoredJson.Default.LedgerPage, ByPlayer)
    {
        Follows = Following.Of<Player, LedgerPage>(page => page.Player, (player, page) => page.Number <= player.Ledger.Archived),
    };

    public required string Player { get; init; }

    /// <summary>From 1, oldest first.</summary>
    public required int Number { get; init; }

    /// <summary>The balances before the page's first movement.</summary>
    public required Balances Opening { get; init; }

    public required List<LedgerEntry> Entries { get; init; }

    public static string IdOf(string player, int number) => $"{player}/{number:D8}";
}
