using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>Holds what a person filled in against the form as the bot sent it, and writes it as interactions carry it.</summary>
internal sealed class FilledFields(JsonObject form, Values values)
{
    private const int Row = 1;
    private const int Texts = 3;
    private const int TextInput = 4;
    private const int Label = 18;
    private const int Upload = 19;
    private const int Radio = 21;
    private const int Boxes = 22;
    private const int Box = 23;

    /// <summary>Longest text of a field that sets no limit of its own.</summary>
    private const int MostText = 4000;

    private int _number;

    /// <returns>The form's fields in its order, as <c>data.components</c> carries them.</returns>
    public JsonArray Check(IReadOnlyList<JsonObject> given)
    {
        var body = new JsonObject { ["components"] = new JsonArray([.. given.Select(each => each.DeepClone())]) };
        var filled = body.Components().Where(each => each.Text("custom_id") is not null).ToList();
        var declared = form.Components().Select(each => each.Text("custom_id")).OfType<string>().ToList();
        foreach (var (index, _) in filled.Index().Where(each => !declared.Contains(each.Item.Text("custom_id")!)))
        {
            values.OneOf(["components", $"{index}", "custom_id"], declared);
        }

        return [.. form.Items("components").Index().Select(each => Outer(each.Item, filled, ["components", $"{each.Index}"]))];
    }

    private JsonObject Outer(JsonObject outer, List<JsonObject> filled, IReadOnlyList<string> path)
    {
        var written = new JsonObject { ["type"] = outer.Number("type"), ["id"] = Number(outer) };
        if (outer.Number("type") == Label && outer.Child("component") is { } field)
        {
            written["component"] = Field(field, filled, [.. path, "component"]);
        }
        else if (outer.Number("type") == Row)
        {
            written["components"] = new JsonArray([.. outer.Items("components").Index().Select(each => Field(each.Item, filled, [.. path, "components", $"{each.Index}"]))]);
        }

        return written;
    }

    private JsonObject Field(JsonObject field, List<JsonObject> filled, IReadOnlyList<string> path)
    {
        var given = filled.Find(each => each.Text("custom_id") == field.Text("custom_id")) ?? [];
        var written = new JsonObject { ["type"] = field.Number("type"), ["id"] = Number(field), ["custom_id"] = field.Text("custom_id") };
        var isRequired = field.Flag("required") ?? true;
        switch (field.Number("type"))
        {
            case TextInput:
                written["value"] = Text(field, given.Text("value") ?? "", isRequired, [.. path, "value"]);
                break;
            case Radio:
                written["value"] = One(field, given.Text("value"), isRequired, [.. path, "value"]);
                break;
            case Box:
                written["value"] = YesOrNo(given["value"], [.. path, "value"]);
                break;
            default:
                written["values"] = Several(field, given["values"], isRequired, [.. path, "values"]);
                break;
        }

        return written;
    }

    private string Text(JsonObject field, string text, bool isRequired, IReadOnlyList<string> path)
    {
        if (text.Length > 0)
        {
            values.Length(path, text, field.Number("min_length"), field.Number("max_length") ?? MostText);
        }
        else if (isRequired)
        {
            values.Missing(path);
        }

        return text;
    }

    private string? One(JsonObject field, string? value, bool isRequired, IReadOnlyList<string> path)
    {
        if (value is null && isRequired)
        {
            values.Missing(path);
        }
        else if (value is not null && Values.Offered(field, "options") is var offered && !offered.Contains(value))
        {
            values.OneOf(path, offered);
        }

        return value;
    }

    private bool YesOrNo(JsonNode? value, IReadOnlyList<string> path)
    {
        if (value is not null && value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            values.Wrong(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        }

        return value?.GetValueKind() == JsonValueKind.True;
    }

    private JsonArray Several(JsonObject field, JsonNode? given, bool isRequired, IReadOnlyList<string> path)
    {
        List<string> chosen = [.. (given as JsonArray ?? []).Select(value => value?.ToString() ?? "")];
        if (chosen.Count == 0 && !isRequired)
        {
            return [];
        }

        switch (field.Number("type"))
        {
            case Upload when chosen.Count > 0:
                values.Wrong(path, "ATTACHMENT_NOT_FOUND", "The attachment could not be found.");
                break;
            case Upload:
                values.Missing(path);
                break;
            case Boxes:
                values.Count(path, chosen.Count, field.Number("min_values") ?? 1, field.Number("max_values") ?? field.Items("options").Count());
                Choice.Offered(field, chosen, path, values);
                break;
            default:
                Choice.Check(field, field.Number("type") ?? Texts, chosen, path, values);
                break;
        }

        return [.. chosen.Select(value => JsonValue.Create(value))];
    }

    /// <summary>Discord numbers them where the bot does not.</summary>
    private int Number(JsonObject component) => component.Number("id") ?? ++_number;
}
