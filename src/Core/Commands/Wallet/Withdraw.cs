using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>Moves coins from the bank into the caller's purse.</summary>
[Slash("withdraw", "Take coins from the bank into your purse")]
[Cooldown(seconds: 3)]
[Private]
internal sealed class Withdraw : ICommand<Withdraw.Options>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<BankAmounts>] Amount Amount);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Withdraw(options.Amount, session.Occasion) switch
        {
            WithdrawOutcome.Withdrawn done => Reply.Whisper($"{Emoji.Purse} Withdrew **{done.Coins:N0}**. Purse {player.Purse:N0}, bank {player.Bank:N0}."),
            WithdrawOutcome.TooPoor poor => Reply.Refuse($"Your bank has {poor.Bank:coins}; this withdrawal needs {poor.Needed:N0}. /deposit puts some in."),
        };
    }
}
