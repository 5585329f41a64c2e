using System.Text.Json.Serialization;
using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Storage;

/// <summary>How documents are written down: names in camel case, moments as Unix milliseconds, enums by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UseStringEnumConverter = true,
    Converters = [typeof(MomentConverter)])]
[JsonSerializable(typeof(Player))]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(RoundPage))]
[JsonSerializable(typeof(RevealedSeed))]
[JsonSerializable(typeof(StarterClaim))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditDay))]
[JsonSerializable(typeof(JobRecord))]
[JsonSerializable(typeof(OutboxMessage))]
[JsonSerializable(typeof(QuarantinedToken))]
[JsonSerializable(typeof(Installation))]
[JsonSerializable(typeof(EntitlementRecord))]
[JsonSerializable(typeof(ReportRecord))]
[JsonSerializable(typeof(Ballot))]
[JsonSerializable(typeof(Transfer))]
[JsonSerializable(typeof(Census))]
[JsonSerializable(typeof(Offer))]
[JsonSerializable(typeof(WaitingLine))]
[JsonSerializable(typeof(AppealRecord))]
[JsonSerializable(typeof(Erasure))]
[JsonSerializable(typeof(Tombstone))]
internal sealed partial class StoredJson : JsonSerializerContext;

/// <summary>Every collection of the product: what a store must be able to keep.</summary>
public static class Collections
{
    /// <summary>
    /// Counts up when the form of stored documents changes so that the version before cannot read them, or this one not those from before. A backup with
    /// another number is not restored.
    /// </summary>
    public const int Schema = 1;

    /// <summary>
    /// In the order in which a backup copies them. Parts come after their owners (<see cref="Collection.Follows"/>), so that no owner misses one. A claim comes before
    /// the player it belongs to: a copy may then have a player without a claim, who knows by themselves that they started, but never a claim whose player got nothing.
    /// An erasure under way is copied before the player and the tombstone after: a copy has the player, or the tombstone, and in any case the erasure that brings the rest about.
    /// </summary>
    public static IReadOnlyList<Collection> All =>
    [
        StarterClaim.Collection, Erasure.Collection, Player.Collection, LedgerPage.Collection, RoundPage.Collection, RevealedSeed.Collection, Tombstone.Collection,
        AuditDay.Collection, AuditEntry.Collection,
        JobRecord.Collection, OutboxMessage.Collection, QuarantinedToken.Collection, Installation.Collection, EntitlementRecord.Collection,
        ReportRecord.Collection,
        Ballot.Collection,
        Transfer.Collection, Census.Collection, Offer.Collection, WaitingLine.Collection,
        AppealRecord.Collection,
    ];

    /// <summary>What a backup holds, in the same order.</summary>
    public static IReadOnlyList<Collection> Lasting => [.. All.Where(collection => !collection.IsPassing)];
}
