using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>One schema of Discord's OpenAPI 3.1 file, which are JSON Schema 2020-12: the part of it that the file uses.</summary>
internal sealed class Schema
{
    /// <summary>Name of another schema that stands here. Null: none.</summary>
    public string? Reference { get; private init; }

    /// <summary>Of <c>string, integer, number, boolean, array, object, null</c>. Empty: any.</summary>
    public IReadOnlyList<string> Types { get; private init; } = [];

    public string? Format { get; private init; }

    public decimal? Minimum { get; private init; }

    public decimal? Maximum { get; private init; }

    /// <summary>Bounds of a text in characters, of a list in items, of a map in fields.</summary>
    public int? Least { get; private init; }

    public int? Most { get; private init; }

    public bool Unique { get; private init; }

    public Regex? Pattern { get; private init; }

    /// <summary>The values there may be, as JSON. Empty: any.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    public IReadOnlyList<string> Required { get; private init; } = [];

    public IReadOnlyDictionary<string, Schema> Properties { get; private init; } = new Dictionary<string, Schema>();

    /// <summary>Of fields that <see cref="Properties"/> does not name. Null: whatever they are, Discord overlooks them.</summary>
    public Schema? Additional { get; private init; }

    public Schema? Items { get; private init; }

    public IReadOnlyList<Schema> AllOf { get; private init; } = [];

    /// <summary><c>oneOf</c> and <c>anyOf</c>: the file's cases exclude each other.</summary>
    public IReadOnlyList<Schema> OneOf { get; private init; } = [];

    public bool Allows(string type) => Types.Count == 0 || Types.Contains(type);

    public static Schema Read(JsonElement json)
    {
        var cases = List(json, "oneOf").Concat(List(json, "anyOf")).ToList();
        var constants = cases.Count > 0 && cases.TrueForAll(each => each.TryGetProperty("const", out _));
        return new Schema
        {
            Reference = Text(json, "$ref")?["#/components/schemas/".Length..],
            Types = Names(json, "type"),
            Format = Text(json, "format"),
            Minimum = Number(json, "minimum"),
            Maximum = Number(json, "maximum"),
            Least = (int?)(Number(json, "minLength") ?? Number(json, "minItems") ?? Number(json, "minProperties")),
            Most = (int?)(Number(json, "maxLength") ?? Number(json, "maxItems") ?? Number(json, "maxProperties")),
            Unique = json.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True,
            Pattern = Text(json, "pattern") is { } pattern ? new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking) : null,
            Choices = constants ? [.. cases.Select(each => each.GetProperty("const").GetRawText())]
                : json.TryGetProperty("const", out var one) ? [one.GetRawText()] : [.. List(json, "enum").Select(each => each.GetRawText())],
            Required = Names(json, "required"),
            Properties = json.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(each => each.Name, each => Read(each.Value), StringComparer.Ordinal) : new(),
            Additional = json.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.Object ? Read(additional) : null,
            Items = json.TryGetProperty("items", out var items) ? Read(items) : null,
            AllOf = [.. List(json, "allOf").Select(Read)],
            OneOf = constants ? [] : [.. cases.Select(Read)],
        };
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.TryGetDecimal(out var number) ? number : null;

    private static JsonElement.ArrayEnumerator List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    private static IReadOnlyList<string> Names(JsonElement json, string name) => Text(json, name) is { } one ? [one] : [.. List(json, name).Select(each => each.GetString()!)];
}
