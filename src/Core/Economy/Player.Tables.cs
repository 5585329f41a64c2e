using System.Text.Json.Serialization;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Rounds of several moves: one of each game at a time.</summary>
public sealed partial class Player
{
    /// <summary>A round that nobody plays on for this long is abandoned.</summary>
    public static readonly TimeSpan TablePatience = TimeSpan.FromMinutes(10);

    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<OpenRound>? Tables { get; internal set; }

    /// <summary>When the first of the open rounds is abandoned, or the wait in the queue ends. Null: nothing is open.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? TablesDueAt { get; internal set; }

    /// <summary>The open round of this game. Null: none.</summary>
    public OpenRound? Table(string game) => Tables?.Find(round => round.Game == game);

    /// <summary>Begins a round: the stake goes into escrow.</summary>
    /// <param name="table">The game; no round of it may be open.</param>
    /// <param name="input">What was chosen at the start, in the game's own words; often nothing.</param>
    /// <param name="amount">As for <see cref="Wager"/>.</param>
    /// <param name="rates">Know the highest stake.</param>
    /// <param name="occasion">When and why.</param>
    /// <param name="round">The round, when it began.</param>
    /// <returns>Null: it began.</returns>
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
        round = new OpenRound(table.Game, Seeds.Number, Seeds.Client, Seeds.Nonce, input, stake, occasion.At + TablePatience, occasion.Interaction);
        (Tables ??= []).Add(round);
        NoteDue();
        return null;
    }

    /// <summary>Where an open round stands.</summary>
    public Position Stands(OpenRound round, ITable table, Rates rates) => table.Play(round.Input, new FairDraws(Seeds.Server, round.Client, round.Nonce), rates);

    /// <summary>Makes a move in an open round, and settles it when that ends it. A move that the game does not offer changes nothing.</summary>
    /// <returns>Where the round stands; the record when it is over.</returns>
    public (Position Position, Round? Settled) Play(OpenRound round, ITable table, char move, Rates rates, Occasion occasion)
    {
        var before = Stands(round, table, rates);
        var next = round with { Input = round.Input + move, DueAt = occasion.At + TablePatience };
        var position = Stands(next, table, rates);
        if ((position.Result, position.IsOver, position.Return) == (before.Result, before.IsOver, before.Return))
        {
            return (before, null);
        }

        Tables!.Remove(round);
        if (position.IsOver)
        {
            return (position, Close(next, position, rates, occasion, Reason.Win));
        }

        Tables.Add(next);
        NoteDue();
        return (position, null);
    }

    /// <summary>
    /// Settles the rounds that were left alone for too long: each pays what it stood at, a round without a move its stake. One of a game that this version
    /// does not know is left to the version that does.
    /// </summary>
    /// <returns>The settled rounds.</returns>
    public IReadOnlyList<Round> Abandon(Rates rates, Occasion occasion)
    {
        var settled = new List<Round>();
        foreach (var round in (Tables ?? []).Where(round => round.DueAt <= occasion.At).ToList())
        {
            if (Games.Tables.Find(round.Game) is { } table)
            {
                var position = Stands(round, table, rates);
                Tables!.Remove(round);
                var paid = position.Return > Rates.Whole ? Reason.Win : Reason.Refund;
                settled.Add(Close(round with { Input = round.Input + Games.Tables.CashOut }, position, rates, occasion, paid));
            }
        }

        return settled;
    }

    private Round Close(OpenRound round, Position position, Rates rates, Occasion occasion, Reason paid)
    {
        var payout = Rates.Part(round.Stake, position.Return);
        Unstake(payout > 0 ? paid : Reason.Loss, round.Stake, payout, rates, occasion);
        NoteDue();
        return Record(new Round(round.Game, round.Seed, round.Client, round.Nonce, round.Input, position.Result, round.Stake, payout, occasion.At, occasion.Interaction));
    }

    private void NoteDue()
    {
        Tables = Tables is { Count: > 0 } ? Tables : null;
        TablesDueAt = (Tables ?? []).Select(round => (DateTimeOffset?)round.DueAt).Append(Queued?.DueAt).Min();
        IsChanged = true;
    }
}
