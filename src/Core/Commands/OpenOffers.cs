using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands;

/// <summary>Which of the two an offer is between.</summary>
internal enum Party
{
    Author,
    Addressee,
}

/// <summary>Everyone sees an offer's buttons; what happens when they press them.</summary>
internal static class OpenOffers
{
    /// <summary>An offer of the caller, named by this interaction.</summary>
    public static Offer Make(OfferKind kind, Snowflake to, long coins, string? note, Session session) => new()
    {
        Id = session.IdOf(session.Caller.Interaction.ToString()),
        Kind = kind,
        Author = session.PlayerId(session.Caller.UserId),
        Addressee = session.PlayerId(to),
        Coins = coins,
        Note = note,
        ClosesAt = session.Now + PatienceOf(kind, session.Rates),
        ExpiresAt = session.Now + PatienceOf(kind, session.Rates) + Offer.KeptAfterClosing,
    };

    private static TimeSpan PatienceOf(OfferKind kind, Rates rates) => kind == OfferKind.Request ? rates.RequestPatience : rates.DuelPatience;

    /// <summary>Adds an offer to the commit, unless its author has enough of them open.</summary>
    /// <param name="offer">As it was made.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    /// <returns>Null: added.</returns>
    public static async Task<Reply?> AddAsync(Offer offer, Session session, CancellationToken ct)
    {
        var most = session.Rates.OpenOffers;
        var open = await session.QueryAsync(Offer.ByAuthor.Where(offer.Author).Between(session.Now.AddMilliseconds(1), null).Take(most), ct);
        if (open.Items.Count == most)
        {
            return Reply.Refuse($"You have {most:N0} requests and challenges open. Withdraw one, or wait until the first ends {Markup.NextSecond(open.Items[0].ClosesAt):R}.");
        }

        session.Keep(offer);
        return null;
    }

    /// <summary>The offer that this very interaction made, when it comes again. Null: it made none, or it is over.</summary>
    public static async Task<Offer?> MadeAsync(OfferKind kind, Session session, CancellationToken ct)
    {
        // One that was asked back first was sent by a message of its own.
        var offer = session.Caller.Said.Type == InteractionType.Command ? await session.FindAsync<Offer>(session.Caller.Interaction.ToString(), ct) : null;
        return offer is not null && offer.Kind == kind && offer.IsOpen(session.Now) ? offer : null;
    }

    /// <summary>An offer that the caller may settle; afterwards both players are read.</summary>
    /// <param name="id">As on the button.</param>
    /// <param name="kind">What the button's command is about; an offer of another kind is none of its.</param>
    /// <param name="may">Who may press it.</param>
    /// <param name="caller">Who did.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    /// <returns>The offer; or what to say instead.</returns>
    public static async Task<(Offer? Offer, Reply? Instead)> TakeAsync(Snowflake id, OfferKind kind, Party may, Caller caller, Session session, CancellationToken ct)
    {
        session.IsAside = true;
        var offer = await session.FindAsync<Offer>(id.ToString(), ct);
        if (offer is null || offer.Kind != kind)
        {
            // The player knows whether this very press is what settled it.
            await session.PlayerAsync(caller, ct);
            return (null, session.Now < id.CreatedAt + PatienceOf(kind, session.Rates)
                ? Reply.Refuse($"This is not open any more.")
                // A message that still has its buttons by now was left with them by an answer that was given elsewhere.
                : Reply.Show(caller.Card($"{Emoji.Time} Too late").Describe($"This is not open any more.")).AsUpdate());
        }

        if (!offer.IsOpen(session.Now))
        {
            return (null, Ended(offer, caller, $"{Emoji.Time} Too late"));
        }

        var (own, other) = may == Party.Addressee ? (offer.To, offer.From) : (offer.From, offer.To);
        if (caller.UserId != own)
        {
            return (null, Stranger(caller.UserId == other, may, own));
        }

        await session.PlayersAsync([offer.From, offer.To], ct);
        return (offer, null);
    }

    /// <summary>Removes an offer that nobody took up, and says so in its place.</summary>
    public static async Task<Reply> EndAsync(Snowflake id, OfferKind kind, Party may, Phrase how, Caller caller, Session session, CancellationToken ct)
    {
        var (offer, instead) = await TakeAsync(id, kind, may, caller, session, ct);
        if (offer is null)
        {
            return instead!;
        }

        session.Remove(offer);
        return Ended(offer, caller, how);
    }

    private static Reply Ended(Offer offer, Caller caller, Phrase how)
    {
        var what = offer.Kind == OfferKind.Request
            ? Phrase.Say($"{Markup.User(offer.From)} asked {Markup.User(offer.To)} for {offer.Coins:coins}. Nothing was paid.")
            : Phrase.Say($"{Markup.User(offer.From)} challenged {Markup.User(offer.To)} for {offer.Coins:coins}. Nothing was staked.");
        return Reply.Show(caller.Card(how).Describe(what)).AsUpdate();
    }

    private static Reply Stranger(bool isOther, Party may, Snowflake own) => (may, isOther) switch
    {
        (Party.Addressee, true) => Reply.Refuse($"{Markup.User(own)} answers this. You can withdraw it.", nameof(Refusals.NotYours)),
        (Party.Author, true) => Reply.Refuse($"{Markup.User(own)} can withdraw this. You can decline it.", nameof(Refusals.NotYours)),
        (Party.Addressee, _) => Reply.Refuse($"This is for {Markup.User(own)} to answer.", nameof(Refusals.NotYours)),
        _ => Reply.Refuse($"Only {Markup.User(own)} can withdraw this.", nameof(Refusals.NotYours)),
    };
}
