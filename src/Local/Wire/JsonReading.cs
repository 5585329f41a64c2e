using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Wire;

/// <summary>Reads a reply that may have any shape: what is absent or of another kind is null, false or empty.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(this JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? Flag(this JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static JsonObject? Child(this JsonObject? json, string name) => json?[name] as JsonObject;

    public static IEnumerable<JsonObject> Items(this JsonObject? json, string name) => json?[name] is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>All components within a message or a modal, the outer before the inner.</summary>
    public static IEnumerable<JsonObject> Components(this JsonObject? json)
    {
        var direct = json.Items("components").ToList();
        if (json.Child("accessory") is { } accessory)
        {
            direct.Add(accessory);
        }

        if (json.Child("component") is { } labelled)
        {
            direct.Add(labelled);
        }

        return direct.SelectMany(component => component.Components().Prepend(component));
    }
}
