using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.PersonalData;

/// <summary>
/// That somebody asked for everything about them to be erased. It stays until the last of it is done, in the very commit that does it, so an erasure that
/// was cut off anywhere is gone on with. A backup has it: whoever restores one that is younger than <see cref="Delay"/> has every erasure still before them.
/// </summary>
public sealed class Erasure : Document, IDocument<Erasure>
{
    /// <summary>To think it over.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(72);

    public static readonly Index<Erasure> ByDue = new("erasures_by_due", [], IndexField.Moment(nameof(DueAt)));

    public static Collection<Erasure> Collection { get; } = new("erasures", StoredJson.Default.Erasure, ByDue);

    /// <summary>The player's id, whether there is one or not.</summary>
    public required string Player { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From then on it is not taken back any more.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the job began with it. Null: it did not; afterwards it cannot be taken back, whatever a clock says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? BegunAt { get; set; }

    /// <summary>Its name among the documents of a bot.</summary>
    public static string NameOf(Snowflake user) => user.ToString();

    public bool MayBeUndone(DateTimeOffset now) => BegunAt is null && now < DueAt;
}
