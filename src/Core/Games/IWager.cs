using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>What a player chose in a game that one draw settles.</summary>
public interface IWager
{
    /// <summary>The game's name, under which <see cref="Provable"/> knows its rule.</summary>
    string Game { get; }

    /// <summary>The choice in the game's own words; ASCII. Together with the seeds it is all that a replay needs.</summary>
    string Input { get; }

    /// <summary>Takes the round's numbers and says what came out, in the game's own words; ASCII.</summary>
    string Draw(FairDraws draws);

    /// <summary>Coins returned for a result, the stake included; 0 when lost.</summary>
    /// <param name="result">What <see cref="Draw"/> gave.</param>
    /// <param name="stake">Coins, at least 1.</param>
    /// <param name="rates">What the house pays.</param>
    long Payout(string result, long stake, Rates rates);
}
