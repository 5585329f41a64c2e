using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Outbox;

/// <summary>Makes files of one kind at the moment when they are sent, from what is stored then.</summary>
/// <param name="kind">Stored with a message; never renamed.</param>
public abstract class Enclosing(string kind)
{
    public string Kind { get; } = kind;

    /// <param name="key">As the message names it.</param>
    /// <param name="ct">Ends it; the message comes back later.</param>
    /// <returns>Null: it would be larger than <see cref="Limits.File"/>, however it is packed.</returns>
    public abstract Task<EnclosedFile?> MakeAsync(string key, CancellationToken ct);
}
