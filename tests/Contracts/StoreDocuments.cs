using System.Text.Json.Serialization;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

/// <summary>A document with a field of every kind an index can sort by.</summary>
public sealed class Card : Document, IDocument<Card>
{
    public static readonly Index<Card> ByPoints = new("card_by_points", [IndexField.Text(nameof(Owner))], IndexField.Integer(nameof(Points)));

    public static readonly Index<Card> BySeenAt = new("card_by_seen_at", [IndexField.Text(nameof(Owner))], IndexField.Moment(nameof(SeenAt)));

    public static readonly Index<Card> ByNote = new("card_by_note", [IndexField.Text(nameof(Owner))], IndexField.Text(nameof(Note)));

    public static readonly Index<Card> ByOwner = new("card_by_owner", [IndexField.Text(nameof(Owner))]);

    public static readonly Index<Card> ByPointsAndSeenAt =
        new("card_by_points_and_seen_at", [IndexField.Integer(nameof(Points)), IndexField.Moment(nameof(SeenAt))]);

    public static readonly Index<Card> ByDueAt = new("card_by_due_at", [], IndexField.Moment(nameof(DueAt)));

    public static Collection<Card> Collection { get; } =
        new("cards", StoreDocumentsJson.Default.Card, ByPoints, BySeenAt, ByNote, ByOwner, ByPointsAndSeenAt, ByDueAt);

    public required string Owner { get; init; }

    public long Points { get; set; }

    public DateTimeOffset SeenAt { get; set; } = TestClock.Start;

    public DateTimeOffset? DueAt { get; set; }

    public string Note { get; set; } = "";

    public List<string> Tags { get; set; } = [];
}

/// <summary>A document whose code no other may have.</summary>
public sealed class Badge : Document, IDocument<Badge>
{
    public static readonly Index<Badge> ByCode = new("badge_by_code", [IndexField.Text(nameof(Code))], unique: true);

    public static Collection<Badge> Collection { get; } = new("badges", StoreDocumentsJson.Default.Badge, ByCode);

    public required string Code { get; set; }
}

/// <summary>A document that increments make.</summary>
public sealed class Tally : Document, IDocument<Tally>
{
    public static Collection<Tally> Collection { get; } = new("tallies", StoreDocumentsJson.Default.Tally);

    public long Count { get; set; }

    public long OtherCount { get; set; }

    public string? Label { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(MomentConverter)])]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(Badge))]
[JsonSerializable(typeof(Tally))]
internal sealed partial class StoreDocumentsJson : JsonSerializerContext;
