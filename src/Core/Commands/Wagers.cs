using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands;

/// <summary>What every game says of a stake it does not take.</summary>
internal static class Wagers
{
    /// <param name="outcome">Anything but <see cref="WagerOutcome.Settled"/>.</param>
    /// <param name="player">Who staked.</param>
    /// <param name="session">Knows the time and the rates.</param>
    public static Reply Refuse(WagerOutcome outcome, Player player, Session session) => outcome switch
    {
        WagerOutcome.TooPoor poor => Reply.Refuse($"You carry {poor.Purse:N0} coins; this bet needs {poor.Needed:N0}. {MoreCoins.ForPurse(player, poor.Needed - poor.Purse, session)}"),
        WagerOutcome.TooHigh high => Reply.Refuse($"The highest bet is {high.Most:N0} coins."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No refusal."),
    };
}
