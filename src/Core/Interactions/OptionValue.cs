using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Interactions;

/// <summary>The value of an option: text, a number, a boolean, or nothing. At most one of the fields is set.</summary>
[JsonConverter(typeof(OptionValueConverter))]
public readonly record struct OptionValue(string? Text, double? Number, bool? Flag)
{
    public bool IsEmpty => Text is null && Number is null && Flag is null;

    /// <summary>The whole number, when it is one within ±(2^53 - 1), the largest Discord sends.</summary>
    public long? Integer => Number is { } number && Math.Abs(number) <= Discord.Limits.OptionInteger && number == Math.Truncate(number) ? (long)number : null;
}

/// <summary>Anything that is not a plain value (an object, an array) reads as nothing, so the binder can say what is wrong.</summary>
internal sealed class OptionValueConverter : JsonConverter<OptionValue>
{
    public override bool HandleNull => true;

    public override OptionValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new OptionValue(reader.GetString(), null, null);
            case JsonTokenType.Number:
                return new OptionValue(null, reader.TryGetDouble(out var number) ? number : null, null);
            case JsonTokenType.True or JsonTokenType.False:
                return new OptionValue(null, null, reader.GetBoolean());
            default:
                reader.Skip();
                return default;
        }
    }

    public override void Write(Utf8JsonWriter writer, OptionValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case { Text: { } text }:
                writer.WriteStringValue(text);
                break;
            case { Number: { } number }:
                writer.WriteNumberValue(number);
                break;
            case { Flag: { } flag }:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
