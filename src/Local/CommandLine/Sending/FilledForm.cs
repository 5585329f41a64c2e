using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>One field of a modal.</summary>
/// <remarks><c>Label</c>: What stands above it.</remarks>
internal sealed record FormField(string Label, JsonObject Component)
{
    public const int TextInput = 4;
    public const int RadioGroup = 21;
    public const int Checkbox = 23;

    public string CustomId => Component.Text("custom_id") ?? "";

    public int Type => Component.Number("type") ?? 0;

    public bool Required => Component.Flag("required") ?? Type != Checkbox;

    /// <summary>The fields of a modal in their order, in labels as well as in the older action rows.</summary>
    public static IEnumerable<FormField> Of(JsonObject _modal)
    {
        foreach (var top in _modal.Items("components"))
        {
            foreach (var inner in top.Components().Where(inner => inner.Text("custom_id") is not null))
            {
                yield return new FormField(top.Text("label") ?? inner.Text("label") ?? inner.Text("custom_id")!, inner);
            }
        }
    }
}

/// <summary>A modal being filled: starts with the bot's own suggestions, ends as what Discord submits.</summary>
internal sealed class FilledForm
{
    private readonly JsonObject _modal;
    private readonly List<FormField> _fields;
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);

    public FilledForm(JsonObject modal)
    {
        _modal = modal;
        _fields = [.. FormField.Of(_modal)];
        foreach (var field in _fields)
        {
            _values[field.CustomId] = Suggested(field);
        }
    }

    public void Fill(string label, string text)
    {
        var labels = _fields.ConvertAll(each => each.Label);
        var field = _fields.Find(each => each.CustomId == label)
            ?? _fields.Find(each => each.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
            ?? throw CommandLineException.Usage($"The form has no field \"{label}\"{NearestName.Suggestion(label, labels)} It has {string.Join(", ", labels)}.");
        _values[field.CustomId] = field.Type switch
        {
            FormField.TextInput => Text(field, text),
            FormField.RadioGroup => Option(field, text),
            FormField.Checkbox => text.ToLowerInvariant() is "true" or "yes" or "on",
            5 => new JsonArray([.. Parts(text).Select(part => JsonValue.Create(OptionValue.User(field.Label, part).ToString()))]),
            _ => new JsonArray([.. Parts(text).Select(part => JsonValue.Create(Option(field, part)))]),
        };
    }

    /// <exception cref="CommandLineException">A required field is empty.</exception>
    public JsonArray Components()
    {
        var missing = _fields.Find(field => field.Required && IsEmpty(_values[field.CustomId]));
        if (missing is not null)
        {
            throw CommandLineException.Usage($"The form needs {missing.Label}: add --fill \"{missing.Label}=…\".");
        }

        return [.. _modal.Items("components").Select(Submitted)];
    }

    private static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 } || (value is JsonValue text && text.ToString().Length == 0);

    private JsonObject Submitted(JsonObject top)
    {
        var submitted = new JsonObject { ["type"] = top.Number("type"), ["id"] = top.Number("id") ?? 0 };
        if (top.Child("component") is { } labelled)
        {
            submitted["component"] = Value(labelled);
        }
        else if (top.Items("components").Any())
        {
            submitted["components"] = new JsonArray([.. top.Items("components").Select(Value)]);
        }

        return submitted;
    }

    private JsonObject Value(JsonObject component)
    {
        var (type, id) = (component.Number("type") ?? 0, component.Text("custom_id") ?? "");
        var value = new JsonObject { ["type"] = type, ["id"] = component.Number("id") ?? 0, ["custom_id"] = id };
        value[type is FormField.TextInput or FormField.RadioGroup or FormField.Checkbox ? "value" : "values"] = _values.GetValueOrDefault(id)?.DeepClone();
        return value;
    }

    private static JsonNode? Suggested(FormField field)
    {
        var chosen = field.Component.Items("options").Where(option => option.Flag("default") == true).Select(option => option.Text("value")).ToList();
        return field.Type switch
        {
            FormField.TextInput => field.Component.Text("value") ?? "",
            FormField.RadioGroup => chosen.Count == 0 ? null : chosen[0],
            FormField.Checkbox => field.Component.Flag("default") ?? false,
            _ => new JsonArray([.. chosen.Select(value => JsonValue.Create(value))]),
        };
    }

    private static JsonValue Text(FormField field, string text)
    {
        var (least, most) = (field.Component.Number("min_length") ?? 0, field.Component.Number("max_length") ?? 4000);
        return text.Length >= least && text.Length <= most
            ? JsonValue.Create(text)
            : throw CommandLineException.Usage($"{field.Label} takes {least} to {most} characters, not {text.Length}.");
    }

    private static string Option(FormField field, string text)
    {
        var options = field.Component.Items("options").ToList();
        var labels = options.ConvertAll(option => option.Text("label") ?? "");
        var option = options.Find(each => each.Text("value") == text) ?? options.Find(each => string.Equals(each.Text("label"), text, StringComparison.OrdinalIgnoreCase));
        return option?.Text("value")
            ?? throw CommandLineException.Usage($"{field.Label} cannot be \"{text}\"{NearestName.Suggestion(text, labels)} It is one of {string.Join(", ", labels)}.");
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
