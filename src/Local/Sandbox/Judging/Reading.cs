using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Reads bodies of any shape as Discord would: what is of another kind is not there, whole numbers may come as text.</summary>
internal static class Reading
{
    public static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Number(JsonNode? value)
    {
        var text = value?.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.ToJsonString(),
            _ => null,
        };
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static double? Fraction(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;

    public static JsonObject? AsObjectOrNull(this JsonNode node) => node as JsonObject;

    public static int CountOf(JsonNode? list) => list is JsonArray items ? items.Count : 0;

    /// <summary>The objects of a list with their indexes; others in it are for the schema to refuse.</summary>
    public static IEnumerable<(JsonObject Json, int Index)> Objects(JsonNode? list)
    {
        if (list is not JsonArray items)
        {
            yield break;
        }

        for (var index = 0; index < items.Count; index++)
        {
            if (items[index] is JsonObject json)
            {
                yield return (json, index);
            }
        }
    }

    public static IEnumerable<string> Texts(JsonNode? list) => list is JsonArray items ? items.Select(Text).OfType<string>() : [];

    /// <summary>A map's texts by key.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Map(JsonNode? map) =>
        map is JsonObject json ? json.Where(each => Text(each.Value) is not null).Select(each => KeyValuePair.Create(each.Key, Text(each.Value)!)) : [];
}
