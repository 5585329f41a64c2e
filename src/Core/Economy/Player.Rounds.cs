using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Rounds and the seeds they are drawn from.</summary>
public sealed partial class Player
{
    /// <summary>Tosses coins without a stake.</summary>
    /// <param name="count">1..100.</param>
    /// <param name="occasion">When and why.</param>
    public Round Flip(int count, Occasion occasion)
    {
        var result = CoinFlip.Write(CoinFlip.Toss(NextDraws(), count));
        return Settle(CoinFlip.Game, result.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), result, 0, 0, occasion);
    }

    /// <summary>Keeps the seed whose hash is about to be shown, so that it is the one that counts.</summary>
    public void PublishSeed() => IsChanged |= Version == 0;

    /// <summary>Chooses the text that goes into every further round.</summary>
    /// <param name="seed">What <see cref="Seeds.IsClientSeed"/> takes.</param>
    public void ChooseClientSeed(string seed)
    {
        if (!Seeds.IsClientSeed(seed))
        {
            throw new ArgumentException("A client seed has 1..64 characters that show, and no backquote.", nameof(seed));
        }

        Seeds.Client = seed;
        IsChanged = true;
    }

    /// <summary>Reveals the server seed and goes on with a fresh one; the revealed one belongs into the same commit.</summary>
    /// <exception cref="InvalidOperationException">A round is open: the seed would tell how it goes on.</exception>
    public RevealedSeed RotateSeed(Entropy entropy, Occasion occasion)
    {
        if (Undecided(occasion.At) is not null)
        {
            throw new InvalidOperationException("A seed that a round is still drawn from cannot be revealed.");
        }

        LeaveShift(occasion);
        var revealed = new RevealedSeed
        {
            Id = RevealedSeed.IdOf(Id, Seeds.Number),
            Player = Id,
            Number = Seeds.Number,
            Server = Seeds.Server,
            RevealedAt = occasion.At,
        };
        Seeds = new Seeds { Number = Seeds.Number + 1, Server = entropy.ServerSeed(), Client = Seeds.Client };
        IsChanged = true;
        return revealed;
    }

    private FairDraws NextDraws()
    {
        Seeds.Nonce++;
        return new FairDraws(Seeds.Server, Seeds.Client, Seeds.Nonce);
    }

    private Round Settle(string game, string input, string result, long stake, long payout, Occasion occasion) =>
        Record(new Round(game, Seeds.Number, Seeds.Client, Seeds.Nonce, input, result, stake, payout, occasion.At, occasion.Interaction));

    private Round Record(Round round)
    {
        if (!Provable.Knows(round.Game))
        {
            throw new InvalidOperationException($"'{round.Game}' has no rule in Games/Provable, so nobody could check its rounds.");
        }

        LeaveShift(new Occasion(round.Interaction, round.At));
        Rounds.Rounds.Add(round);
        IsChanged = true;
        return round;
    }
}
