using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>Draws any settled round again with the rule of its game.</summary>
public static class Provable
{
    private static readonly Dictionary<string, Func<Round, FairDraws, string>> Rules = new(StringComparer.Ordinal)
    {
        [CoinFlip.Game] = CoinFlip.Replay,
        [DiceCall.GameName] = (_, draws) => DiceCall.Roll(draws),
        [SlotsPull.GameName] = (_, draws) => SlotsPull.Spin(draws),
        [RouletteSpin.GameName] = (_, draws) => RouletteSpin.Spin(draws),
        [FlipStreak.Table.Game] = (round, draws) => FlipStreak.Play(round.Input, draws, Rates.Default).Result,
        [HighLow.Table.Game] = (round, draws) => HighLow.Play(round.Input, draws, Rates.Default).Result,
        [Blackjack.Table.Game] = (round, draws) => Blackjack.Play(round.Input, draws, Rates.Default).Result,
        [ShiftQuestion.Game] = (_, draws) => ShiftQuestion.Draw(draws).Result,
        [Scavenging.Game] = Scavenging.Replay,
        [HigherNumber.Duel] = HigherNumber.Replay,
        [HigherNumber.Queue] = HigherNumber.Replay,
        [Mines.Table.Game] = (round, draws) => Mines.Play(round.Input, draws, Rates.Default).Result,
    };

    /// <summary>Every game whose rounds can be drawn again; the verifier's page must have a rule for each.</summary>
    public static IReadOnlyCollection<string> Games => Rules.Keys;

    /// <summary>True when rounds of this game can be drawn again.</summary>
    public static bool Knows(string game) => Rules.ContainsKey(game);

    /// <summary>Null: no game of that name is known to this version.</summary>
    /// <param name="round">As recorded.</param>
    /// <param name="serverSeed">The seed of the round's number, 64 hex digits.</param>
    public static Proof? Replay(Round round, string serverSeed)
    {
        if (!Rules.TryGetValue(round.Game, out var rule))
        {
            return null;
        }

        var draws = new List<Draw>();
        var result = rule(round, new FairDraws(serverSeed, round.Client, round.Nonce, draws));
        return new Proof(result, draws, result == round.Result);
    }
}

/// <summary>A round drawn again.</summary>
/// <param name="Result">What comes out now.</param>
/// <param name="Draws">Every number taken, in order.</param>
/// <param name="Holds">True when it is what was recorded.</param>
public sealed record Proof(string Result, IReadOnlyList<Draw> Draws, bool Holds);
