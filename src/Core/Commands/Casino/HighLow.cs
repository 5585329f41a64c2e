using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Casino;

/// <summary>Card after card, called higher or lower, until one stops or is wrong.</summary>
[Slash("highlow", "Call the next card higher or lower, and cash out in time")]
internal sealed class HighLow : ICommand<HighLow.Options>, IButton<HighLow.Move>, IButton<HighLow.Again>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    public enum Call
    {
        Higher,
        Lower,
        CashOut,
    }

    /// <summary>A call at one step of a round.</summary>
    [Action("move", Updates = true)]
    public sealed record Move(RoundName Round, int Step, Call Call);

    /// <summary>The same stake as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    private static readonly Tabletop Table = new(Games.HighLow.Table, Show);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        Table.SitAsync("", options.Amount, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        Table.AgainAsync(state.Round, _ => "", caller, session, ct);

    public Task<Reply> PressAsync(Move state, Caller caller, Session session, CancellationToken ct) =>
        Table.MoveAsync(state.Round, state.Step, Letter(state.Call), caller, session, ct);

    private static char Letter(Call call) => call switch
    {
        Call.Higher => Games.HighLow.Higher,
        Call.Lower => Games.HighLow.Lower,
        _ => Tables.CashOut,
    };

    private static Reply Show(Seat seat, Caller caller, Session session)
    {
        var cards = Phrase.Verbatim(string.Join(" ", seat.Position.Result.Select(card => card == 'T' ? "`10`" : $"`{card}`")));
        var card = seat.Card($"{Emoji.Cards} Higher or lower?", caller).Describe(Phrase.Join("\n", seat.Settled is null
            ? [cards, Phrase.Say($"An equal card is right both ways; the ace is the lowest."), Tabletop.Standing(seat, session.Rates)]
            : [cards, Tabletop.Standing(seat, session.Rates)]));
        return seat.Settled is null
            ? Reply.Show(card).Buttons(Choices(seat, (HighLowPosition)seat.Position, caller, session))
            : Reply.Show(card).Buttons(caller.Button($"Again", new Again(seat.Name), ButtonStyle.Primary));
    }

    private static Button[] Choices(Seat seat, HighLowPosition position, Caller caller, Session session)
    {
        return
        [
            Choice(Call.Higher, Phrase.Of("Higher")),
            Choice(Call.Lower, Phrase.Of("Lower")),
            caller.Button($"Cash out {seat.Pot:N0}", new Move(seat.Name, seat.Step, Call.CashOut), ButtonStyle.Success) with { Disabled = position.Calls == 0 },
        ];

        // A call that cannot be wrong is no game.
        Button Choice(Call call, Phrase label)
        {
            var times = Games.HighLow.Factor(position.Rank, Letter(call), session.Rates) / (double)Rates.Whole;
            return caller.Button($"{label} {times:N2}×", new Move(seat.Name, seat.Step, call), ButtonStyle.Primary)
                with { Disabled = Games.HighLow.Ways(position.Rank, Letter(call)) == Games.HighLow.Ranks };
        }
    }
}
