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
    private readonly OwnAddress _own;
    private readonly Lock _lock = new();
    private readonly List<Endpoint> _endpoints = [];

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
        Identity = new SigningIdentity(bot.ApplicationId, keys.PublicKey, _key.Sign);
    }

    public World World { get; }

    public PayloadJudge Judge { get; }

    public Answers Answers { get; }

    /// <summary>What is posted in Discord's name is signed with it.</summary>
    public SigningIdentity Identity { get; }

    /// <summary>Where interactions are posted: what the application has set, else this server's own endpoint.</summary>
    public async Task<Endpoint> EndpointAsync(CancellationToken ct)
    {
        var own = await _own.FindAsync(ct);
        lock (_lock)
        {
            var address = World.Application.InteractionsEndpoint ?? Endpoint.InteractionsOf(own);
            if (_endpoints.Find(each => each.Address == address) is { } known)
            {
                return known;
            }

            // The ones before may still be waiting for an answer.
            var endpoint = new Endpoint(own, Identity, World.Time, Endpoint.Handler(connections: 64)) { Address = address };
            _endpoints.Add(endpoint);
            return endpoint;
        }
    }

    public void Dispose()
    {
        _endpoints.ForEach(endpoint => endpoint.Dispose());
        _key.Dispose();
    }
}
