using System.Text.Json.Serialization;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Rounds of several moves: one of each game at a time.</summary>
public sealed partial class Player
{
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<OpenRound>? Tables { get; internal set; }

    /// <summary>
    /// When <see cref="TableSweep"/> has something to do here: the first of the open rounds is abandoned, the wait in the queue ends, or the time is over for
    /// which somebody else is named, pinged or in an open question. Null: there is nothing of the kind.
    /// </summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? TablesDueAt { get; internal set; }

    /// <summary>The open round of this game. Null: none.</summary>
    public OpenRound? Table(string game) => Tables?.Find(round => round.Game == game);

    /// <summary>Begins a round: the stake goes into escrow.</summary>
    /// <param name="table">The game; no round of it may be open.</param>
    /// <param name="input">What was chosen at the start, in the game's own words; often nothing.</param>
    /// <param name="amount">As for <see cref="Wager"/>.</param>
    /// <param name="rates">Know the highest stake, and how long a round may be left alone.</param>
    /// <param name="occasion">When and why.</param>
    /// <param name="round">The round, when it began.</param>
    /// <returns>Null: it began. <see cref="WagerOutcome.Settled"/>: it was over as soon as it began.</returns>
    public WagerOutcome? Sit(ITable table, string input, Amount amount, Rates rates, Occasion occasion, out OpenRound? round)
    {
        round = null;
        if (Table(table.Game) is not null)
        {
            throw new InvalidOperationException($"A round of {table.Game} is open already.");
        }

        if (Stake(amount, rates, occasion, out var stake) is { } refusal)
        {
            return refusal;
        }

        Seeds.Nonce++;
        var begun = new OpenRound(table.Game, Seeds.Number, Seeds.Client, Seeds.Nonce, input, stake, occasion.At + rates.TablePatience, occasion.Interaction, BookedAt(occasion));
        if (Stands(begun, table, rates) is { IsOver: true } position)
        {
            return new WagerOutcome.Settled(Close(begun, position, rates, occasion, Reason.Win));
        }

        round = begun;
        (Tables ??= []).Add(begun);
        NoteDue();
        return null;
    }

    /// <summary>Where an open round stands.</summary>
    public Position Stands(OpenRound round, ITable table, Rates rates) => table.Play(round.Input, new FairDraws(Seeds.Server, round.Client, round.Nonce), rates);

    /// <summary>
    /// Makes a move in an open round, and settles it when that ends it. What the move adds to the stake goes into escrow by the rule of every stake, and the highest
    /// stake counts for the round. A move that the game does not offer changes nothing, nor does one that would add less than a coin.
    /// </summary>
    /// <param name="round">The round.</param>
    /// <param name="table">Its game.</param>
    /// <param name="move">The move.</param>
    /// <param name="rates">Know the highest stake, and how long a round may be left alone.</param>
    /// <param name="occasion">When and why.</param>
    /// <param name="position">Where the round stands.</param>
    /// <param name="settled">The record when it is over.</param>
    /// <returns>Null unless the coins that the move adds are refused: then the round stays where it was.</returns>
    public WagerOutcome? Play(OpenRound round, ITable table, char move, Rates rates, Occasion occasion, out Position position, out Round? settled)
    {
        settled = null;
        position = Stands(round, table, rates);
        var next = round with { Input = round.Input + move, DueAt = occasion.At + rates.TablePatience };
        var after = Stands(next, table, rates);
        if ((after.Result, after.IsOver, after.Return, after.Staked) == (position.Result, position.IsOver, position.Return, position.Staked))
        {
            return null;
        }

        if (after.Staked > position.Staked)
        {
            next = next with { Added = Rates.Part(round.Stake, after.Staked) - round.Stake };
            if (next.Added == round.Added)
            {
                return null;
            }

            if (next.Staked > rates.MaxStake)
            {
                return new WagerOutcome.TooHigh(rates.MaxStake);
            }

            if (Stake(Amount.Of(next.Added - round.Added), rates, occasion, out _) is { } refusal)
            {
                return refusal;
            }
        }

        position = after;
        Tables!.Remove(round);
        if (after.IsOver)
        {
            settled = Close(next, after, rates, occasion, Reason.Win);
            return null;
        }

        Tables.Add(next);
        NoteDue();
        return null;
    }

    /// <summary>
    /// Settles the rounds that were left alone for too long: each as its game ends a round whose player stops, and pays what it stands at then, a round that
    /// cannot be stopped without a move its stake. One of a game that this version does not know is left to the version that does.
    /// </summary>
    /// <returns>The settled rounds.</returns>
    public IReadOnlyList<Round> Abandon(Rates rates, Occasion occasion)
    {
        var settled = new List<Round>();
        foreach (var round in (Tables ?? []).Where(round => round.DueAt <= occasion.At).ToList())
        {
            if (Games.Tables.Find(round.Game) is { } table)
            {
                var stopped = round with { Input = round.Input + Games.Tables.CashOut };
                var position = Stands(stopped, table, rates);
                Tables!.Remove(round);
                settled.Add(Close(stopped, position, rates, occasion, position.Return > position.Staked ? Reason.Win : Reason.Refund));
            }
        }

        return settled;
    }

    private Round Close(OpenRound round, Position position, Rates rates, Occasion occasion, Reason paid)
    {
        var payout = position.Pays(round.Stake);
        Unstake(payout > 0 ? paid : Reason.Loss, round.Staked, payout, round.BookedAt, rates, occasion);
        NoteDue();
        return Record(new Round(
            round.Game, round.Seed, round.Client, round.Nonce, round.Input, position.Result, round.Staked, payout, occasion.At, occasion.Interaction, round.Added));
    }

    /// <summary>Belongs to every change of what <see cref="TablesDueAt"/> is about.</summary>
    private void NoteDue()
    {
        Tables = Tables is { Count: > 0 } ? Tables : null;
        TablesDueAt = (Tables ?? []).Select(round => (DateTimeOffset?)round.DueAt)
            .Concat((Pings ?? []).Select(pinged => (DateTimeOffset?)pinged.Until))
            .Append(Queued?.DueAt)
            .Append(Asked?.Until)
            .Min();
        IsChanged = true;
    }
}
