using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Economy;

/// <summary>Whom a player had pinged of late: whatever somebody sends and takes back, it calls nobody again and again.</summary>
public sealed partial class Player
{
    /// <summary>Null: nobody, or not for long.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<Pinged>? Pings { get; internal set; }

    /// <summary>Notes that somebody is pinged for this player.</summary>
    /// <param name="user">Whom the player addresses.</param>
    /// <param name="rates">Know how often that may be.</param>
    /// <param name="now">The moment.</param>
    /// <returns>False: they were pinged for this player not long ago, or too many others were, and are not again.</returns>
    public bool Ping(Snowflake user, Rates rates, DateTimeOffset now)
    {
        ForgetPings(pinged => pinged.Until <= now);
        if (Pings?.Count >= rates.MostPings || Pings?.Exists(pinged => pinged.User == user) == true)
        {
            return false;
        }

        (Pings ??= []).Add(new Pinged(user, now + rates.PingInterval));
        NoteDue();
        return true;
    }

    /// <summary>Somebody took up what they were called for: they may be called again.</summary>
    public void Welcome(Snowflake user) => ForgetPings(pinged => pinged.User == user);

    /// <returns>False: there were none of the kind.</returns>
    private bool ForgetPings(Predicate<Pinged> which)
    {
        if (Pings?.RemoveAll(which) is not > 0)
        {
            return false;
        }

        Pings = Pings.Count > 0 ? Pings : null;
        NoteDue();
        return true;
    }
}

/// <summary>Somebody who was pinged.</summary>
/// <param name="User">Who.</param>
/// <param name="Until">Until when they are not pinged again for the same player.</param>
public sealed record Pinged(Snowflake User, DateTimeOffset Until);
