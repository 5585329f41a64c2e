using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>What holds for the choices of an option and of an autocompletion beyond the schema.</summary>
internal static class ChoiceRules
{
    private const int MostValue = 100;

    /// <param name="choices">With their indexes.</param>
    /// <param name="at">The list's place.</param>
    /// <param name="found">Takes what is wrong.</param>
    public static void Judge(IReadOnlyList<(JsonObject Json, int Index)> choices, Place at, Findings found)
    {
        foreach (var (json, index) in choices)
        {
            if (json.ContainsKey("name") && !Characters.IsGiven(json["name"]))
            {
                found.Add(at[index]["name"], Word.Required);
            }

            if (Characters.CountOf(json["value"]) > MostValue)
            {
                found.Add(at[index]["value"], Word.Length(null, MostValue));
            }

            foreach (var (locale, _) in Reading.Map(json["name_localizations"]).Where(each => !OpenApi.IsLocale(each.Key)))
            {
                found.Add(at[index]["name_localizations"][locale], Word.Choices(OpenApi.Schema("AvailableLocalesEnum").Choices.Select(each => $"'{each.Trim('"')}'")));
            }
        }
    }

    /// <summary>All values have the type of the option that is typed, so they are of one kind.</summary>
    public static void JudgeAutocompletion(JsonObject? data, Place at, Findings found)
    {
        if (data?["choices"] is not JsonArray)
        {
            found.Add(at["choices"], Word.Required);
            return;
        }

        var choices = Reading.Objects(data["choices"]).ToList();
        Judge(choices, at["choices"], found);
        if (choices.Select(each => each.Json["value"]?.GetValueKind() ?? JsonValueKind.Null).Distinct().Skip(1).Any())
        {
            found.Add(at["choices"], Word.Ours("APPLICATION_COMMAND_CHOICE_VALUE_INVALID", "All values must be of the option's type"));
        }
    }
}
