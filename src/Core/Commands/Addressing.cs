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

        if (person.Id == caller.UserId)
        {
            return Refusals.Yourself();
        }

        var players = await session.PlayersAsync([caller.UserId, person.Id], ct);
        return players[0].BarredFrom(Barred.Trade, session.Now) is { } sanction ? Refusals.MayNotTrade(sanction)
            : players[0].HasBlocked(person.Id) ? Refusals.YouBlocked(person)
            : players[1].HasBlocked(caller.UserId) || players[1].ErasureDueAt is not null ? Refusals.BlockedYou(person)
            : null;
    }
}
