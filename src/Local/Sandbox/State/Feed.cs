using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>One thing that open pages hear of.</summary>
/// <param name="Name">As docs/sandbox.md lists them.</param>
/// <param name="Data">Never changed once it is told.</param>
/// <param name="OnlyFor">Whose pages hear of it. Null: everybody's.</param>
internal sealed record FeedEvent(string Name, JsonObject Data, Snowflake? OnlyFor);

/// <summary>Tells open pages what happens. A page that does not keep up is cut off, and comes back for the state as it is then.</summary>
internal sealed class Feed
{
    /// <summary>As many events may wait for one page.</summary>
    private const int MostWaiting = 500;

    private readonly ConcurrentDictionary<Listener, byte> _listeners = new();

    /// <summary>The most pages at once.</summary>
    public const int MostListeners = 32;

    /// <returns>Null: too many are open already. To be disposed when the page is gone.</returns>
    public Listener? Listen(Snowflake person)
    {
        if (_listeners.Count >= MostListeners)
        {
            return null;
        }

        var listener = new Listener(this, person);
        _listeners.TryAdd(listener, 0);
        return listener;
    }

    /// <summary>Whether it is worth the while to write down what only some are told.</summary>
    /// <param name="onlyFor">Whose pages would hear of it. Null: everybody's.</param>
    public bool IsHeard(Snowflake? onlyFor) => _listeners.Keys.Any(listener => onlyFor is null || onlyFor == listener.Person);

    /// <summary>Does not wait. Whoever calls holds the lock that orders what is told.</summary>
    public void Tell(FeedEvent told)
    {
        foreach (var listener in _listeners.Keys)
        {
            if ((told.OnlyFor is null || told.OnlyFor == listener.Person) && !listener.Waiting.Writer.TryWrite(told))
            {
                listener.Dispose();
            }
        }
    }

    /// <summary>An open page.</summary>
    internal sealed class Listener(Feed feed, Snowflake person) : IDisposable
    {
        public Snowflake Person { get; } = person;

        /// <summary>Ends when the page does not keep up.</summary>
        internal Channel<FeedEvent> Waiting { get; } = System.Threading.Channels.Channel.CreateBounded<FeedEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

        public ChannelReader<FeedEvent> Events => Waiting.Reader;

        public void Dispose()
        {
            feed._listeners.TryRemove(this, out _);
            Waiting.Writer.TryComplete();
        }
    }
}
