using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>Keeps somebody's requests, duels, trades and gifts away, or lets them come again.</summary>
[Slash("block", "Take nothing from somebody any more; again to let them come")]
[Private]
[EvenWhenBanned]
internal sealed class Block : ICommand<Block.Options>
{
    public sealed record Options([Describe("Whom to block, or to let come again")] Person User);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        if (options.User.Id == caller.UserId)
        {
            return Refusals.Yourself();
        }

        if (options.User.IsBot)
        {
            return Reply.Refuse($"{options.User.Shown} is a bot and sends you nothing through me.");
        }

        var player = await session.PlayerAsync(caller, ct);
        var name = options.User.Shown;
        return player.Block(options.User.Id) switch
        {
            BlockOutcome.Blocked => Reply.Whisper($"{Emoji.Lock} {name} is blocked: no payments, requests or duels from them. /block again lets them come."),
            BlockOutcome.Unblocked => Reply.Whisper($"{Emoji.Ready} {name} may come again."),
            _ => Reply.Refuse($"You block {Player.MostBlocks:N0} people, and no more fit. /block with one of them makes room."),
        };
    }
}
