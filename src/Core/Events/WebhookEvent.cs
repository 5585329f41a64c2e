using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Events;

/// <summary>What Discord posts to the events endpoint. Fields we do not use are skipped.</summary>
public sealed record EventEnvelope
{
    /// <summary>Asks whether the endpoint is there.</summary>
    public const int Ping = 0;

    /// <summary>Carries an <see cref="Event"/>.</summary>
    public const int Carrier = 1;

    public required Snowflake ApplicationId { get; init; }

    /// <summary>Open: Discord may add more.</summary>
    public required int Type { get; init; }

    /// <summary>Null in a ping.</summary>
    public WebhookEvent? Event { get; init; }

    /// <summary>Reads a request body whose signature was verified.</summary>
    /// <exception cref="JsonException">Not an envelope: broken JSON, a missing or mistyped field, a field given twice, too deep.</exception>
    public static EventEnvelope Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, EventJson.Default.EventEnvelope) is not { } envelope ? throw new JsonException("The body is null.")
        : envelope is { Type: Carrier, Event: null } ? throw new JsonException("The event is missing.")
        : envelope;
}

/// <summary>Something that happened at Discord. It comes at least once, in any order.</summary>
public sealed record WebhookEvent
{
    public const string Authorized = "APPLICATION_AUTHORIZED";
    public const string Deauthorized = "APPLICATION_DEAUTHORIZED";
    public const string EntitlementCreated = "ENTITLEMENT_CREATE";
    public const string EntitlementUpdated = "ENTITLEMENT_UPDATE";
    public const string EntitlementDeleted = "ENTITLEMENT_DELETE";

    /// <summary>Open: unknown ones are taken and left out.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, to the millisecond.</summary>
    [JsonConverter(typeof(EventMomentConverter))]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Its shape depends on the type; a copy, so it outlives the request. Undefined: there is none.</summary>
    public JsonElement Data { get; init; }

    /// <exception cref="JsonException">The data are not of this shape.</exception>
    internal T Read<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
        where T : class =>
        Data.ValueKind == JsonValueKind.Object && Data.Deserialize(shape) is { } data ? data : throw new JsonException("The event has no data.");
}

/// <summary>Data of <see cref="WebhookEvent.Authorized"/> and <see cref="WebhookEvent.Deauthorized"/>.</summary>
internal sealed record AuthorizationData
{
    /// <summary>0: to a server, 1: to the user's own account. Null: a sign-in on a web page.</summary>
    public int? IntegrationType { get; init; }

    public required AuthorizingUser User { get; init; }

    /// <summary>Set when it was installed to a server.</summary>
    public AuthorizedGuild? Guild { get; init; }
}

internal sealed record AuthorizingUser
{
    public required Snowflake Id { get; init; }

    public bool Bot { get; init; }

    public string? Locale { get; init; }
}

internal sealed record AuthorizedGuild
{
    public required Snowflake Id { get; init; }

    public string Name { get; init; } = "";

    public string? PreferredLocale { get; init; }
}

/// <summary>Data of the entitlement events.</summary>
internal sealed record EntitlementData
{
    public required Snowflake Id { get; init; }

    public required Snowflake SkuId { get; init; }

    public int Type { get; init; }

    public Snowflake? UserId { get; init; }

    public Snowflake? GuildId { get; init; }

    public bool Deleted { get; init; }

    public bool Consumed { get; init; }

    [JsonConverter(typeof(OptionalEventMomentConverter))]
    public DateTimeOffset? StartsAt { get; init; }

    [JsonConverter(typeof(OptionalEventMomentConverter))]
    public DateTimeOffset? EndsAt { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(EventEnvelope))]
[JsonSerializable(typeof(AuthorizationData))]
[JsonSerializable(typeof(EntitlementData))]
internal sealed partial class EventJson : JsonSerializerContext;

/// <summary>Discord's events write moments in UTC without saying so; those with an offset mean what they say. Whatever the machine's own zone is.</summary>
internal sealed class EventMomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds())
            : throw new JsonException("Not a moment.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <inheritdoc cref="EventMomentConverter"/>
internal sealed class OptionalEventMomentConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly EventMomentConverter Inner = new();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : Inner.Read(ref reader, typeof(DateTimeOffset), options);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => writer.WriteStringValue(value!.Value);
}
