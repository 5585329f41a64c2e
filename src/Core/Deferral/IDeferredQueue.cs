using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Deferral;

/// <summary>An interaction that was answered with "thinking" and still has to run.</summary>
/// <param name="ApplicationId">The bot it was sent to.</param>
/// <param name="Body">The verified request body as it arrived, UTF-8 JSON.</param>
/// <param name="ReceivedAt">When it arrived; its token lives 15 minutes from then.</param>
public sealed record DeferredInteraction(Snowflake ApplicationId, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);

/// <summary>A queue that survives the process. A message is delivered at least once.</summary>
public interface IDeferredQueue
{
    /// <summary>Returns when the message is durable.</summary>
    Task EnqueueAsync(DeferredInteraction interaction, CancellationToken ct);
}
