using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Wire;

/// <summary>Reads JSON of whoever sent it, so that nothing in it can fail later.</summary>
internal static class StrictJson
{
    /// <summary>Levels of what is kept and shown to others: it comes to stand within more JSON, and nothing of more than 64 levels is ever written.</summary>
    public const int MostKept = 32;

    /// <param name="utf8">One value.</param>
    /// <param name="depth">The most levels it may have.</param>
    /// <returns>Null: the value is null.</returns>
    /// <exception cref="JsonException">It is no JSON, or too deep, or a field is given twice, or a text is not one that Unicode knows.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, int depth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                {
                    // Half a surrogate pair is found only when the text is read.
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException("A text is not one that Unicode knows.", broken);
        }

        return JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
    }
}
