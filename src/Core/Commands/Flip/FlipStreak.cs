using FlippyFlip.Core.Commands.Casino;
using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>Toss after toss with a growing pot, until one stops or is wrong.</summary>
[Slash("flipstreak", "Call toss after toss: double the pot or cash out")]
internal sealed class FlipStreak : ICommand<FlipStreak.Options>, IButton<FlipStreak.Move>, IButton<FlipStreak.Again>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    public enum Call
    {
        Heads,
        Tails,
        CashOut,
    }

    /// <summary>A call at one step of a round.</summary>
    [Action("move", Updates = true)]
    public sealed record Move(RoundName Round, int Step, Call Call);

    /// <summary>The same stake as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    private static readonly Tabletop Table = new(Games.FlipStreak.Table, Show);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        Table.SitAsync("", options.Amount, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        Table.AgainAsync(state.Round, _ => "", caller, session, ct);

    public Task<Reply> PressAsync(Move state, Caller caller, Session session, CancellationToken ct) =>
        Table.MoveAsync(state.Round, state.Step, Letter(state.Call), caller, session, ct);

    private static char Letter(Call call) => call switch
    {
        Call.Heads => 'H',
        Call.Tails => 'T',
        _ => Tables.CashOut,
    };

    private static Reply Show(Seat seat, Caller caller, Session session)
    {
        var tosses = Phrase.Join("", seat.Position.Result.Select(side => Phrase.Say($"{(side == 'H' ? Emoji.Heads : Emoji.Tails)}")));
        var standing = Tabletop.Standing(seat, session.Rates);
        Phrase[] lines = seat.Position.Result.Length == 0 ? [standing] : [tosses, standing];
        var card = seat.Card($"{Emoji.Streak} Heads or tails next?", caller).Describe(Phrase.Join("\n", lines));
        if (seat.Settled is not null)
        {
            return Reply.Show(card).Buttons(caller.Button($"Again", new Again(seat.Name), ButtonStyle.Primary));
        }

        var next = Rates.Part(seat.Stake, (int)Rates.Part(seat.Position.Return, session.Rates.FlipStreakFactor));
        return Reply.Show(card.Field($"Next right call", $"{next:coins}")).Buttons(
            caller.Button($"{Emoji.Heads} Heads", new Move(seat.Name, seat.Step, Call.Heads), ButtonStyle.Primary),
            caller.Button($"{Emoji.Tails} Tails", new Move(seat.Name, seat.Step, Call.Tails), ButtonStyle.Primary),
            caller.Button($"Cash out {seat.Pot:N0}", new Move(seat.Name, seat.Step, Call.CashOut), ButtonStyle.Success)
                with { Disabled = ((FlipStreakPosition)seat.Position).Calls == 0 });
    }
}
