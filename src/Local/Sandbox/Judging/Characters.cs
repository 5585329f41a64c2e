using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Discord counts characters, not UTF-16 units, and counts them after trimming.</summary>
internal static class Characters
{
    public static int Count(string? text) => text?.Trim().EnumerateRunes().Count() ?? 0;

    public static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>The text of a field; what is absent or no text has none.</summary>
    public static int CountOf(JsonNode? value) => value is JsonValue given && given.TryGetValue<string>(out var text) ? Count(text) : 0;

    /// <summary>Null or absent is no value; so is a text without a visible character.</summary>
    public static bool IsGiven(JsonNode? value) => value is not null && !(value is JsonValue given && given.TryGetValue<string>(out var text) && IsBlank(text));
}
