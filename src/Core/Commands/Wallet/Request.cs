using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>Asks somebody for coins. Only they can pay or decline, only the caller can withdraw.</summary>
[Slash("request", "Ask somebody for coins")]
[Cooldown(seconds: 10)]
internal sealed class Request : ICommand<Request.Options>, IButton<Request.Accept>, IButton<Request.Decline>, IButton<Request.Withdraw>, IShowsAgain
{
    public sealed record Options(
        [Describe("Who is asked")] Person User,
        [Describe("How many coins: 500, 1k, 2.5m"), Suggest<RoundAmounts>] Amount Amount,
        [Describe("A few words that go with it"), Length(1, Pay.MostNote)] string? Note);

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

        var coins = options.Amount.From(0);
        if (options.Amount.IsShare || coins < session.Rates.LeastPayment)
        {
            return Reply.Refuse($"Ask for a number of coins from {session.Rates.LeastPayment:N0} to {Amount.Largest:N0}, such as 500 or 2.5k.");
        }

        var offer = OpenOffers.Make(OfferKind.Request, options.User.Id, coins, options.Note, session);
        if (await OpenOffers.AddAsync(offer, session, ct) is { } tooMany)
        {
            return tooMany;
        }

        var player = await session.PlayerAsync(caller, ct);
        return player.Ping(offer.To, session.Rates, session.Now) ? Show(offer, caller).Pinging(offer.To) : Show(offer, caller).ForOthers();
    }

    public async Task<Reply> PressAsync(Accept state, Caller caller, Session session, CancellationToken ct)
    {
        var (offer, instead) = await OpenOffers.TakeAsync(state.Offer, OfferKind.Request, Party.Addressee, caller, session, ct);
        if (offer is null)
        {
            return instead!;
        }

        var reply = await Addressing.RefuseAsync(offer.From, Markup.User(offer.From), caller, session, ct)
            ?? await Payments.PayAsync(offer.From, Amount.Of(offer.Coins), offer.Note, caller, session, ct);
        if (reply.IsRefusal || session.IsAsking)
        {
            return reply;
        }

        session.Remove(offer);
        session.Find(offer.From)!.Welcome(offer.To);
        return reply.AsUpdate();
    }

    public async Task<Reply?> ShowAgainAsync(Session session, CancellationToken ct) =>
        await OpenOffers.MadeAsync(OfferKind.Request, session, ct) is { } offer ? Show(offer, session.Caller).Pinging(offer.To) : null;

    public Task<Reply> PressAsync(Decline state, Caller caller, Session session, CancellationToken ct) =>
        OpenOffers.EndAsync(state.Offer, OfferKind.Request, Party.Addressee, $"{Emoji.Wrong} Declined", caller, session, ct);

    public Task<Reply> PressAsync(Withdraw state, Caller caller, Session session, CancellationToken ct) =>
        OpenOffers.EndAsync(state.Offer, OfferKind.Request, Party.Author, $"{Emoji.Wrong} Withdrawn", caller, session, ct);

    private static Reply Show(Offer offer, Caller caller) => Reply
        .Text(Payments.WithNote(
            $"{Emoji.Letter} {Markup.User(offer.To)}, {Markup.User(offer.From)} asks you for {offer.Coins:coins}. The offer ends {Markup.NextSecond(offer.ClosesAt):R}.", offer.Note))
        .Buttons(
            caller.Button($"Pay", new Accept(caller.Interaction), ButtonStyle.Success),
            caller.Button($"Decline", new Decline(caller.Interaction)),
            caller.Button($"Withdraw", new Withdraw(caller.Interaction)));
}
