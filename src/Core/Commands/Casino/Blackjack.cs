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

/// <summary>Six decks against the dealer, with doubling, one split and insurance.</summary>
[Slash("blackjack", "Get closer to 21 than the dealer, and no further")]
internal sealed class Blackjack : ICommand<Blackjack.Options>, IButton<Blackjack.Move>, IButton<Blackjack.Again>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    public enum Choice
    {
        Hit,
        Stand,
        Double,
        Split,
        Insure,
    }

    /// <summary>A choice at one step of a round.</summary>
    [Action("move", Updates = true)]
    public sealed record Move(RoundName Round, int Step, Choice Choice);

    /// <summary>The same stake as this round was begun with.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    private static readonly Tabletop Table = new(Games.Blackjack.Table, Show);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        Table.SitAsync("", options.Amount, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        Table.AgainAsync(state.Round, _ => "", caller, session, ct);

    public Task<Reply> PressAsync(Move state, Caller caller, Session session, CancellationToken ct) =>
        Table.MoveAsync(state.Round, state.Step, Letter(state.Choice), caller, session, ct);

    private static char Letter(Choice choice) => choice switch
    {
        Choice.Hit => Games.Blackjack.Hit,
        Choice.Double => Games.Blackjack.Double,
        Choice.Split => Games.Blackjack.Split,
        Choice.Insure => Games.Blackjack.Insure,
        _ => Games.Blackjack.Stand,
    };

    private static Reply Show(Seat seat, Caller caller, Session session)
    {
        var position = (BlackjackPosition)seat.Position;
        var lines = position.Hands.Select((_, i) => Cards.Hand(position, i)).Prepend(Cards.Dealer(position)).ToList();
        if (position.IsInsured)
        {
            lines.Add(Insurance(seat, position));
        }

        lines.Add(seat.Settled is null
            ? Phrase.Say($"Stake {Rates.Part(seat.Stake, position.Staked):N0}. Left alone for {(long)session.Rates.TablePatience.TotalMinutes:minutes}, you stand.")
            : Phrase.Say($"Purse {seat.Player.Purse:N0}."));
        return Reply.Show(seat.Card($"{Emoji.Cards} Your move", caller).Describe(Phrase.Join("\n", lines))).Buttons(seat.Settled is null
            ? Choices(seat, position, caller)
            : [caller.Button($"Again", new Again(seat.Name), ButtonStyle.Primary)]);
    }

    private static Phrase Insurance(Seat seat, BlackjackPosition position) => position.InsuranceReturn > 0
        ? Phrase.Say($"Insurance {BlackjackPosition.Insurance(seat.Stake):N0} returns {position.InsurancePays(seat.Stake):N0}.")
        : Phrase.Say($"Insurance {BlackjackPosition.Insurance(seat.Stake):N0} lost: the dealer has no blackjack.");

    private static List<Button> Choices(Seat seat, BlackjackPosition position, Caller caller)
    {
        var insurance = BlackjackPosition.Insurance(seat.Stake);
        List<(Choice Choice, Phrase Label, ButtonStyle Style)> all =
        [
            (Choice.Hit, Phrase.Of("Hit"), ButtonStyle.Primary),
            (Choice.Stand, Phrase.Of("Stand"), ButtonStyle.Success),
            (Choice.Double, Phrase.Say($"Double +{seat.Stake:N0}"), ButtonStyle.Secondary),
            (Choice.Split, Phrase.Say($"Split +{seat.Stake:N0}"), ButtonStyle.Secondary),
            (Choice.Insure, Phrase.Say($"Insurance +{insurance:N0}"), ButtonStyle.Secondary),
        ];
        return
        [
            .. all.Where(each => position.Offers.Contains(Letter(each.Choice)) && (each.Choice != Choice.Insure || insurance > 0))
                .Select(each => caller.Button(each.Label, new Move(seat.Name, seat.Step, each.Choice), each.Style)),
        ];
    }

    /// <summary>Hands as people read them.</summary>
    private static class Cards
    {
        /// <summary>The hole card lies face down until the round is over.</summary>
        public static Phrase Dealer(BlackjackPosition position) => position.IsOver
            ? Phrase.Say($"Dealer {Faces(position.Dealer.Cards)} · {Total(position.Dealer, position.IsDealerNatural)}")
            : Phrase.Say($"Dealer {Faces(position.Dealer.Cards.Take(1))} {Hidden}");

        public static Phrase Hand(BlackjackPosition position, int number)
        {
            var hand = position.Hands[number];
            var line = position.Hands.Count == 1
                ? Phrase.Say($"You {Faces(hand.Cards)} · {Total(hand, position.IsNatural)}")
                : Phrase.Say($"Hand {number + 1:N0} {Faces(hand.Cards)} · {Total(hand, isNatural: false)}");
            line = hand.IsDoubled ? Phrase.Say($"{line}, doubled") : line;
            return position switch
            {
                { IsOver: false } => position.Active == number && position.Hands.Count > 1 ? Phrase.Say($"{Emoji.Turn} {line}") : line,
                { Hands.Count: 1 } => line,
                _ => position.ReturnOf(hand) switch
                {
                    0 => Phrase.Say($"{line} · lost"),
                    Rates.Whole => Phrase.Say($"{line} · even"),
                    _ => Phrase.Say($"{line} · won"),
                },
            };
        }

        private static readonly Phrase Hidden = Phrase.Verbatim("`?`");

        private static Phrase Faces(IEnumerable<Card> cards) => Phrase.Verbatim(string.Join(' ', cards.Select(card => $"`{Emoji.Of(card)}`")));

        private static Phrase Total(BlackjackHand hand, bool isNatural) =>
            isNatural ? Phrase.Of("blackjack")
            : hand.IsBust ? Phrase.Say($"{hand.Total:N0}, bust")
            : hand.IsSoft && hand.Total < BlackjackHand.Most ? Phrase.Say($"soft {hand.Total:N0}")
            : Phrase.Say($"{hand.Total:N0}");
    }
}
