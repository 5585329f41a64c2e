using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Offers;

/// <summary>What somebody is asked. The name is stored; never rename one.</summary>
public enum OfferKind
{
    /// <summary>To pay coins.</summary>
    Request,

    /// <summary>To stake coins against the author.</summary>
    Duel,
}

/// <summary>
/// Something one player asks another, until it is answered, withdrawn or too late. It holds no coins. Its name is the interaction's that made it; whoever settles it
/// removes it in the same commit, so of two answers one counts.
/// </summary>
public sealed class Offer : Document, IDocument<Offer>
{
    /// <summary>So long one who comes too late is told so.</summary>
    public static readonly TimeSpan KeptAfterClosing = TimeSpan.FromDays(1);

    public static readonly Index<Offer> ByAuthor = new("offers_by_author", [IndexField.Text(nameof(Author))], IndexField.Moment(nameof(ClosesAt)));

    public static readonly Index<Offer> ByAddressee = new("offers_by_addressee", [IndexField.Text(nameof(Addressee))], IndexField.Moment(nameof(ClosesAt)));

    public static Collection<Offer> Collection { get; } = new("offers", StoredJson.Default.Offer, ByAuthor, ByAddressee) { IsPassing = true };

    public required OfferKind Kind { get; init; }

    /// <summary>Their player's id.</summary>
    public required string Author { get; init; }

    /// <summary>Their player's id.</summary>
    public required string Addressee { get; init; }

    /// <summary>To be paid, or to be staked by each.</summary>
    public required long Coins { get; init; }

    /// <summary>1..100 characters, not escaped. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>From then on it is too late to answer.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    [JsonIgnore]
    public Snowflake From => Player.UserOf(Author);

    [JsonIgnore]
    public Snowflake To => Player.UserOf(Addressee);

    public bool IsOpen(DateTimeOffset now) => now < ClosesAt;
}
