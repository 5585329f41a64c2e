using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Under which nonce a message came, for a few minutes: the same again is the same message. Used under the world's lock.</summary>
internal sealed class Nonces(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(Snowflake Channel, string Nonce), (Snowflake Message, DateTimeOffset At)> _known = [];

    /// <summary>Null: new.</summary>
    public Snowflake? Known(Snowflake channel, string nonce) => _known.TryGetValue((channel, nonce), out var found) && time.GetUtcNow() - found.At < Kept ? found.Message : null;

    /// <param name="channel">Where it stands.</param>
    /// <param name="nonce">Null: it came without.</param>
    /// <param name="message">Its id.</param>
    public void Remember(Snowflake channel, string? nonce, Snowflake message)
    {
        if (nonce is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var (old, _) in _known.Where(each => now - each.Value.At >= Kept).ToList())
        {
            _known.Remove(old);
        }

        _known[(channel, nonce)] = (message, now);
    }
}
