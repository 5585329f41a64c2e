using System.Collections.Concurrent;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Bots;

/// <summary>A token that Discord does not accept any more; the id is the bot's and the token's fingerprint.</summary>
public sealed class QuarantinedToken : Document, IDocument<QuarantinedToken>
{
    /// <summary>Then one more request may find out again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public static Collection<QuarantinedToken> Collection { get; } = new("quarantined_tokens", StoredJson.Default.QuarantinedToken);

    public required DateTimeOffset Since { get; init; }

    public static string IdOf(Snowflake bot, BotToken token) => $"{bot}/{token.Fingerprint}";
}

/// <summary>
/// A token that got a 401 is not used again by any process: ten thousand invalid requests in ten minutes block an address for all bots behind it.
/// A new token has another fingerprint and is free.
/// </summary>
public sealed class TokenQuarantine(IStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);

    /// <summary>Since when a token is refused. Null: it may be used.</summary>
    public async Task<DateTimeOffset?> SinceAsync(Snowflake bot, BotToken token, CancellationToken ct)
    {
        var id = QuarantinedToken.IdOf(bot, token);
        if (_known.TryGetValue(id, out var since))
        {
            return since;
        }

        return (await store.FindAsync<QuarantinedToken>(id, ct))?.Since is { } stored ? _known.GetOrAdd(id, stored) : null;
    }

    /// <summary>At once in this process, whatever the store does.</summary>
    public async Task AddAsync(Snowflake bot, BotToken token, CancellationToken ct)
    {
        var (id, now) = (QuarantinedToken.IdOf(bot, token), time.GetUtcNow());
        if (_known.TryAdd(id, now))
        {
            // A conflict means that another process was told the same.
            await store.CommitAsync(new Commit().Insert(new QuarantinedToken { Id = id, Since = now, ExpiresAt = now + QuarantinedToken.Kept }), ct);
        }
    }
}
