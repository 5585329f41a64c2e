using FlippyFlip.Core.Bots;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox;

/// <summary>The parts of the sandbox, made at its first request.</summary>
internal sealed class SmallDiscord : IDisposable
{
    private readonly Ed25519SigningKey _key;
    private readonly SigningIdentity _identity;
    private readonly OwnAddress _own;
    private readonly Lock _lock = new();
    private Endpoint? _endpoint;

    /// <param name="bot">The application there is.</param>
    /// <param name="token">What it signs its calls with.</param>
    /// <param name="keys">What this Discord signs its posts with.</param>
    /// <param name="own">Where the bot is.</param>
    /// <param name="time">Clock of everything.</param>
    public SmallDiscord(Bot bot, BotToken token, DevelopmentKeys keys, OwnAddress own, TimeProvider time)
    {
        World = new World(bot, token, time);
        Judge = new PayloadJudge();
        Answers = new Answers(World, Judge);
        _own = own;
        _key = Ed25519SigningKey.FromSeed(keys.Seed.Span);
        _identity = new SigningIdentity(bot.ApplicationId, keys.PublicKey, _key.Sign);
    }

    /// <summary>What this Discord signs its posts with.</summary>
    public SigningIdentity Identity => _identity;

    public World World { get; }

    public PayloadJudge Judge { get; }

    public Answers Answers { get; }

    /// <summary>The bot's endpoint, which is this server's own.</summary>
    public async Task<Endpoint> EndpointAsync(CancellationToken ct)
    {
        var address = await _own.FindAsync(ct);
        lock (_lock)
        {
            return _endpoint ??= new Endpoint(address, _identity, World.Time, Endpoint.Handler(connections: 64));
        }
    }

    public void Dispose()
    {
        _endpoint?.Dispose();
        _key.Dispose();
    }
}
