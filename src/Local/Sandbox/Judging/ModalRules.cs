using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>What holds for a modal beyond the schema (Discord: Using Modal Components).</summary>
internal static class ModalRules
{
    private const int MostComponents = 5;

    public static void Judge(JsonObject modal, Place at, Findings found)
    {
        if (Reading.CountOf(modal["components"]) is var count && count is 0 or > MostComponents)
        {
            found.Add(at["components"], Word.Length(1, MostComponents));
        }

        foreach (var (json, index) in Reading.Objects(modal["components"]))
        {
            JudgeTop(new Part(json, at["components"][index]), found);
        }

        var all = Part.Walk(modal["components"], at["components"]).ToList();
        foreach (var part in all)
        {
            JudgeOne(part, found);
        }

        ComponentRules.Judge(all, found);
    }

    private static void JudgeTop(Part part, Findings found)
    {
        if (part.Type == Part.Row)
        {
            var inputs = Reading.Objects(part.Json["components"]).ToList();
            if (inputs.Count != 1)
            {
                found.Add(part.Place["components"], Word.Length(1, 1));
            }
            else if (!Characters.IsGiven(inputs[0].Json["label"]))
            {
                found.Add(part.Place["components"][0]["label"], Word.Required);
            }
        }
        else if (part.Type == Part.Label && part.Json["component"] is JsonObject inner && new Part(inner, part.Place).Type == Part.TextInput && inner["label"] is not null)
        {
            found.Add(part.Place["component"]["label"], Word.Ours("TEXT_INPUT_COMPONENT_LABEL_INVALID", "A text input in a label has no label of its own"));
        }
    }

    private static void JudgeOne(Part part, Findings found)
    {
        var several = part.IsSelect || part.Type is Part.FileUpload or Part.CheckboxGroup;
        var least = Reading.Number(part.Json["min_values"]);
        if (Reading.IsTrue(part.Json["disabled"]))
        {
            found.Add(part.Place["disabled"], Word.Ours("MODAL_COMPONENT_DISABLED", "Components in a modal cannot be disabled"));
        }

        if (several && least == 0 && part.Json["required"]?.GetValueKind() != System.Text.Json.JsonValueKind.False)
        {
            found.Add(part.Place["min_values"], Word.Ours("MODAL_COMPONENT_REQUIRED_INVALID", "A required component needs at least one value"));
        }

        if (part.Type is Part.FileUpload or Part.CheckboxGroup && (least ?? 1) > (Reading.Number(part.Json["max_values"]) ?? (part.Type == Part.FileUpload ? 1 : 10)))
        {
            found.Add(part.Place["min_values"], Word.Ours("MODAL_COMPONENT_MIN_VALUES_INVALID", "The minimum of values exceeds the maximum"));
        }
    }
}
