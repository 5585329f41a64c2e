using System.Text.Json;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Events;

namespace FlippyFlip.Core.Votes;

/// <summary>What a list of bots posts when somebody votes: the newer kind wraps the vote, the older one is flat. Fields we do not use are skipped.</summary>
public sealed record VoteNotice
{
    /// <summary>The newer kind's name of a vote; of its others none is one.</summary>
    private const string Created = "vote.create";

    /// <summary>The older kind's.</summary>
    private const string Upvote = "upvote";

    /// <summary>Open: tests and what the list may add are no votes.</summary>
    public required string Type { get; init; }

    /// <summary>Newer kind.</summary>
    public VoteData? Data { get; init; }

    /// <summary>Older kind: who was voted for.</summary>
    public Snowflake? Bot { get; init; }

    /// <summary>Older kind: who voted.</summary>
    public Snowflake? User { get; init; }

    /// <summary>Reads a request body whose sender is known.</summary>
    /// <exception cref="JsonException">Not a notice: broken JSON, a missing or mistyped field, a field given twice, too deep.</exception>
    public static VoteNotice Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, VoteJson.Default.VoteNotice) ?? throw new JsonException("The body is null.");

    /// <summary>The vote that it tells. Null: it tells none.</summary>
    /// <param name="bot">Whom it was sent to.</param>
    /// <param name="now">The time, to the millisecond.</param>
    /// <param name="interval">From one vote to the next, where the notice does not say.</param>
    /// <exception cref="JsonException">It is a vote for somebody else, or of nobody.</exception>
    public CastVote? Vote(Snowflake bot, DateTimeOffset now, TimeSpan interval)
    {
        switch (Type)
        {
            case Created when Data is { Id.Length: > 0 and <= VoteData.LongestId } data && data.Project.PlatformId == bot:
                // A clock that is ahead of ours must not make a vote of tomorrow.
                var at = data.CreatedAt is { } castAt && castAt < now ? castAt : now;
                return new CastVote(data.User.PlatformId, data.Id, at, data.ExpiresAt is { } end && end - at <= interval * 2 ? end : at + interval);
            case Upvote when User is { } user && Bot == bot:
                return new CastVote(user, null, now, now + interval);
            case Created or Upvote:
                throw new JsonException("The vote is for another bot, or of nobody.");
            default:
                return null;
        }
    }
}

/// <summary>Data of the newer kind.</summary>
public sealed record VoteData
{
    /// <summary>Ids of the list have fewer characters by far.</summary>
    public const int LongestId = 64;

    public required string Id { get; init; }

    public required VoteParty Project { get; init; }

    public required VoteParty User { get; init; }

    [JsonConverter(typeof(OptionalEventMomentConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>From then on the user can vote again.</summary>
    [JsonConverter(typeof(OptionalEventMomentConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Whom a vote is for, or who cast it.</summary>
public sealed record VoteParty
{
    /// <summary>Discord's id; the list has one of its own as well.</summary>
    public required Snowflake PlatformId { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(VoteNotice))]
internal sealed partial class VoteJson : JsonSerializerContext;
