using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Local.Wire;

/// <summary>Signs as Discord does: Ed25519 over the bytes given. Called from many threads at once.</summary>
/// <returns>64 bytes.</returns>
internal delegate byte[] Sign(ReadOnlySpan<byte> message);

/// <summary>Who `send` and `load` pretend to be towards the bot: Discord itself, with a key the bot was started with.</summary>
/// <param name="ApplicationId">The bot that is spoken to.</param>
/// <param name="PublicKey">32 bytes, what the bot checks with.</param>
/// <param name="Sign">Signs with the private half.</param>
internal sealed record SigningIdentity(Snowflake ApplicationId, ReadOnlyMemory<byte> PublicKey, Sign Sign)
{
    /// <summary>Signs votes as the list of bots does. Null: it casts none.</summary>
    public VoteSecret? Votes { get; init; }
}

/// <summary>A fresh Ed25519 pair.</summary>
/// <param name="Seed">32 bytes, the secret.</param>
/// <param name="PublicKey">32 bytes.</param>
internal sealed record KeyPair(byte[] Seed, byte[] PublicKey);
