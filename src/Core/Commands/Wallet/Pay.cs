using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>Coins from the caller's purse into somebody else's, less the tax; large payments are asked back.</summary>
[Slash("pay", "Pay somebody coins from your purse")]
[Cooldown(seconds: 5)]
internal sealed class Pay : ICommand<Pay.Options>
{
    public const int MostNote = 100;

    public sealed record Options(
        [Describe("Who gets them")] Person User,
        [Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount,
        [Describe("A few words that go with it"), Length(1, MostNote)] string? Note);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        await Addressing.RefuseAsync(options.User, caller, session, ct)
        ?? await Payments.PayAsync(options.User.Id, options.Amount, options.Note, caller, session, ct);
}
