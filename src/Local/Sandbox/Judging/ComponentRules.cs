using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>What holds for buttons, selects and inputs wherever they stand, beyond the schema.</summary>
internal static class ComponentRules
{
    private const int LinkStyle = 5;
    private const int PremiumStyle = 6;

    public static void Judge(IReadOnlyList<Part> all, Findings found)
    {
        foreach (var part in all)
        {
            JudgeOne(part, found);
        }

        Unique(all, part => Reading.Text(part.Json["custom_id"]), part => found.Add(part.Place["custom_id"], Word.CustomIdTwice));
        Unique(all, part => Reading.Number(part.Json["id"]) is > 0 and var id ? id : null,
            part => found.Add(part.Place["id"], Word.Ours("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")));
    }

    private static void JudgeOne(Part part, Findings found)
    {
        switch (part.Type)
        {
            case Part.Row:
                JudgeRow(part, found);
                break;
            case Part.Button:
                JudgeButton(part.Json, part.Place, found);
                break;
            case Part.TextInput:
                JudgeInput(part.Json, part.Place, found);
                break;
            case Part.Radio:
                JudgeOptions(part.Json, part.Place, 1, found);
                break;
            case Part.CheckboxGroup:
                JudgeOptions(part.Json, part.Place, Reading.Number(part.Json["max_values"]) ?? Reading.CountOf(part.Json["options"]), found);
                break;
            case Part.Text when !Characters.IsGiven(part.Json["content"]):
                found.Add(part.Place["content"], Word.Required);
                break;
            case var _ when part.IsSelect:
                JudgeSelect(part.Json, part.Place, part.Type, found);
                break;
            default:
                break;
        }

        foreach (var (url, place) in part.Media())
        {
            Links.Judge(url, place, found, part.Type == Part.File ? ["attachment"] : ["http", "https", "attachment"]);
        }
    }

    /// <summary>A button is one of five in width, a select all five.</summary>
    private static void JudgeRow(Part row, Findings found)
    {
        var width = 0;
        foreach (var (json, index) in Reading.Objects(row.Json["components"]))
        {
            width += new Part(json, row.Place).Type == Part.Button ? 1 : 5;
            if (width > 5)
            {
                found.Add(row.Place["components"][index], Word.RowTooWide);
            }
        }
    }

    private static void JudgeButton(JsonObject button, Place place, Findings found)
    {
        var style = Reading.Number(button["style"]);
        var pressed = style is not (LinkStyle or PremiumStyle);
        if (pressed && !Characters.IsGiven(button["custom_id"]))
        {
            found.Add(place["custom_id"], Word.ButtonNeedsCustomId);
        }

        if (style == LinkStyle && !Characters.IsGiven(button["url"]))
        {
            found.Add(place["url"], Word.Required);
        }

        if (style == PremiumStyle && button["sku_id"] is null)
        {
            found.Add(place["sku_id"], Word.Required);
        }

        string[] foreign = style switch { LinkStyle => ["custom_id", "sku_id"], PremiumStyle => ["custom_id", "url", "label", "emoji"], _ => ["url", "sku_id"] };
        foreach (var field in foreign.Where(field => button[field] is not null))
        {
            found.Add(place[field], field is "custom_id" or "url" && style != PremiumStyle ? Word.CustomIdOrUrl
                : Word.Ours("BUTTON_COMPONENT_INVALID_FIELD", $"A button of style {style} cannot have {field}"));
        }

        Links.Judge(style == LinkStyle ? Reading.Text(button["url"]) : null, place["url"], found, "http", "https", "discord");
        if (style != PremiumStyle && !Characters.IsGiven(button["label"]) && button["emoji"] is null)
        {
            found.Add(place["label"], Word.Required);
        }
    }

    private static void JudgeSelect(JsonObject select, Place place, int type, Findings found)
    {
        var least = Reading.Number(select["min_values"]) ?? 1;
        var most = Reading.Number(select["max_values"]) ?? 1;
        if (least > most || (type == Part.StringSelect && least > Reading.CountOf(select["options"])))
        {
            found.Add(place["min_values"], Word.Ours("SELECT_COMPONENT_MIN_VALUES_INVALID", "The minimum of values exceeds what can be chosen"));
        }

        if (type == Part.StringSelect)
        {
            JudgeOptions(select, place, most, found);
        }
        else if (Reading.CountOf(select["default_values"]) is var chosen && (chosen > most || (chosen > 0 && chosen < least)))
        {
            found.Add(place["default_values"], Word.TooManyDefaults);
        }
    }

    private static void JudgeOptions(JsonObject owner, Place place, long most, Findings found)
    {
        var options = Reading.Objects(owner["options"]).ToList();
        var at = place["options"];
        Unique(options, each => Reading.Text(each.Json["value"]), each => found.Add(at[each.Index]["value"], Word.OptionTwice));
        foreach (var (json, index) in options.Where(each => !Characters.IsGiven(each.Json["label"])))
        {
            found.Add(at[index]["label"], Word.Required);
        }

        if (options.Count(each => Reading.IsTrue(each.Json["default"])) > most)
        {
            found.Add(at, Word.TooManyDefaults);
        }
    }

    private static void JudgeInput(JsonObject input, Place place, Findings found)
    {
        var least = Reading.Number(input["min_length"]) ?? 0;
        var most = Reading.Number(input["max_length"]) ?? 4000;
        var length = Characters.CountOf(input["value"]);
        if (least > most)
        {
            found.Add(place["min_length"], Word.Ours("TEXT_INPUT_COMPONENT_LENGTH_INVALID", "The minimum length exceeds the maximum length"));
        }
        else if (length > 0 && (length < least || length > most))
        {
            found.Add(place["value"], Word.Length((int)least, (int)most));
        }
    }

    /// <summary>Calls back with each item whose key was seen before.</summary>
    public static void Unique<T>(IEnumerable<T> items, Func<T, object?> key, Action<T> again)
    {
        var seen = new HashSet<object>();
        foreach (var item in items)
        {
            if (key(item) is { } value && !seen.Add(value))
            {
                again(item);
            }
        }
    }
}
