using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Offers;

/// <summary>
/// Who waits in /flipqueue with one stake. Whoever joins reads this one document and writes it in the same commit: of two who come at the same moment the second
/// is told to look again, and finds the first. It says only where to look; whether somebody still waits, and their coins, their own player knows
/// (<see cref="Economy.Player.Queued"/>). So who leaves need not touch it.
/// </summary>
public sealed class WaitingLine : Document, IDocument<WaitingLine>
{
    /// <summary>Only those wait side by side who may not meet; a line this long is a crowd who all blocked each other.</summary>
    public const int MostTickets = 20;

    public static Collection<WaitingLine> Collection { get; } = new("waiting_lines", StoredJson.Default.WaitingLine) { IsPassing = true };

    /// <summary>First come, first served.</summary>
    [JsonInclude]
    public List<Ticket> Tickets { get; internal set; } = [];

    /// <summary>Its name within its bot.</summary>
    public static string NameOf(long stake) => stake.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Puts those who wait in the place of those who did; the line passes with the last of them.</summary>
    public void Keep(IEnumerable<Ticket> tickets)
    {
        Tickets = [.. tickets];
        ExpiresAt = Tickets.Count > 0 ? Tickets.Max(ticket => ticket.DueAt) : ExpiresAt;
    }
}

/// <summary>Somebody who waits, and how they are told. Not a record: nothing prints the token.</summary>
public sealed class Ticket
{
    /// <summary>The interaction that made it.</summary>
    public required Snowflake Id { get; init; }

    public required Snowflake User { get; init; }

    /// <summary>Of that interaction, a secret; it lives longer than the ticket.</summary>
    public required string Token { get; init; }

    /// <summary>The language of the reply they wait below.</summary>
    public required string Locale { get; init; }

    /// <summary>True: they alone see that reply.</summary>
    public required bool IsPrivate { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}
