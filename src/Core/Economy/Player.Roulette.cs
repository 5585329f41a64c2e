using System.Text.Json.Serialization;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Bets that wait on the roulette table; their coins stay in the purse until the wheel is spun.</summary>
public sealed partial class Player
{
    /// <summary>Null: the player never put a bet there.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RouletteTable? Roulette { get; internal set; }

    /// <summary>Puts coins on a field, on top of those that are there.</summary>
    /// <param name="field">Where.</param>
    /// <param name="amount">A share means that of the purse less the bets on the table, and at most what the highest stake leaves; a number means exactly that.</param>
    /// <param name="rates">Know the highest stake, which counts for all bets of a spin.</param>
    /// <param name="occasion">When and why.</param>
    public PlaceOutcome Place(RouletteField field, Amount amount, Rates rates, Occasion occasion)
    {
        if (Restrain(occasion) is { } restraint)
        {
            return new PlaceOutcome.Refused(restraint);
        }

        var table = Roulette ?? RouletteTable.Empty;
        var free = Math.Max(0, Purse - table.Total);
        var room = rates.MaxStake - table.Total;
        var coins = amount.From(free);
        coins = amount.IsShare ? Math.Min(coins, room) : coins;
        if (room <= 0 || coins > room)
        {
            return new PlaceOutcome.Refused(new WagerOutcome.TooHigh(rates.MaxStake));
        }

        if (coins == 0 || coins > free)
        {
            return new PlaceOutcome.Refused(new WagerOutcome.TooPoor(Purse, table.Total + Math.Max(coins, Amount.Smallest)));
        }

        var at = table.Bets.FindIndex(bet => bet.Field == field.Name);
        if (at < 0 && table.Bets.Count >= RouletteSpin.MostBets)
        {
            return new PlaceOutcome.TooMany(RouletteSpin.MostBets);
        }

        List<RouletteBet> bets = at < 0
            ? [.. table.Bets, new RouletteBet(field.Name, coins)]
            : [.. table.Bets.Select((bet, i) => i == at ? bet with { Coins = bet.Coins + coins } : bet)];
        Lay(new RouletteTable(table.Step + 1, bets));
        return new PlaceOutcome.Placed();
    }

    /// <summary>Takes every bet off the table.</summary>
    public void ClearBets()
    {
        if (Roulette is { Bets.Count: > 0 } table)
        {
            Lay(new RouletteTable(table.Step + 1, []));
        }
    }

    /// <summary>Stakes all bets on the table on one spin; they lie there no longer, unless the stake is refused.</summary>
    /// <exception cref="InvalidOperationException">There is no bet.</exception>
    public WagerOutcome SpinRoulette(Rates rates, Occasion occasion)
    {
        if (Roulette is not { Bets.Count: > 0 } table)
        {
            throw new InvalidOperationException("Nothing lies on the table.");
        }

        var outcome = Wager(new RouletteSpin(table.Bets), Amount.Of(table.Total), rates, occasion);
        if (outcome is WagerOutcome.Settled settled)
        {
            Lay(new RouletteTable(table.Step + 1, [], settled.Round.Name.ToString()));
        }

        return outcome;
    }

    private void Lay(RouletteTable table)
    {
        Roulette = table;
        IsChanged = true;
    }
}

/// <summary>A player's roulette table.</summary>
/// <param name="Step">Rises with every change: a button belongs to one step.</param>
/// <param name="Bets">At most one for each field, in the order in which the fields were chosen.</param>
/// <param name="Spun">The name of the round in which the bets of the step before were staked. Null: the last change was another.</param>
public sealed record RouletteTable(int Step, List<RouletteBet> Bets, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Spun = null)
{
    public static RouletteTable Empty { get; } = new(0, []);

    /// <summary>Coins of all bets.</summary>
    [JsonIgnore]
    public long Total => Bets.Sum(bet => bet.Coins);
}

public abstract record PlaceOutcome
{
    private PlaceOutcome()
    {
    }

    public sealed record Placed : PlaceOutcome;

    public sealed record TooMany(int Most) : PlaceOutcome;

    /// <param name="Why">A refusal that a stake of all bets would get.</param>
    public sealed record Refused(WagerOutcome Why) : PlaceOutcome;
}
