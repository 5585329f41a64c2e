using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands;

/// <summary>What every game says: of a stake it does not take, and of how a round ended.</summary>
internal static class Wagers
{
    /// <param name="outcome">Anything but <see cref="WagerOutcome.Settled"/>.</param>
    /// <param name="player">Who staked.</param>
    /// <param name="session">Knows the time and the rates.</param>
    public static Reply Refuse(WagerOutcome outcome, Player player, Session session) => outcome switch
    {
        WagerOutcome.TooPoor poor => Reply.Refuse($"You carry {poor.Purse:coins}; this bet needs {poor.Needed:N0}. {MoreCoins.ForPurse(player, poor.Needed - poor.Purse, session)}"),
        WagerOutcome.TooHigh high => Reply.Refuse($"The highest bet is {high.Most:coins}."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No refusal."),
    };

    /// <summary>The title of a round that is over.</summary>
    public static Embed Verdict(Round round, Caller caller) =>
        round.Payout > round.Stake ? caller.Card($"You win {round.Payout - round.Stake:coins} {Emoji.Win}")
        : round.Payout > 0 ? caller.Card($"You get {round.Payout:N0} of {round.Stake:coins} back")
        : caller.Card($"You lose {round.Stake:coins} {Emoji.Loss}");
}
