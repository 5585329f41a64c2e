using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Fairness;

/// <summary>A round of several moves that is not settled; its stake lies in escrow.</summary>
/// <param name="Game">Which game's rule plays it.</param>
/// <param name="Seed">The number of the server seed it is drawn from; that seed cannot be revealed meanwhile.</param>
/// <param name="Client">The client seed at its start.</param>
/// <param name="Nonce">Its number under that server seed.</param>
/// <param name="Input">What was chosen so far, in the game's own words.</param>
/// <param name="Stake">Coins in escrow, at least 1.</param>
/// <param name="DueAt">When it counts as abandoned, unless a move is made before.</param>
/// <param name="Interaction">What it was begun by.</param>
public sealed record OpenRound(
    string Game, int Seed, string Client, long Nonce, string Input, long Stake, DateTimeOffset DueAt, Snowflake Interaction)
{
    [JsonIgnore]
    public RoundName Name => new(Seed, Nonce);
}
