using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>
/// The tombstone that keeps the starter bonus to once in a lifetime: no name, only a keyed hash of whose it was. It outlives the player's erasure.
/// </summary>
public sealed class StarterClaim : Document, IDocument<StarterClaim>
{
    public static Collection<StarterClaim> Collection { get; } = new("starter_claims", StoredJson.Default.StarterClaim);

    public required DateTimeOffset ClaimedAt { get; init; }

    /// <param name="player">The player's id.</param>
    /// <param name="pepper">The installation's secret; without it the hash cannot be guessed from a list of users.</param>
    public static string IdOf(string player, ReadOnlySpan<byte> pepper) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(player)));
}
