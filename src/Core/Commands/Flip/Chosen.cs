using FlippyFlip.Core.Commands.Casino;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>What somebody chose in a round, in words: its record has the game's own code, which is made for replaying it.</summary>
internal static class Chosen
{
    private static readonly Dictionary<string, Func<string, Phrase?>> Words = new(StringComparer.Ordinal)
    {
        [CoinFlip.Game] = input => CoinCall.Parse(input) is { } call ? Side(call.Input[0]) : null,
        [DiceCall.GameName] = input => Dice(DiceCall.Parse(input)),
        [RouletteSpin.GameName] = input => RouletteSpin.Parse(input) is { } spin ? Phrase.Join(", ", spin.Bets.Select(RouletteCards.Named)) : null,
        [HigherNumber.Duel] = Against,
        [HigherNumber.Queue] = Against,
        [Games.FlipStreak.Table.Game] = input => Moves(input, Side),
        [Games.HighLow.Table.Game] = input => Moves(input, Call),
        [Games.Blackjack.Table.Game] = input => Moves(input, Play),
        [Games.Mines.Table.Game] = Fields,
    };

    private static Phrase CashedOut => Phrase.Of("cashed out");

    /// <param name="round">Any round.</param>
    /// <returns>Null: nothing was chosen but the stake.</returns>
    public static Phrase? In(Round round) => round.Input.Length > 0 && Words.TryGetValue(round.Game, out var words) ? words(round.Input) : null;

    private static Phrase Moves(string moves, Func<char, Phrase> word) => Phrase.Join(", ", moves.Select(word));

    private static Phrase Side(char side) => side switch { 'H' => Phrase.Of("Heads"), 'T' => Phrase.Of("Tails"), _ => CashedOut };

    private static Phrase Dice(DiceCall call) => call.Direction == Direction.Over ? Phrase.Say($"Over {call.Target:N0}") : Phrase.Say($"Under {call.Target:N0}");

    private static Phrase Against(string numbers) => Phrase.Say($"against {HigherNumber.Last(numbers):N0}");

    private static Phrase Call(char call) => call switch { Games.HighLow.Higher => Phrase.Of("Higher"), Games.HighLow.Lower => Phrase.Of("Lower"), _ => CashedOut };

    /// <summary>Whoever leaves a round of this game stands.</summary>
    private static Phrase Play(char move) => move switch
    {
        Games.Blackjack.Hit => Phrase.Of("Hit"),
        Games.Blackjack.Double => Phrase.Of("Double"),
        Games.Blackjack.Split => Phrase.Of("Split"),
        Games.Blackjack.Insure => Phrase.Of("Insurance"),
        _ => Phrase.Of("Stand"),
    };

    /// <summary>The mines, and the fields as they were opened, 1 to 16 from the top left.</summary>
    private static Phrase Fields(string input)
    {
        var digits = input.TakeWhile(char.IsAsciiDigit).Count();
        var (mines, moves) = (int.Parse(input.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture), input[digits..]);
        var opened = moves.Where(move => move != Tables.CashOut).Select(move => move - Games.Mines.Open(0) + 1).ToList();
        return Phrase.Join(", ", new[]
        {
            Phrase.Say($"{mines:mines}"),
            opened.Count > 0 ? Phrase.Say($"opened {string.Join(' ', opened)}") : null,
            moves.EndsWith(Tables.CashOut) ? CashedOut : null,
        }.OfType<Phrase>());
    }
}
