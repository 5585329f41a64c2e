using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class SeedsTests
{
    [Fact]
    public void The_first_seeds_are_unguessable_and_count_from_one()
    {
        var seeds = Seeds.First(Dice.Seeded(1));
        Assert.Equal((1, 0L, 64, 16), (seeds.Number, seeds.Nonce, seeds.Server.Length, seeds.Client.Length));
        Assert.Matches("^[0-9a-f]{64}$", seeds.Server);
        Assert.Matches("^[0-9a-f]{16}$", seeds.Client);
        Assert.Equal(FairDraws.Hash(seeds.Server), seeds.Hash);
        Assert.NotEqual(seeds.Server, Seeds.First(Dice.Seeded(2)).Server);
    }
}
