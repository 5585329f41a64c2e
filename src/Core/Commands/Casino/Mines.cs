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

/// <summary>Sixteen fields, some with mines; every other one makes the pot grow.</summary>
[Slash("mines", "Open fields without a mine, and cash out in time")]
internal sealed class Mines : ICommand<Mines.Options>, IButton<Mines.Open>, IButton<Mines.Stop>, IButton<Mines.Again>
{
    private const int Side = 4;

    public sealed record Options(
        [Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount,
        [Describe("How many of the sixteen fields hide a mine"), Between(Games.Mines.LeastMines, Games.Mines.MostMines)] int Mines);

    /// <summary>Opens a field, 0 to 15, at one step of a round.</summary>
    [Action("open", Updates = true)]
    public sealed record Open(RoundName Round, int Step, int Field);

    /// <summary>Cashes out at one step of a round.</summary>
    [Action("stop", Updates = true)]
    public sealed record Stop(RoundName Round, int Step);

    /// <summary>The same stake and as many mines as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    private static readonly Tabletop Table = new(Games.Mines.Table, Show);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        Table.SitAsync(Games.Mines.Start(options.Mines), options.Amount, caller, session, ct);

    public Task<Reply> PressAsync(Open state, Caller caller, Session session, CancellationToken ct) => state.Field is >= 0 and < Games.Mines.Fields
        ? Table.MoveAsync(state.Round, state.Step, Games.Mines.Open(state.Field), caller, session, ct)
        : Task.FromResult(Refusals.OldComponent("mines"));

    public Task<Reply> PressAsync(Stop state, Caller caller, Session session, CancellationToken ct) =>
        Table.MoveAsync(state.Round, state.Step, Tables.CashOut, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        Table.AgainAsync(state.Round, input => string.Concat(input.TakeWhile(char.IsAsciiDigit)), caller, session, ct);

    private static Reply Show(Seat seat, Caller caller, Session session)
    {
        var position = (MinesPosition)seat.Position;
        var mines = position.Hidden.Count;
        var card = seat.Card($"{Emoji.Mine} {mines:mines} in {Games.Mines.Fields:N0} fields", caller).Describe(Tabletop.Standing(seat, session.Rates));
        var reply = Board(Reply.Show(card), seat, position, caller);
        if (seat.Settled is not null)
        {
            return reply.Buttons(caller.Button($"Again", new Again(seat.Name), ButtonStyle.Primary));
        }

        var next = Rates.Part(seat.Stake, Games.Mines.Return(mines, position.Open.Count + 1, session.Rates));
        return reply.Buttons(
            caller.Button($"Cash out {seat.Pot:N0}", new Stop(seat.Name, seat.Step), ButtonStyle.Success) with { Disabled = position.Open.Count == 0 },
            caller.Button($"Next field {next:N0}", new Stop(seat.Name, -1)) with { Disabled = true });
    }

    private static Reply Board(Reply reply, Seat seat, MinesPosition position, Caller caller)
    {
        for (var row = 0; row < Side; row++)
        {
            reply = reply.Buttons([.. Enumerable.Range(row * Side, Side).Select(field => Field(field, seat, position, caller))]);
        }

        return reply;
    }

    /// <summary>A field that is closed tells nothing but its place; when the round is over all of them are shown.</summary>
    private static Button Field(int field, Seat seat, MinesPosition position, Caller caller)
    {
        var isOpen = position.Open.Contains(field);
        var shown = isOpen ? Emoji.Gem : !position.IsOver ? Emoji.Closed : position.Hidden.Contains(field) ? Emoji.Mine : Emoji.Empty;
        var style = isOpen ? ButtonStyle.Success : position.Hit == field ? ButtonStyle.Danger : ButtonStyle.Secondary;
        return caller.Button(Phrase.Say($"{shown}"), new Open(seat.Name, seat.Step, field), style) with { Disabled = isOpen || position.IsOver };
    }
}
