using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>Holds what a person gave a command against what the command was registered with, and writes it as interactions carry it.</summary>
/// <param name="values">Notes what is wrong.</param>
/// <param name="isPartial">True: somebody is still typing in the focused option, and the rest may be incomplete.</param>
internal sealed class GivenOptions(Values values, bool isPartial)
{
    private const int Subcommand = 1;
    private const int Group = 2;
    private const int Text = 3;
    private const int Whole = 4;
    private const int YesOrNo = 5;
    private const int User = 6;
    private const int Place = 7;
    private const int Role = 8;
    private const int Anybody = 9;
    private const int Real = 10;

    /// <summary>Longest text of an option that sets no limit of its own.</summary>
    private const int MostText = 6000;

    /// <summary>The largest whole number that every client can hold.</summary>
    private const double MostWhole = 9_007_199_254_740_991;

    /// <summary>The path of the subcommand, such as <c>key rotate</c>; empty without one.</summary>
    public string Chosen { get; private set; } = "";

    /// <summary>The options in which somebody is typing.</summary>
    public List<JsonObject> Focused { get; } = [];

    /// <returns>As <c>data.options</c> carries them.</returns>
    public JsonArray Check(JsonObject command, IReadOnlyList<JsonObject> given) => Level(command, given, ["options"]);

    private JsonArray Level(JsonObject command, IReadOnlyList<JsonObject> given, IReadOnlyList<string> path)
    {
        var declared = command.Items("options").ToList();
        var written = new JsonArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, option) in given.Index())
        {
            IReadOnlyList<string> here = [.. path, $"{index}"];
            var name = option.Text("name") ?? "";
            if (declared.Find(each => each.Text("name") == name) is not { } rule)
            {
                values.OneOf([.. here, "name"], declared.Select(each => each.Text("name")!));
            }
            else if (!seen.Add(name))
            {
                values.Wrong([.. here, "name"], "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
            }
            else if (option.Number("type") != rule.Number("type"))
            {
                values.OneOf([.. here, "type"], [$"{rule.Number("type")}"]);
            }
            else
            {
                written.Add(One(rule, option, here));
            }
        }

        Complete(declared, seen, path);
        return written;
    }

    /// <summary>What must be given; of subcommands exactly one.</summary>
    private void Complete(List<JsonObject> declared, HashSet<string> seen, IReadOnlyList<string> path)
    {
        if (declared.Exists(each => each.Number("type") is Subcommand or Group))
        {
            if (seen.Count != 1)
            {
                values.Count(path, seen.Count, 1, 1);
            }
        }
        else if (!isPartial)
        {
            foreach (var missing in declared.Where(each => each.Flag("required") == true && !seen.Contains(each.Text("name")!)))
            {
                values.Missing([.. path, missing.Text("name")!]);
            }
        }
    }

    private JsonObject One(JsonObject rule, JsonObject given, IReadOnlyList<string> path)
    {
        var written = new JsonObject { ["name"] = rule["name"]!.DeepClone(), ["type"] = rule["type"]!.DeepClone() };
        if (rule.Number("type") is Subcommand or Group)
        {
            Chosen = $"{Chosen} {rule.Text("name")}".TrimStart();
            written["options"] = Level(rule, [.. given.Items("options")], [.. path, "options"]);
            return written;
        }

        written["value"] = given["value"]?.DeepClone();
        if (isPartial && given.Flag("focused") == true)
        {
            written["focused"] = true;
            Focused.Add(rule);
            if (given.Text("value") is null)
            {
                values.Wrong([.. path, "value"], "STRING_TYPE_CONVERT", "Could not interpret this as string.");
            }
        }
        else if (given["value"] is JsonValue value)
        {
            Value(rule, value, [.. path, "value"]);
        }
        else
        {
            values.Missing([.. path, "value"]);
        }

        return written;
    }

    private void Value(JsonObject rule, JsonValue value, IReadOnlyList<string> path)
    {
        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        double? number = value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var read) ? read : null;
        switch (rule.Number("type"))
        {
            case Text when text is null:
                values.Wrong(path, "STRING_TYPE_CONVERT", "Could not interpret this as string.");
                break;
            case Text:
                values.Length(path, text, rule.Number("min_length"), rule.Number("max_length") ?? MostText);
                Choice(rule, text, path);
                break;
            case Whole when number is null || Math.Abs(number.Value) > MostWhole || number.Value != Math.Floor(number.Value):
                values.Wrong(path, "NUMBER_TYPE_COERCE", $"Value \"{value}\" is not int.");
                break;
            case Real when number is null || Math.Abs(number.Value) > MostWhole + 1:
                values.Wrong(path, "NUMBER_TYPE_COERCE", $"Value \"{value}\" is not float.");
                break;
            case Whole or Real:
                values.Bounds(path, number.Value, rule, rule.Number("type") == Whole ? "int" : "float");
                Choice(rule, value.ToString(), path);
                break;
            case YesOrNo when value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False):
                values.Wrong(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
                break;
            case YesOrNo:
                break;
            case User or Anybody:
                values.User(path, text);
                break;
            case Place:
                values.Channel(path, text, rule);
                break;
            case Role:
                values.Wrong(path, "ROLE_NOT_FOUND", "The role could not be found.");
                break;
            default:
                values.Wrong(path, "ATTACHMENT_NOT_FOUND", "The attachment could not be found.");
                break;
        }
    }

    private void Choice(JsonObject rule, string value, IReadOnlyList<string> path)
    {
        var offered = Values.Offered(rule, "choices");
        if (offered.Count > 0 && !offered.Contains(value))
        {
            values.OneOf(path, offered);
        }
    }
}
