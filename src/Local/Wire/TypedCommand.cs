using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Wire;

/// <summary>A command with what a person gave it.</summary>
/// <param name="Id">The registered command's.</param>
/// <param name="Name">Its default name.</param>
/// <param name="Options">The interaction's <c>data.options</c>.</param>
/// <param name="Mentioned">The users among the values, for <c>data.resolved</c>.</param>
internal record TypedCommand(Snowflake Id, string Name, JsonArray Options, IReadOnlyList<Snowflake> Mentioned)
{
    /// <summary>1 typed after a slash, 2 of a user, 3 of a message.</summary>
    public int Type { get; init; } = 1;
}
