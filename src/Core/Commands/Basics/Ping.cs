using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>Where the time of this very interaction went.</summary>
[Slash("ping", "How fast I am right now")]
[Private]
internal sealed class Ping(TimeProvider time) : ICommand
{
    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var receipt = caller.Receipt;
        var dispatch = receipt.Timestamp == 0 ? TimeSpan.Zero : time.GetElapsedTime(receipt.Timestamp) - receipt.Signature;
        var store = await session.MeasureStoreAsync(ct);
        var age = session.Now - caller.Interaction.CreatedAt;
        return Reply.Show(caller.Card($"{Emoji.Pulse} Pong!")
            .Field($"Signature", $"{receipt.Signature.TotalMilliseconds:N2} ms")
            .Field($"Dispatch", $"{dispatch.TotalMilliseconds:N2} ms")
            .Field($"Store", $"{store.TotalMilliseconds:N2} ms")
            .Field($"Age of this interaction", $"{Math.Max(0, age.TotalMilliseconds):N0} ms")).Private();
    }
}
