using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;

namespace FlippyFlip.Core.PersonalData;

/// <summary>Whom documents are about, in every form in which they name somebody.</summary>
/// <param name="Bot">Through which bot; what another bot keeps is another's.</param>
/// <param name="User">By their Discord id.</param>
/// <param name="Player">By their player's id.</param>
/// <param name="Claim">By the hash that their starter bonus is remembered under.</param>
/// <param name="Tombstone">By the hash that outlives an erasure.</param>
public sealed record Subject(Snowflake Bot, Snowflake User, string Player, string Claim, string Tombstone)
{
    /// <param name="player">A player's id.</param>
    /// <param name="pepper">The installation's secret.</param>
    /// <exception cref="FormatException">It is not a player's id.</exception>
    public static Subject Of(string player, ReadOnlySpan<byte> pepper) => player.Split('/') is [var bot, _, var user]
        ? new Subject(Snowflake.Parse(bot), Snowflake.Parse(user), player, StarterClaim.IdOf(player, pepper), PersonalData.Tombstone.IdOf(player, pepper))
        : throw new FormatException("A player's id has three parts.");

    /// <summary>A name that only who knows the secret can make from an id, and nobody can turn back.</summary>
    /// <param name="purpose">Keeps the hashes of different things apart.</param>
    /// <param name="text">What is hashed.</param>
    /// <param name="pepper">The installation's secret.</param>
    internal static string Hash(string purpose, string text, ReadOnlySpan<byte> pepper) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes($"{purpose} {text}")));
}
