using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Events;

/// <summary>Something a user or server bought from a bot, or was given, as Discord last told. The id is the bot's and the entitlement's.</summary>
public sealed class EntitlementRecord : Document, IDocument<EntitlementRecord>
{
    /// <summary>After it ended or was taken back: long enough to answer a dispute about a payment.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(180);

    /// <summary>What somebody has.</summary>
    public static readonly Index<EntitlementRecord> ByUser = new("entitlements_by_user", [IndexField.Text(nameof(User))]);

    public static Collection<EntitlementRecord> Collection { get; } = new("entitlements", StoredJson.Default.EntitlementRecord, ByUser);

    public required Snowflake Bot { get; init; }

    public required Snowflake Entitlement { get; init; }

    public required Snowflake Sku { get; set; }

    /// <summary>Discord's number: 1 a purchase … 8 a subscription; open.</summary>
    public int Kind { get; set; }

    /// <summary>Null: it belongs to a server.</summary>
    public Snowflake? User { get; set; }

    /// <summary>Null: it belongs to a user.</summary>
    public Snowflake? Guild { get; set; }

    /// <summary>Null: from the beginning.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>Null: without an end, as a subscription that runs has none.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsConsumed { get; set; }

    /// <summary>The event it was last told by.</summary>
    public required DateTimeOffset ToldAt { get; set; }

    public static string IdOf(Snowflake bot, Snowflake entitlement) => $"{bot}/{entitlement}";

    /// <summary>Takes over what an event tells, unless a later one has told more. A deletion is final.</summary>
    /// <returns>False: nothing new.</returns>
    internal bool Take(EntitlementData data, string type, DateTimeOffset at)
    {
        var deletes = data.Deleted || type == WebhookEvent.EntitlementDeleted;
        var before = (Sku, Kind, User, Guild, StartsAt, EndsAt, IsDeleted, IsConsumed, ToldAt);
        IsDeleted |= deletes;
        // What is consumed stays so; an older event, or the creation told again in the same millisecond, knows less.
        IsConsumed |= data.Consumed;
        if (Version == 0 || at > ToldAt || (at == ToldAt && type != WebhookEvent.EntitlementCreated))
        {
            (Sku, Kind, User, Guild, StartsAt, EndsAt, ToldAt) = (data.SkuId, data.Type, data.UserId, data.GuildId, data.StartsAt, data.EndsAt, at);
        }

        ExpiresAt = IsDeleted ? (EndsAt < ToldAt ? EndsAt : ToldAt) + KeptAfterwards : EndsAt + KeptAfterwards;
        return Version == 0 || before != (Sku, Kind, User, Guild, StartsAt, EndsAt, IsDeleted, IsConsumed, ToldAt);
    }
}
