using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>Purse, bank and net worth; of somebody else without the bank unless they share it.</summary>
[Slash("balance", "Your coins, or somebody's")]
[Private]
internal sealed class Balance : ICommand<Balance.Options>
{
    public sealed record Options([Describe("Whose coins; yours if you leave it out")] Person? User);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        if (options.User is { IsBot: true } bot)
        {
            return Refusals.NoWallet(bot);
        }

        var isOwn = options.User is null || options.User.Id == caller.UserId;
        var player = (await session.PlayersAsync([caller.UserId, options.User?.Id ?? caller.UserId], ct))[1];
        var card = caller.Card($"{Emoji.Coin} Coins of {Markup.Escape(options.User is { } user ? user.Name ?? user.Id.ToString() : caller.Name)}")
            .Field($"Purse", $"{player.Purse:N0}");
        return Reply.Show(isOwn || player.Preferences.SharesBank
            ? card.Field($"Bank", $"{player.Bank:N0} of {session.Rates.BankRoom(session.Rates.Level(player.Experience)):N0}")
                .Field($"Net worth", $"{player.NetWorth:N0}")
            : card.Foot($"The bank is private.")).Private();
    }
}
