using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands;

/// <summary>What everything that addresses somebody else asks first.</summary>
internal static class Addressing
{
    /// <summary>Why the caller may not deal with this person; afterwards both players are read.</summary>
    /// <returns>Null: they may.</returns>
    public static async Task<Reply?> RefuseAsync(Person person, Caller caller, Session session, CancellationToken ct)
    {
        if (person.IsBot)
        {
            return Refusals.NoWallet(person);
        }

        return person.Id == caller.UserId
            ? Refusals.Yourself()
            : await RefuseAsync(person.Id, person.Shown, caller, session, ct);
    }

    /// <summary>The same, and no as well where the person would not see what the caller asks of them, and so could never answer.</summary>
    /// <returns>Null: they may.</returns>
    public static async Task<Reply?> RefuseAskingAsync(Person person, Caller caller, Session session, CancellationToken ct) =>
        await RefuseAsync(person, caller, session, ct) ?? (caller.IsAlone || person.IsElsewhere ? Refusals.Unseen(person) : null);

    /// <inheritdoc cref="RefuseAsync(Person, Caller, Session, CancellationToken)"/>
    /// <param name="them">Somebody else, who has a wallet.</param>
    /// <param name="name">How they are called, as it is shown.</param>
    /// <param name="caller">Who wants to.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    public static async Task<Reply?> RefuseAsync(Snowflake them, string name, Caller caller, Session session, CancellationToken ct)
    {
        var players = await session.PlayersAsync([caller.UserId, them], ct);
        return players[0].BarredFrom(Barred.Trade, session.Now) is { } sanction ? Refusals.MayNotTrade(sanction)
            : players[0].HasBlocked(them) ? Refusals.YouBlocked(name)
            // What operators decided about others is told to nobody else.
            : players[1].HasBlocked(caller.UserId) || players[1].BarredFrom(Barred.Trade, session.Now) is not null || players[1].IsAway(session.Now)
                ? Refusals.BlockedYou(name)
            : null;
    }
}
