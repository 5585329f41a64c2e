using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Audit;

/// <summary>What an operator did, written in the same commit as what they did, chained to the entry before it on that day.</summary>
public sealed class AuditEntry : Document, IDocument<AuditEntry>
{
    public static readonly Index<AuditEntry> ByDay = new("audit_by_day", [IndexField.Text(nameof(Day))], IndexField.Integer(nameof(Number)));

    /// <summary>What was done about somebody or something.</summary>
    public static readonly Index<AuditEntry> ByTarget = new("audit_by_target", [IndexField.Text(nameof(Target))], IndexField.Moment(nameof(At)));

    public static Collection<AuditEntry> Collection { get; } = new("audit", StoredJson.Default.AuditEntry, ByDay, ByTarget)
    {
        Follows = Following.Of<AuditDay, AuditEntry>(entry => entry.Day, (day, entry) => entry.Number <= day.Count),
    };

    /// <summary>The id of the day's <see cref="AuditDay"/>.</summary>
    public required string Day { get; init; }

    /// <summary>From 1 each day.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Snowflake Actor { get; init; }

    /// <summary>The command's name.</summary>
    public required string Action { get; init; }

    /// <summary>What was acted on, such as a player's id. Null: the action has no object, or it was <see cref="Redact">redacted</see>.</summary>
    public string? Target { get; set; }

    /// <summary>What the chain hashes the target with, so that the target can be taken out and the chain still holds. Null: it hashes the target as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Salt { get; set; }

    /// <summary>What stands in the chain for a target that was taken out. Null: it is there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mark { get; set; }

    /// <summary>One line of what was asked for and why. Names no user: whoever is acted on is the target, or their id outlives them.</summary>
    public required string Details { get; init; }

    public required Snowflake Interaction { get; init; }

    /// <summary>SHA-256, lower-case hex, of the previous entry's hash and this entry's fields; empty before the first of a day.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash this entry must have, given the one before it.</summary>
    public string HashAfter(string previous) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n',
        previous,
        Day,
        Number.ToString(CultureInfo.InvariantCulture),
        At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        Actor.ToString(),
        Action,
        Named,
        Details,
        Interaction.ToString()))));

    /// <summary>Takes the target out for good. The entry still follows from the one before it; one from a time without salts does not, while those after it do.</summary>
    public void Redact() => (Mark, Target, Salt) = (Salt is null ? "erased" : Named, null, null);

    private string? Named => Mark ?? (Salt is { } salt && Target is { } target ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt} {target}"))) : Target);
}

/// <summary>The end of a day's chain.</summary>
public sealed class AuditDay : Document, IDocument<AuditDay>
{
    private const int MostRecent = 16;

    public static Collection<AuditDay> Collection { get; } = new("audit_days", StoredJson.Default.AuditDay);

    /// <summary>Entries so far.</summary>
    public long Count { get; set; }

    /// <summary>The last entry's hash; empty before the first.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The interactions of the last entries, so that one that Discord delivers twice is not written twice. At most <see cref="MostRecent"/>.</summary>
    public List<Snowflake> Recent { get; init; } = [];

    public static string IdOf(Snowflake bot, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{bot}/{now.UtcDateTime:yyyy-MM-dd}");

    /// <summary>Adds to the chain; the entry and this day belong into one commit.</summary>
    /// <param name="at">When.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action">The command's name.</param>
    /// <param name="target">As <see cref="AuditEntry.Target"/>.</param>
    /// <param name="details">As <see cref="AuditEntry.Details"/>.</param>
    /// <param name="interaction">What it was done by.</param>
    /// <param name="salt">Makes one from the entry's id that nobody can guess. Null: the target is no person and never taken out.</param>
    public AuditEntry Append(
        DateTimeOffset at, Snowflake actor, string action, string? target, string details, Snowflake interaction, Func<string, string>? salt = null)
    {
        Count++;
        if (interaction != default)
        {
            Recent.Add(interaction);
        }

        if (Recent.Count > MostRecent)
        {
            Recent.RemoveAt(0);
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{Id}/{Count:D8}");
        AuditEntry Entry(string hash) => new()
        {
            Id = id,
            Salt = target is null ? null : salt?.Invoke(id),
            Day = Id,
            Number = Count,
            At = at,
            Actor = actor,
            Action = action,
            Target = target,
            Details = details,
            Interaction = interaction,
            Hash = hash,
        };

        Hash = Entry("").HashAfter(Hash);
        return Entry(Hash);
    }
}
