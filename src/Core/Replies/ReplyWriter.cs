using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Replies;

/// <summary>The shapes of a reply; phrases need a language, which <see cref="ReplyWriter"/> gives.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Reply))]
internal sealed partial class ReplyJson : JsonSerializerContext;

/// <summary>Writes replies as Discord reads them, in one language.</summary>
public static class ReplyWriter
{
    /// <summary>One for each language of each bot, for as long as they are spoken.</summary>
    private static readonly ConditionalWeakTable<Locale, ReplyJson> ByLocale = [];

    /// <summary>The whole reply, as the answer to an interaction.</summary>
    public static void Write(Reply reply, Locale locale, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        if (reply.Type == ReplyType.Update)
        {
            // Discord keeps what an update leaves out: buttons whose time is over would stay.
            writer.WriteStartObject();
            writer.WriteNumber("type", (int)reply.Type);
            writer.WritePropertyName("data");
            WriteWhole(writer, reply.Data ?? new ReplyData(), locale);
            writer.WriteEndObject();
            return;
        }

        JsonSerializer.Serialize(writer, reply, JsonOf(locale).Reply);
    }

    /// <summary>The message alone, as an edit of the first reply takes it. What the reply lacks is emptied, not kept.</summary>
    public static void WriteEdit(Reply reply, Locale locale, IBufferWriter<byte> output)
    {
        var data = reply.Data ?? new ReplyData();
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        // Privacy was decided when the reply was deferred; only the layout flag may come with an edit.
        WriteWhole(writer, data with { Flags = data.Flags & MessageFlags.Layout }, locale);
    }

    /// <summary>The message alone, as a follow-up takes it: with its privacy.</summary>
    public static void WriteFollowUp(Reply reply, Locale locale, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        JsonSerializer.Serialize(writer, reply.Data ?? new ReplyData(), JsonOf(locale).ReplyData);
    }

    /// <summary>The message alone, as a channel takes it: for everyone there, and once however often it is sent.</summary>
    /// <param name="reply">A message.</param>
    /// <param name="locale">Its readers' language.</param>
    /// <param name="nonce">1..25 characters. Null: the message goes where Discord knows none.</param>
    /// <param name="output">Where it is written.</param>
    public static void WriteMessage(Reply reply, Locale locale, string? nonce, IBufferWriter<byte> output)
    {
        var data = reply.Data ?? new ReplyData();
        // Only an answer to an interaction can be private.
        var open = data with { Flags = data.Flags & ~MessageFlags.Ephemeral };
        using var whole = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(open, JsonOf(locale).ReplyData));
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        foreach (var field in whole.RootElement.EnumerateObject())
        {
            field.WriteTo(writer);
        }

        if (nonce is not null)
        {
            writer.WriteString("nonce", nonce);
            writer.WriteBoolean("enforce_nonce", true);
        }

        writer.WriteEndObject();
    }

    private static ReplyJson JsonOf(Locale locale) => ByLocale.GetValue(locale, static locale => new ReplyJson(new JsonSerializerOptions(ReplyJson.Default.Options)
    {
        Converters = { new PhraseConverter(locale) },
        // Replies are JSON in an HTTP body, never in a page: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }));

    /// <summary>A message that takes another's place: what it lacks is emptied.</summary>
    private static void WriteWhole(Utf8JsonWriter writer, ReplyData data, Locale locale)
    {
        using var whole = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(data, JsonOf(locale).ReplyData));
        writer.WriteStartObject();
        foreach (var field in whole.RootElement.EnumerateObject())
        {
            field.WriteTo(writer);
        }

        if (!data.Flags.HasFlag(MessageFlags.Layout))
        {
            WriteEmpty(writer, "content", data.Content is null);
            WriteEmpty(writer, "embeds", data.Embeds is null);
            WriteEmpty(writer, "components", data.Components is null);
        }

        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, string field, bool isMissing)
    {
        if (isMissing)
        {
            writer.WriteNull(field);
        }
    }
}

/// <summary>A phrase becomes text where it is written.</summary>
internal sealed class PhraseConverter(Locale locale) : JsonConverter<Phrase>
{
    public override Phrase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Phrase.Verbatim(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options) => writer.WriteStringValue(value.Render(locale));
}
