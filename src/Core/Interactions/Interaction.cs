using System.Text.Json;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Interactions;

/// <summary>Discord's interaction types. Open: an unknown number is kept as it came.</summary>
public enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// <summary>Where an interaction was started. Open as well.</summary>
public enum InteractionContext
{
    Guild = 0,
    BotDirectMessage = 1,
    PrivateChannel = 2,
}

/// <summary>What Discord posts to us. Fields we do not use are skipped, fields Discord adds later too.</summary>
public sealed partial record Interaction
{
    /// <summary>Deepest nesting we read; real interactions stay below 15.</summary>
    private const int MaxDepth = 32;

    public required Snowflake Id { get; init; }

    public required Snowflake ApplicationId { get; init; }

    public required InteractionType Type { get; init; }

    /// <summary>A secret: whoever has it can speak for us in this interaction for 15 minutes.</summary>
    public string Token { get; init; } = "";

    /// <summary>Null in a ping.</summary>
    public InteractionData? Data { get; init; }

    /// <summary>Null outside servers.</summary>
    public Snowflake? GuildId { get; init; }

    public Snowflake? ChannelId { get; init; }

    /// <summary>In a server; holds the user. Otherwise <see cref="User"/> is set.</summary>
    public Member? Member { get; init; }

    public User? User { get; init; }

    /// <summary>The message whose component was used.</summary>
    public Message? Message { get; init; }

    /// <summary>The user's language. Null in a ping.</summary>
    public string? Locale { get; init; }

    /// <summary>The server's language. Null outside servers.</summary>
    public string? GuildLocale { get; init; }

    public InteractionContext? Context { get; init; }

    /// <summary>Who installed the app: key "0" a server's id, "1" a user's id.</summary>
    public IReadOnlyDictionary<string, Snowflake>? AuthorizingIntegrationOwners { get; init; }

    public IReadOnlyList<Entitlement>? Entitlements { get; init; }

    /// <summary>Who acts; null in a ping.</summary>
    [JsonIgnore]
    public User? Actor => Member?.User ?? User;

    /// <summary>True when the app works here only because this user installed it for themselves.</summary>
    [JsonIgnore]
    public bool IsUserInstallOnly => AuthorizingIntegrationOwners is { } owners && owners.ContainsKey("1") && !owners.ContainsKey("0");

    /// <summary>
    /// Reads only what every interaction begins with. A ping has no more, and the first one, which Discord times, then need not wait until
    /// the serializer has prepared everything else.
    /// </summary>
    /// <exception cref="JsonException">As for <see cref="Parse"/>, of these fields.</exception>
    public static Envelope ParseEnvelope(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, InteractionJson.Default.Envelope) ?? throw new JsonException("The body is null.");

    /// <summary>Reads a request body whose signature was verified.</summary>
    /// <exception cref="JsonException">Not an interaction: broken JSON, a missing or mistyped field, a field given twice, a null in a list, too deep.</exception>
    public static Interaction Parse(ReadOnlySpan<byte> utf8)
    {
        var interaction = JsonSerializer.Deserialize(utf8, InteractionJson.Default.Interaction) ?? throw new JsonException("The body is null.");
        return interaction.Data?.HasHoles == true ? throw new JsonException("A list holds null.") : interaction;
    }

    /// <summary>How interactions are read and, where they are kept, written.</summary>
    internal static InteractionJson Json => InteractionJson.Default;

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        GenerationMode = JsonSourceGenerationMode.Metadata,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = MaxDepth)]
    [JsonSerializable(typeof(Interaction))]
    [JsonSerializable(typeof(Envelope))]
    internal sealed partial class InteractionJson : JsonSerializerContext;
}

/// <summary>What every interaction has, also a ping.</summary>
public sealed class Envelope
{
    [JsonInclude, JsonRequired]
    public Snowflake ApplicationId { get; internal set; }

    [JsonInclude, JsonRequired]
    public InteractionType Type { get; internal set; }
}
