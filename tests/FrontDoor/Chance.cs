using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.FrontDoor;

/// <summary>Chance without surprises, and a look at what it will bring.</summary>
public static class Chance
{
    /// <summary>The n-th secret is made of bytes n, and nobody waits by chance: retries follow at once.</summary>
    public static Entropy Counting()
    {
        var calls = 0;
        return new Entropy(bytes =>
        {
            // Two bytes are asked for only to spread retries over time.
            bytes.Fill(bytes.Length == 2 ? (byte)0 : (byte)Interlocked.Increment(ref calls));
        });
    }

    /// <summary>What the player's next toss will be.</summary>
    public static async Task<Side> NextSideAsync(this Visitor visitor) => CoinFlip.Toss(await visitor.NextDrawsAsync());

    /// <summary>The numbers of the player's next round.</summary>
    public static async Task<FairDraws> NextDrawsAsync(this Visitor visitor)
    {
        var seeds = (await visitor.Bot.PlayerAsync(visitor))!.Seeds;
        return new FairDraws(seeds.Server, seeds.Client, seeds.Nonce + 1);
    }

    /// <summary>A bet on the side that will come up.</summary>
    public static async Task<Seen> WinAsync(this Visitor visitor, string amount) =>
        await visitor.SayAsync($"/bet amount:{amount} side:{await visitor.NextSideAsync()}");

    /// <summary>A bet on the side that will not come up.</summary>
    public static async Task<Seen> LoseAsync(this Visitor visitor, string amount) =>
        await visitor.SayAsync($"/bet amount:{amount} side:{(Side)(1 - (int)await visitor.NextSideAsync())}");

    /// <summary>Free rounds, one a second, one toss each.</summary>
    public static async Task FlipAsync(this Visitor visitor, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            visitor.Bot.Clock.Advance(TimeSpan.FromSeconds(1));
            await visitor.SayAsync("/flip");
        }
    }

    /// <summary>Won bets of one coin, one a second: two movements and one round each.</summary>
    public static async Task BetAsync(this Visitor visitor, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            visitor.Bot.Clock.Advance(TimeSpan.FromSeconds(1));
            await visitor.WinAsync("1");
        }
    }
}
