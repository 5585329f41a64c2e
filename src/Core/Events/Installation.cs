using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Events;

/// <summary>That somebody authorised a bot, for a server or for themselves. The id is the bot's and the user's.</summary>
public sealed class Installation : Document, IDocument<Installation>
{
    /// <summary>After a user has taken their authorisation back.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(30);

    public static Collection<Installation> Collection { get; } = new("installations", StoredJson.Default.Installation);

    public required Snowflake Bot { get; init; }

    public required Snowflake User { get; init; }

    /// <summary>The latest time. Null: only the end of it was heard of so far.</summary>
    public DateTimeOffset? AuthorizedAt { get; set; }

    /// <summary>The latest time. Null: never.</summary>
    public DateTimeOffset? DeauthorizedAt { get; set; }

    /// <summary>Null: not greeted yet.</summary>
    public DateTimeOffset? GreetedAt { get; set; }

    /// <summary>Decided by when things happened, not by when they were heard of.</summary>
    [JsonIgnore]
    public bool IsInForce => AuthorizedAt is { } from && !(DeauthorizedAt >= from);

    public static string IdOf(Snowflake bot, Snowflake user) => $"{bot}/{user}";

    /// <returns>False: nothing new.</returns>
    public bool Authorize(DateTimeOffset at)
    {
        if (AuthorizedAt >= at)
        {
            return false;
        }

        AuthorizedAt = at;
        ExpiresAt = Expiry();
        return true;
    }

    /// <inheritdoc cref="Authorize"/>
    public bool Deauthorize(DateTimeOffset at)
    {
        if (DeauthorizedAt >= at)
        {
            return false;
        }

        DeauthorizedAt = at;
        ExpiresAt = Expiry();
        return true;
    }

    private DateTimeOffset? Expiry() => IsInForce ? null : DeauthorizedAt + KeptAfterwards;
}
