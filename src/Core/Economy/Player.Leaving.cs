using System.Text.Json.Serialization;
using FlippyFlip.Core.PersonalData;

namespace FlippyFlip.Core.Economy;

/// <summary>Going away for good, and coming back.</summary>
public sealed partial class Player
{
    /// <summary>When all that is stored about the player is erased, as they asked. Null: they stay.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ErasureDueAt { get; internal set; }

    /// <summary>The version that the first commit gives: above that of an erased player of the same name, or one who read that could overwrite this.</summary>
    [JsonIgnore]
    internal long FirstVersion { get; private set; } = 1;

    /// <summary>True when the erasure may have taken pages away already: a picture taken at or after this moment need not add up.</summary>
    public bool IsGoneBy(DateTimeOffset moment) => ErasureDueAt <= moment;

    /// <summary>Nothing but what concerns their own data is done for them any more.</summary>
    public void Leave(DateTimeOffset dueAt)
    {
        ErasureDueAt = dueAt;
        IsChanged = true;
    }

    public void Stay()
    {
        ErasureDueAt = null;
        IsChanged = true;
    }

    /// <summary>Takes over what outlived the erasure of the player who had this name; this one is not stored yet.</summary>
    internal void Return(Tombstone tombstone) =>
        (Sanction, ExcludedUntil, FirstVersion) = (tombstone.Sanction, tombstone.ExcludedUntil, tombstone.LastVersion + 1);
}
