using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Economy;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class StarterClaimTests
{
    private static readonly byte[] Pepper = Encoding.UTF8.GetBytes("pepper of this installation");

    [Fact]
    public void Its_id_is_the_keyed_hash_of_the_player()
    {
        using var hmac = new HMACSHA256(Pepper);
        Assert.Equal(Convert.ToHexStringLower(hmac.ComputeHash("100/global/200"u8.ToArray())), StarterClaim.IdOf("100/global/200", Pepper));
    }

    [Fact]
    public void Each_player_of_each_bot_has_their_own() => Assert.Equal(
        4,
        new[]
        {
            StarterClaim.IdOf("100/global/200", Pepper),
            StarterClaim.IdOf("100/global/201", Pepper),
            StarterClaim.IdOf("101/global/200", Pepper),
            StarterClaim.IdOf("100/global/200", "another installation"u8),
        }.Distinct().Count());

    [Fact]
    public void It_names_nobody()
    {
        var claim = new StarterClaim { Id = StarterClaim.IdOf("100/global/200", Pepper), ClaimedAt = StandingClock.Monday };
        Assert.Equal($$"""{"claimedAt":1767614400000,"id":"{{claim.Id}}","version":0}""", Stored.Json(claim));
    }
}
