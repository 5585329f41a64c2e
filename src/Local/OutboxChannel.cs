using System.Threading.Channels;
using FlippyFlip.Core.Outbox;

namespace FlippyFlip.Local;

/// <summary>Signals within this process. What does not fit any more is left to the sweep.</summary>
internal sealed class OutboxChannel : IOutboxSignal
{
    private const int Most = 1000;

    private readonly Channel<string> _ids = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<string> Ids => _ids.Reader;

    public void Raise(string id) => _ids.Writer.TryWrite(id);
}
