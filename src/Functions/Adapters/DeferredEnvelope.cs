using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Functions.Adapters;

/// <summary>What a queue message says: <c>{"application":"1","received":1767614400000,"attempt":1,"interaction":{...}}</c>, or the blob's name in place of the interaction; one that was given up says so too.</summary>
internal sealed record DeferredEnvelope(DeferredInteraction Interaction, int Attempt, string? Blob, bool IsGivenUp)
{
    public static BinaryData Write(DeferredInteraction interaction, int attempt, string? blob, bool isGivenUp)
    {
        var buffer = new ArrayBufferWriter<byte>(interaction.Body.Length + 128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("application", interaction.ApplicationId.ToString());
            json.WriteNumber("received", interaction.ReceivedAt.ToUnixTimeMilliseconds());
            json.WriteNumber("attempt", attempt);
            if (isGivenUp)
            {
                json.WriteBoolean("givenUp", true);
            }

            if (blob is null)
            {
                // It was read before it was deferred, so it is JSON.
                json.WritePropertyName("interaction");
                json.WriteRawValue(interaction.Body.Span, skipInputValidation: true);
            }
            else
            {
                json.WriteString("blob", blob);
            }

            json.WriteEndObject();
        }

        return new BinaryData(buffer.WrittenMemory);
    }

    /// <summary>True: it was given up before, and its user could not be told then.</summary>
    public static bool WasGivenUp(string message) => TryRead(message) is { IsGivenUp: true };

    /// <exception cref="FormatException">It is none of ours. Nothing of it is repeated, not even by an inner exception: it may hold a token.</exception>
    public static DeferredEnvelope Read(string message) => TryRead(message) ?? throw new FormatException("A deferred message is not in our form.");

    private static DeferredEnvelope? TryRead(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            var root = json.RootElement;
            var blob = root.TryGetProperty("blob", out var name) ? name.GetString() : null;
            var body = blob is null ? JsonMarshal.GetRawUtf8Value(root.GetProperty("interaction")).ToArray() : [];
            return Snowflake.TryParse(root.GetProperty("application").GetString() ?? "", out var application)
                ? new DeferredEnvelope(
                    new DeferredInteraction(application, body, DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty("received").GetInt64())),
                    root.GetProperty("attempt").GetInt32(),
                    blob,
                    root.TryGetProperty("givenUp", out var givenUp) && givenUp.GetBoolean())
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
