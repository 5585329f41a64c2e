using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>Toss after toss: each right call multiplies the pot, a wrong one takes it. A call is one letter, as in <see cref="CoinFlip.Write"/>.</summary>
public sealed class FlipStreak : ITable
{
    /// <summary>Right calls after which the pot is paid out.</summary>
    public const int MostCalls = 10;

    public static FlipStreak Table { get; } = new();

    public string Game => "flipstreak";

    Position ITable.Play(string input, FairDraws draws, Rates rates) => Play(input, draws, rates);

    /// <inheritdoc cref="ITable.Play"/>
    public static FlipStreakPosition Play(string input, FairDraws draws, Rates rates)
    {
        var position = new FlipStreakPosition("", false, Rates.Whole, 0);
        foreach (var move in input)
        {
            if (position.IsOver)
            {
                break;
            }

            position = move == Tables.CashOut && position.Calls > 0 ? position with { IsOver = true }
                : CoinCall.Parse(move.ToString()) is { } call ? Toss(position, call, draws, rates)
                : position;
        }

        return position;
    }

    private static FlipStreakPosition Toss(FlipStreakPosition before, CoinCall call, FairDraws draws, Rates rates)
    {
        var side = call.Draw(draws);
        var result = before.Result + side;
        var calls = before.Calls + 1;
        return side == call.Input
            ? new FlipStreakPosition(result, calls == MostCalls, (int)Rates.Part(before.Return, rates.FlipStreakFactor), calls)
            : new FlipStreakPosition(result, true, 0, calls);
    }
}

/// <summary>Where such a round stands.</summary>
/// <param name="Result">The sides that came up, one letter each.</param>
/// <param name="IsOver">As in <see cref="Position"/>.</param>
/// <param name="Return">As in <see cref="Position"/>.</param>
/// <param name="Calls">How many were called.</param>
public sealed record FlipStreakPosition(string Result, bool IsOver, int Return, int Calls) : Position(Result, IsOver, Return);
