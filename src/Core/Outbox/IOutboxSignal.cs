namespace FlippyFlip.Core.Outbox;

/// <summary>
/// Tells whoever sends that there is something to send. The message itself lies in the store, so a signal carries its id alone, may be lost (the
/// sweep finds the message within a minute) and may come twice.
/// </summary>
public interface IOutboxSignal
{
    /// <summary>
    /// Returns at once and never throws: a reply is waiting. An adapter that needs the network does it in the background.
    /// </summary>
    /// <param name="id">Of an <see cref="OutboxMessage"/> that is committed. Hand it to <see cref="OutboxDispatcher.SendAsync"/>.</param>
    void Raise(string id);
}
