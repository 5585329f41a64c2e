using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Fairness;

/// <summary>A shift whose question is not answered; what it asks is drawn from its seeds and stored nowhere.</summary>
/// <param name="Career">What it is paid by, whatever becomes of the player's job meanwhile.</param>
/// <param name="Seed">The number of the server seed it is drawn from; that seed cannot be revealed meanwhile.</param>
/// <param name="Client">The client seed at its start.</param>
/// <param name="Nonce">Its number under that server seed.</param>
/// <param name="IsAsked">False: what is to be remembered is still shown, and no answer is taken.</param>
/// <param name="DueAt">Up to then an answer is in time.</param>
/// <param name="GoneAt">From then on no answer is taken.</param>
/// <param name="Interaction">What it was begun by.</param>
public sealed record OpenShift(
    string Career, int Seed, string Client, long Nonce, bool IsAsked, DateTimeOffset DueAt, DateTimeOffset GoneAt, Snowflake Interaction)
{
    [JsonIgnore]
    public RoundName Name => new(Seed, Nonce);
}
