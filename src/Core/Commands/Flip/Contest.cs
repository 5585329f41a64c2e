using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>What both ways to play for a pot leave behind and show.</summary>
internal static class Contest
{
    /// <summary>How a pot went, for everybody, with the record of it.</summary>
    /// <param name="pot">As it was settled.</param>
    /// <param name="first">Whose round is the first.</param>
    /// <param name="second">Whose is the second.</param>
    /// <param name="kind">How they met.</param>
    /// <param name="session">The unit of work; it read both.</param>
    public static Embed Settled(Pot pot, Snowflake first, Snowflake second, Dealing kind, Session session)
    {
        var (winner, loser) = pot.FirstWins ? (first, second) : (second, first);
        session.Keep(Transfer.Of(
            session.IdOf(Transfer.NameOf(session.Caller.Interaction)), session.Find(loser)!, session.Find(winner)!, kind, pot.Stake, session.Now));
        return session.Caller.Card($"{Emoji.Duel} A pot of {2 * pot.Stake:coins}")
            .Describe($"{Markup.User(first)} drew {HigherNumber.Last(pot.First.Result):N0}, {Markup.User(second)} drew {HigherNumber.Last(pot.Second.Result):N0}. {Markup.User(winner)} takes {pot.Payout:coins} {Emoji.Win}")
            .Foot($"Rounds {pot.First.Name} and {pot.Second.Name} · each checks their own with /verify");
    }
}
