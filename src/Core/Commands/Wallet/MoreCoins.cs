using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>What a refusal tells somebody who carries too little: the nearest way to coins that works for them now.</summary>
internal static class MoreCoins
{
    /// <param name="player">Who is short.</param>
    /// <param name="missing">Coins that the purse lacks.</param>
    /// <param name="session">Knows the time and the rates.</param>
    public static Phrase ForPurse(Player player, long missing, Session session) =>
        player.Bank >= missing ? Phrase.Say($"/withdraw takes some out of your bank.") : FromNowhere(player, session);

    /// <summary>For the bank, which its own coins do not fill.</summary>
    public static Phrase FromNowhere(Player player, Session session) =>
        player.StartedAt is null ? Phrase.Say($"/start gives {session.Rates.StarterBonus:N0} to begin with.")
            : player.ReadyAt(Player.DailyCommand, session.Now) is { } readyAt
            ? Phrase.Say($"/daily gives {session.Rates.DailyReward:N0} {Discord.Markup.NextSecond(readyAt):R}.")
            : Phrase.Say($"/daily gives {session.Rates.DailyReward:N0}.");
}
