using System.Text;
using System.Text.Json.Nodes;

namespace FlippyFlip.FrontDoor;

/// <summary>A reply as a person sees it. <see cref="ToString"/> is the whole of it in plain text, for tests to compare.</summary>
public sealed record Seen(JsonObject Json, JsonObject Interaction)
{
    public int Type => (int)Json["type"]!;

    public JsonObject Data => Json["data"]?.AsObject() ?? [];

    public bool IsPrivate => ((int?)Data["flags"] & 64) != 0 && Data["flags"] is not null;

    /// <summary>The id of the reply's only menu.</summary>
    public string MenuId => (string)Components().First(component => (int)component["type"]! == 3)["custom_id"]!;

    public string CustomIdOf(string label) =>
        (string?)Components().FirstOrDefault(component => (int)component["type"]! == 2 && (string?)component["label"] == label)?["custom_id"]
        ?? throw new InvalidOperationException($"There is no button '{label}' on: {this}");

    /// <summary>Of every component that has one, in their order.</summary>
    public IEnumerable<string> CustomIds() => Components().Select(component => (string?)component["custom_id"]).OfType<string>();

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, Type switch { 4 => IsPrivate ? "(private)" : "", 7 => "(update)", 5 => IsPrivate ? "(thinking, private)" : "(thinking)", 6 => "(thinking quietly)", 8 => "(choices)", 9 => "(form)", var other => $"({other})" });
        Line(text, (string?)Data["title"]);
        Line(text, (string?)Data["content"]);
        foreach (var embed in Data["embeds"]?.AsArray() ?? [])
        {
            Line(text, (string?)embed!["title"] is { } title ? $"# {title}" : null);
            Line(text, (string?)embed["description"]);
            foreach (var field in embed["fields"]?.AsArray() ?? [])
            {
                Line(text, $"{field!["name"]}: {field["value"]}");
            }

            Line(text, (string?)embed["footer"]?["text"] is { } footer ? $"-- {footer}" : null);
        }

        foreach (var row in Data["components"]?.AsArray() ?? [])
        {
            Line(text, Row(row!.AsObject()));
        }

        foreach (var choice in Data["choices"]?.AsArray() ?? [])
        {
            Line(text, $"{choice!["name"]} = {choice["value"]}");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Row(JsonObject row) => (int)row["type"]! == 18
        ? $"{row["label"]}: [{row["component"]!["value"]}]"
        : string.Join(' ', row["components"]!.AsArray().Select(component => (int)component!["type"]! == 3
            ? $"<{component["placeholder"]}: {string.Join(" | ", component["options"]!.AsArray().Select(option => ((bool?)option!["default"] == true ? "*" : "") + option["label"]))}>"
            : $"[{component["label"]}]"));

    private IEnumerable<JsonObject> Components() =>
        (Data["components"]?.AsArray() ?? []).SelectMany(row => row!["components"]?.AsArray() ?? []).Select(component => component!.AsObject());

    private static void Line(StringBuilder text, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            text.Append(line).Append('\n');
        }
    }
}
