using FlippyFlip.Core.Commands.Casino;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>What somebody chose in a round, in words: its record has the game's own code, which is made for replaying it.</summary>
internal static class Chosen
{
    /// <summary>By the game, from what was chosen and how the end of a round that could have gone on is called.</summary>
    private static readonly Dictionary<string, Func<string, Phrase, Phrase?>> Words = new(StringComparer.Ordinal)
    {
        [CoinFlip.Game] = (input, _) => CoinCall.Parse(input) is { } call ? Side(call.Input[0]) : null,
        [DiceCall.GameName] = (input, _) => Dice(DiceCall.Parse(input)),
        [RouletteSpin.GameName] = (input, _) => RouletteSpin.Parse(input) is { } spin ? Phrase.Join(", ", spin.Bets.Select(RouletteCards.Named)) : null,
        [HigherNumber.Duel] = (input, _) => Against(input),
        [HigherNumber.Queue] = (input, _) => Against(input),
        [Games.FlipStreak.Table.Game] = (input, end) => Moves(input, Side, end),
        [Games.HighLow.Table.Game] = (input, end) => Moves(input, Call, end),
        [Games.Blackjack.Table.Game] = (input, end) => Moves(input, Play, end),
        [Games.Mines.Table.Game] = Fields,
    };

    /// <param name="round">Any round.</param>
    /// <returns>Null: nothing was chosen but the stake.</returns>
    public static Phrase? In(Round round) =>
        round.Input.Length > 0 && Words.TryGetValue(round.Game, out var words) ? words(round.Input, round.IsAbandoned ? Phrase.Of("left alone") : Phrase.Of("cashed out")) : null;

    private static Phrase Moves(string moves, Func<char, Phrase?> word, Phrase end) =>
        Phrase.Join(", ", moves.Select(move => move == Tables.CashOut ? end : word(move) ?? Phrase.Verbatim($"{move}")));

    private static Phrase? Side(char side) => side switch { 'H' => Phrase.Of("Heads"), 'T' => Phrase.Of("Tails"), _ => null };

    private static Phrase Dice(DiceCall call) => call.Direction == Direction.Over ? Phrase.Say($"Over {call.Target:N0}") : Phrase.Say($"Under {call.Target:N0}");

    private static Phrase Against(string numbers) => Phrase.Say($"against {HigherNumber.Last(numbers):N0}");

    private static Phrase? Call(char call) => call switch { Games.HighLow.Higher => Phrase.Of("Higher"), Games.HighLow.Lower => Phrase.Of("Lower"), _ => null };

    private static Phrase? Play(char move) => move switch
    {
        Games.Blackjack.Hit => Phrase.Of("Hit"),
        Games.Blackjack.Stand => Phrase.Of("Stand"),
        Games.Blackjack.Double => Phrase.Of("Double"),
        Games.Blackjack.Split => Phrase.Of("Split"),
        Games.Blackjack.Insure => Phrase.Of("Insurance"),
        _ => null,
    };

    /// <summary>The mines, and the fields as they were opened, 1 to 16 from the top left.</summary>
    private static Phrase Fields(string input, Phrase end)
    {
        var digits = input.TakeWhile(char.IsAsciiDigit).Count();
        var (mines, moves) = (int.Parse(input.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture), input[digits..]);
        var opened = moves.Where(move => move != Tables.CashOut).Select(move => move - Games.Mines.Open(0) + 1).ToList();
        return Phrase.Join(", ", new[]
        {
            Phrase.Say($"{mines:mines}"),
            opened.Count > 0 ? Phrase.Say($"opened {string.Join(' ', opened)}") : null,
            moves.EndsWith(Tables.CashOut) ? end : null,
        }.OfType<Phrase>());
    }
}
