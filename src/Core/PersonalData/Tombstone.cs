using System.Text.Json.Serialization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.PersonalData;

/// <summary>
/// What outlives an erasure: no name, only a keyed hash of whose it was, that it happened, and what may not be shaken off by it (a sanction, a break from staking).
/// Somebody who was never seen claims this place with their first commit, by a document that expires at once: whoever has a tombstone learns so from the
/// conflict, and nobody pays a round trip for it.
/// </summary>
public sealed class Tombstone : Document, IDocument<Tombstone>
{
    /// <summary>Longer than any backup is kept, so that one that is restored cannot bring somebody back unnoticed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static Collection<Tombstone> Collection { get; } = new("tombstones", StoredJson.Default.Tombstone);

    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>The erased player's. One that comes back begins above it, so that a writer who read the old one cannot overwrite the new one.</summary>
    public long LastVersion { get; init; }

    /// <summary>Null: they were free to come back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Sanction? Sanction { get; init; }

    /// <summary>Until when they had excluded themselves from staking. Null: they had not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExcludedUntil { get; init; }

    public static string IdOf(string player, ReadOnlySpan<byte> pepper) => Subject.Hash("erased", player, pepper);

    /// <param name="id">From <see cref="IdOf"/>.</param>
    /// <param name="player">Who is erased. Null: they had no player.</param>
    /// <param name="now">When.</param>
    public static Tombstone Of(string id, Player? player, DateTimeOffset now)
    {
        var sanction = player?.Sanction?.Holds(now) == true ? player.Sanction : null;
        var excluded = player?.ExcludedUntil > now ? player.ExcludedUntil : null;
        DateTimeOffset?[] ends = [now + Kept, sanction?.Until, excluded];
        return new Tombstone
        {
            Id = id,
            ErasedAt = now,
            LastVersion = player?.Version ?? 0,
            Sanction = sanction,
            ExcludedUntil = excluded,
            ExpiresAt = sanction is { Until: null } ? null : ends.Max(),
        };
    }

    /// <summary>Takes the place of one that is not there: it does not exist for any reader, and cannot be written where a real one stands.</summary>
    internal static Tombstone Nobody(string id, DateTimeOffset now) => new() { Id = id, ErasedAt = now, ExpiresAt = now };
}
