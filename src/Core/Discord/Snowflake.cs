using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Discord;

/// <summary>A Discord id: 64 bits, the upper 42 of which are milliseconds since 2015. Written as a JSON string.</summary>
[JsonConverter(typeof(SnowflakeConverter))]
public readonly record struct Snowflake(ulong Value) : IComparable<Snowflake>
{
    /// <summary>Milliseconds between the Unix epoch and Discord's (2015-01-01T00:00:00Z).</summary>
    private const long DiscordEpoch = 1_420_070_400_000;

    /// <summary>Digits of the largest 64-bit number.</summary>
    private const int MostDigits = 20;

    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> 22) + DiscordEpoch);

    /// <summary>Reads 1..20 decimal digits within 64 bits; nothing else is an id.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Snowflake id)
    {
        // The framework forgives trailing NULs, which no id has.
        var ok = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && text.Length <= MostDigits && text[^1] != '\0';
        id = new Snowflake(ok ? value : 0);
        return ok;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out Snowflake)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Snowflake id)
    {
        var ok = ulong.TryParse(utf8, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && utf8.Length <= MostDigits && utf8[^1] != 0;
        id = new Snowflake(ok ? value : 0);
        return ok;
    }

    /// <exception cref="FormatException">The text is not an id.</exception>
    public static Snowflake Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a Discord id.");

    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;

    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;

    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;

    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;

    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Ids are strings on the wire; numbers are tolerated when they are whole, since Discord allows itself both.</summary>
internal sealed class SnowflakeConverter : JsonConverter<Snowflake>
{
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.Number when reader.TryGetUInt64(out var value) => new Snowflake(value),
        _ => throw new JsonException("Not a Discord id."),
    };

    public override Snowflake ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadText(ref reader);

    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[20];
        value.Value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(digits[..length]);
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());

    private static Snowflake ReadText(ref Utf8JsonReader reader)
    {
        Span<byte> digits = stackalloc byte[20];
        var fits = !reader.HasValueSequence && !reader.ValueIsEscaped && reader.ValueSpan.Length <= digits.Length;
        return fits && Snowflake.TryParse(reader.ValueSpan, out var id) ? id : throw new JsonException("Not a Discord id.");
    }
}
