using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>A challenge: who is named may accept, then both stake the same, and the higher number takes the pot less the tax.</summary>
[Slash("duel", "Challenge somebody: the higher number takes the pot")]
[Cooldown(seconds: 5)]
internal sealed class Duel : ICommand<Duel.Options>, IButton<Duel.Accept>, IButton<Duel.Decline>, IButton<Duel.Withdraw>, IShowsAgain
{
    public sealed record Options(
        [Describe("Who is challenged")] Person User,
        [Describe("How many coins each stakes: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    [Action("accept", IsForEveryone = true, Updates = true)]
    public sealed record Accept(Snowflake Offer);

    [Action("decline", IsForEveryone = true, Updates = true)]
    public sealed record Decline(Snowflake Offer);

    [Action("withdraw", IsForEveryone = true, Updates = true)]
    public sealed record Withdraw(Snowflake Offer);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        if (await Addressing.RefuseAskingAsync(options.User, caller, session, ct) is { } refusal)
        {
            return refusal;
        }

        var players = await session.PlayersAsync([caller.UserId, options.User.Id], ct);
        if (players[1].Restrain(session.Occasion) is not null)
        {
            // Whether somebody took a break from gambling is nobody else's business: it sounds like a block.
            return Refusals.BlockedYou(options.User.Shown);
        }

        if (players[0].Weigh(options.Amount, session.Rates, session.Occasion, out var stake) is { } against)
        {
            return Wagers.Refuse(against, players[0], session);
        }

        var offer = OpenOffers.Make(OfferKind.Duel, options.User.Id, stake, null, session);
        if (await OpenOffers.AddAsync(offer, session, ct) is { } tooMany)
        {
            return tooMany;
        }

        var challenge = Show(offer, caller, session.Rates);
        if (!players[0].Ping(offer.To, session.Rates, session.Now))
        {
            return challenge.ForOthers();
        }

        Remind(offer, players[1], session);
        return challenge.Pinging(offer.To);
    }

    public async Task<Reply> PressAsync(Accept state, Caller caller, Session session, CancellationToken ct)
    {
        var (offer, instead) = await OpenOffers.TakeAsync(state.Offer, OfferKind.Duel, Party.Addressee, caller, session, ct);
        if (offer is null)
        {
            return instead!;
        }

        return await Addressing.RefuseAsync(offer.From, Markup.User(offer.From), caller, session, ct) ?? Fight(offer, session);
    }

    public async Task<Reply?> ShowAgainAsync(Session session, CancellationToken ct) =>
        await OpenOffers.MadeAsync(OfferKind.Duel, session, ct) is { } offer ? Show(offer, session.Caller, session.Rates).Pinging(offer.To) : null;

    public Task<Reply> PressAsync(Decline state, Caller caller, Session session, CancellationToken ct) =>
        OpenOffers.EndAsync(state.Offer, OfferKind.Duel, Party.Addressee, $"{Emoji.Wrong} Declined", caller, session, ct);

    public Task<Reply> PressAsync(Withdraw state, Caller caller, Session session, CancellationToken ct) =>
        OpenOffers.EndAsync(state.Offer, OfferKind.Duel, Party.Author, $"{Emoji.Wrong} Withdrawn", caller, session, ct);

    private static Reply Fight(Offer offer, Session session)
    {
        var (challenger, challenged) = (session.Find(offer.From)!, session.Find(offer.To)!);
        switch (Player.Duel(challenger, challenged, offer.Coins, session.Rates, session.Occasion))
        {
            case DuelOutcome.Fought fought:
                session.Remove(offer);
                challenger.Welcome(offer.To);
                var card = Contest.Settled(fought.Pot, offer.From, offer.To, Dealing.Duel, session);
                // Who was asked back answers on another message, which the challenger has to be led to.
                return session.Occasion.Confirmed > 0
                    ? Reply.Text($"{Markup.User(offer.From)}, your challenge was accepted.").With(card).Pinging(offer.From)
                    : Reply.Show(card).AsUpdate();
            case DuelOutcome.Refused refused:
                return Wagers.Refuse(refused.Why, challenged, session);
            default:
                return Reply.Refuse($"{Markup.User(offer.From)} cannot stake {offer.Coins:coins} at the moment. Nothing was staked; ask them, or decline.");
        }
    }

    private static Reply Show(Offer offer, Caller caller, Rates rates) => Reply
        .Text($"{Emoji.Duel} {Markup.User(offer.To)}, {Markup.User(offer.From)} challenges you: each stakes {offer.Coins:coins}, the higher number takes {rates.PotPayout(offer.Coins):N0}. The offer ends {Markup.NextSecond(offer.ClosesAt):R}.")
        .Buttons(
            caller.Button($"Accept", new Accept(caller.Interaction), ButtonStyle.Success),
            caller.Button($"Decline", new Decline(caller.Interaction)),
            caller.Button($"Withdraw", new Withdraw(caller.Interaction)));

    private static void Remind(Offer offer, Player challenged, Session session)
    {
        if (challenged.Preferences.Reminders.Contains(Reminder.Duel))
        {
            session.Send(new Outgoing.DirectMessage(
                offer.To,
                Reply.Text($"{Emoji.Duel} {Markup.User(offer.From)} challenges you to a duel for {offer.Coins:coins}. Answer where they did, before it ends {Markup.NextSecond(offer.ClosesAt):R}; /notify ends these messages."),
                challenged.Preferences.LocaleOfMessages(session.Bot)));
        }
    }
}
