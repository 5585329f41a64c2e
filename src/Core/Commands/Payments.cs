using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands;

/// <summary>What both ways to pay somebody do and say.</summary>
internal static class Payments
{
    /// <summary>Pays out of the caller's purse, with the record of it.</summary>
    /// <param name="to">Who gets it; both players were read.</param>
    /// <param name="amount">As for <see cref="Player.Pay"/>.</param>
    /// <param name="note">What belongs to it. Null: nothing.</param>
    /// <param name="caller">Who pays.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    /// <returns>What everybody sees, for who gets it; or why not.</returns>
    public static async Task<Reply> PayAsync(Snowflake to, Amount amount, string? note, Caller caller, Session session, CancellationToken ct)
    {
        var players = await session.PlayersAsync([caller.UserId, to], ct);
        if (players[0].Pay(players[1], amount, session.Rates, session.Occasion) is var outcome && outcome is not PaymentOutcome.Paid paid)
        {
            return Refuse(outcome, to, players[0], session);
        }

        var transfer = Transfer.Of(session.IdOf(Transfer.NameOf(caller.Interaction)), players[0], players[1], Dealing.Payment, paid.Arrived, session.Now);
        transfer.Note = note;
        session.Keep(transfer);
        var said = paid.Tax > 0
            ? Phrase.Say($"{Emoji.Coin} {Markup.User(caller.UserId)} pays {Markup.User(to)} {paid.Arrived:coins}; {paid.Tax:N0} more went in tax.")
            : Phrase.Say($"{Emoji.Coin} {Markup.User(caller.UserId)} pays {Markup.User(to)} {paid.Arrived:coins}.");
        var reply = Reply.Text(WithNote(said, note));
        return players[0].Ping(to, session.Rates, session.Now) ? reply.Pinging(to) : reply.ForOthers();
    }

    /// <summary>A sentence with somebody's own words quoted below.</summary>
    public static Phrase WithNote(Phrase sentence, string? note) =>
        string.IsNullOrWhiteSpace(note) ? sentence : Phrase.Join("\n", [sentence, Phrase.Verbatim($"> {Markup.Escape(note.Trim())}")]);

    private static Reply Refuse(PaymentOutcome outcome, Snowflake to, Player player, Session session) => outcome switch
    {
        PaymentOutcome.TooPoor poor => Reply.Refuse(
            $"You carry {poor.Purse:coins}; this payment needs {poor.Needed:N0}. {MoreCoins.ForPurse(player, poor.Needed - poor.Purse, session)}"),
        PaymentOutcome.TooLittle little => Reply.Refuse($"The smallest payment is {little.Least:coins}."),
        PaymentOutcome.Unconfirmed large => Confirmation.Ask(
            $"This takes {large.Wanted.Coins:coins} out of your purse: {Markup.User(to)} gets {large.Wanted.Arrived:N0}, the tax is {large.Wanted.Tax:N0}.", large.Wanted.Coins, player, session),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No refusal."),
    };
}
