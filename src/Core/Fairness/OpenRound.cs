using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Fairness;

/// <summary>A round of several moves that is not settled; its stake lies in escrow.</summary>
/// <param name="Game">Which game's rule plays it.</param>
/// <param name="Seed">The number of the server seed it is drawn from; that seed cannot be revealed meanwhile.</param>
/// <param name="Client">The client seed at its start.</param>
/// <param name="Nonce">Its number under that server seed.</param>
/// <param name="Input">What was chosen so far, in the game's own words.</param>
/// <param name="Stake">Coins in escrow from the start, at least 1.</param>
/// <param name="DueAt">When it counts as abandoned, unless a move is made before.</param>
/// <param name="Interaction">What it was begun by.</param>
/// <param name="StakedAt">When the stake went into escrow, as it counts towards the player's caps. Null: a version wrote it that did not keep that.</param>
/// <param name="Added">Coins in escrow that moves added to the stake.</param>
public sealed record OpenRound(
    string Game,
    int Seed,
    string Client,
    long Nonce,
    string Input,
    long Stake,
    DateTimeOffset DueAt,
    Snowflake Interaction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StakedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Added = 0)
{
    /// <summary>All its coins in escrow.</summary>
    [JsonIgnore]
    public long Staked => Stake + Added;

    /// <summary>By which moment its coins count towards the player's caps.</summary>
    [JsonIgnore]
    public DateTimeOffset BookedAt => StakedAt ?? Interaction.CreatedAt;

    [JsonIgnore]
    public RoundName Name => new(Seed, Nonce);
}
