using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Bots;

/// <summary>A Discord application that we serve.</summary>
public sealed record Bot
{
    /// <summary>Blurple, until a bot chooses its own.</summary>
    public const int DefaultAccent = 0x5865F2;

    public required Snowflake ApplicationId { get; init; }

    /// <summary>What it calls itself in its replies.</summary>
    public string Name { get; init; } = "Flippy Flip";

    /// <summary>Colour of its cards, 0..0xFFFFFF.</summary>
    public int Accent { get; init; } = DefaultAccent;

    /// <summary>Its own pictures, by the names of <see cref="Replies.Emoji.All"/>; those that are missing are everybody's.</summary>
    public IReadOnlyDictionary<string, string> Emoji { get; init; } = new Dictionary<string, string>(0);

    /// <summary>Null: nobody has the level of an owner.</summary>
    public Snowflake? Owner { get; init; }

    public IReadOnlySet<Snowflake> Developers { get; init; } = new HashSet<Snowflake>();

    /// <summary>Where people get help. Null: nowhere.</summary>
    public Uri? Support { get; init; }

    public Uri? Website { get; init; }

    /// <summary>Where one votes for it. Null: votes are not taken.</summary>
    public Uri? Vote { get; init; }
}

/// <summary>A bot with what it takes to speak with Discord.</summary>
/// <param name="Bot">Who it is.</param>
/// <param name="Key">Its public key, parsed.</param>
/// <param name="Token">Null: it answers interactions, which needs none, and does nothing of its own accord.</param>
/// <param name="Votes">What the list of bots proves its votes with. Null: votes are not taken.</param>
public sealed record ServedBot(Bot Bot, IVerifyingKey Key, BotToken? Token = null, VoteSecret? Votes = null);

/// <summary>The bots of this installation.</summary>
public interface IBots
{
    /// <param name="applicationId">Null: the mother bot.</param>
    /// <returns>Null: no such bot here.</returns>
    ServedBot? Find(Snowflake? applicationId);
}
