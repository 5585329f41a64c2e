using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
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
        WagerOutcome.Barred barred => Reply.Refuse($"You may not stake coins: {Markup.Escape(barred.Sanction.Reason)}. /appeal states your case."),
        WagerOutcome.Excluded excluded => Reply.Refuse($"You took a break from staking coins until {excluded.Until:f}. Playing for nothing goes on: /flip."),
        WagerOutcome.Capped capped => Reply.Refuse($"{Name(capped.Cap)}: your own limit is {capped.Most:coins} and leaves you {capped.Left:N0}. It begins anew {Markup.NextSecond(capped.FreeAt):R}; see /limits."),
        WagerOutcome.Unconfirmed large => Confirmation.Ask($"You asked me to check back: this stakes {large.Stake:coins}.", large.Stake, player, session),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No refusal."),
    };

    /// <summary>What a player's own cap is called.</summary>
    public static Phrase Name(Cap cap) => cap switch
    {
        Cap.LossPerDay => Phrase.Of("Losses in a day"),
        Cap.LossPerWeek => Phrase.Of("Losses in a week"),
        Cap.StakePerDay => Phrase.Of("Stakes in a day"),
        _ => Phrase.Of("Stakes in a week"),
    };

    /// <summary>The title of a round that is over.</summary>
    public static Embed Verdict(Round round, Caller caller) =>
        round.Payout > round.Stake ? caller.Card($"You win {round.Payout - round.Stake:coins} {Emoji.Win}")
        : round.Payout > 0 ? caller.Card($"You get {round.Payout:N0} of {round.Stake:coins} back")
        : caller.Card($"You lose {round.Stake:coins} {Emoji.Loss}");
}
