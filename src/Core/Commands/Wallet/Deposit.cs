using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>Moves coins from the caller's purse into the bank.</summary>
[Slash("deposit", "Put coins from your purse into the bank")]
[Cooldown(seconds: 3)]
[Private]
internal sealed class Deposit : ICommand<Deposit.Options>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Deposit(options.Amount, session.Rates, session.Occasion) switch
        {
            DepositOutcome.Deposited done => Reply.Whisper($"{Emoji.Bank} Banked **{done.Coins:N0}**. Purse {player.Purse:N0}, bank {player.Bank:N0}."),
            DepositOutcome.BankFull full => Reply.Refuse($"Your bank takes {full.Capacity:coins} at most and has room for {full.Room:N0} more. Play to level up for more room."),
            DepositOutcome.TooPoor poor => Reply.Refuse($"You carry {poor.Purse:coins}; this deposit needs {poor.Needed:N0}. {MoreCoins.FromNowhere(player, session)}"),
        };
    }
}
