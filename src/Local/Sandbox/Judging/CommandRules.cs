using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>What holds for an application command beyond the schema (Discord: Application Commands).</summary>
internal static partial class CommandRules
{
    private const int MostCharacters = 8000;
    private const int MostOptions = 25;
    private const int Chat = 1;
    private const int EntryPoint = 4;
    private const int Subcommand = 1;
    private const int Group = 2;

    /// <summary>1 typed after a slash, unless it says otherwise.</summary>
    public static long KindOf(JsonObject command) => Reading.Number(command["type"]) ?? Chat;

    public static void Judge(JsonObject command, Place at, Findings found)
    {
        var kind = KindOf(command);
        if (kind == Chat)
        {
            JudgeName(command, at, found);
            JudgeDescription(command, at, found);
            JudgeOptions(command, at, 0, found);
        }
        else
        {
            JudgeContextMenu(command, kind, at, found);
        }

        JudgeLocales(command, at, kind == Chat, found);
        if (SizeOf(command) > MostCharacters)
        {
            found.Add(at, Word.CommandTooLarge);
        }
    }

    private static void JudgeContextMenu(JsonObject command, long kind, Place at, Findings found)
    {
        if (kind != EntryPoint && Characters.IsGiven(command["description"]))
        {
            found.Add(at["description"], Word.Ours("APPLICATION_COMMAND_DESCRIPTION_INVALID", "Context menu commands cannot have description"));
        }

        if (Reading.CountOf(command["options"]) > 0)
        {
            found.Add(at["options"], Word.Ours("APPLICATION_COMMAND_OPTIONS_INVALID", "Context menu commands cannot have options"));
        }
    }

    private static void JudgeName(JsonObject named, Place at, Findings found)
    {
        if (Reading.Text(named["name"]) is { Length: > 0 } name && Characters.Count(name) <= 32 && !IsName(name))
        {
            found.Add(at["name"], Word.CommandName);
        }
    }

    private static bool IsName(string name) => Name().IsMatch(name) && name.EnumerateRunes().All(letter => Rune.ToLowerInvariant(letter) == letter);

    private static void JudgeDescription(JsonObject described, Place at, Findings found)
    {
        if (!Characters.IsGiven(described["description"]))
        {
            found.Add(at["description"], Word.Required);
        }
    }

    private static void JudgeLocales(JsonObject named, Place at, bool strict, Findings found)
    {
        foreach (var field in new[] { "name_localizations", "description_localizations" })
        {
            foreach (var (locale, text) in Reading.Map(named[field]))
            {
                if (!OpenApi.IsLocale(locale))
                {
                    found.Add(at[field][locale], Word.Choices(OpenApi.Schema("AvailableLocalesEnum").Choices.Select(each => $"'{each.Trim('"')}'")));
                }
                else if (strict && field == "name_localizations" && text.Length > 0 && !IsName(text))
                {
                    found.Add(at[field][locale], Word.CommandName);
                }
            }
        }
    }

    private static void JudgeOptions(JsonObject owner, Place at, int depth, Findings found)
    {
        var options = Reading.Objects(owner["options"]).ToList();
        var place = at["options"];
        var nested = options.Where(each => IsNested(each.Json)).ToList();
        if (nested.Count > 0 && nested.Count < options.Count)
        {
            found.Add(place, Word.SubcommandsAlone);
        }

        JudgeSiblings(options, place, found);
        var optional = false;
        foreach (var (option, index) in options)
        {
            JudgeName(option, place[index], found);
            JudgeDescription(option, place[index], found);
            JudgeLocales(option, place[index], true, found);
            if (IsNested(option))
            {
                JudgeNested(option, place[index], depth, found);
                continue;
            }

            var required = Reading.IsTrue(option["required"]);
            if (required && optional)
            {
                found.Add(place[index], Word.RequiredFirst);
            }

            optional |= !required;
            JudgeValues(option, place[index], found);
        }
    }

    private static bool IsNested(JsonObject option) => Reading.Number(option["type"]) is Subcommand or Group;

    private static void JudgeNested(JsonObject option, Place at, int depth, Findings found)
    {
        var group = Reading.Number(option["type"]) == Group;
        if (option["required"] is not null)
        {
            found.Add(at["required"], Word.Ours("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Sub-commands and sub-command groups cannot be required"));
        }

        if (group && Reading.CountOf(option["options"]) == 0)
        {
            found.Add(at["options"], Word.Length(1, MostOptions));
        }

        JudgeOptions(option, at, depth + 1, found);
    }

    /// <summary>A localised name differs from every default name and from every name of the same locale among its siblings.</summary>
    private static void JudgeSiblings(List<(JsonObject Json, int Index)> options, Place at, Findings found)
    {
        ComponentRules.Unique(options, each => Reading.Text(each.Json["name"]), each => found.Add(at[each.Index], Word.OptionNameTwice(Reading.Text(each.Json["name"])!)));
        var names = options.ToLookup(each => Reading.Text(each.Json["name"]));
        var taken = new HashSet<(string Locale, string Name)>();
        foreach (var (json, index) in options)
        {
            foreach (var (locale, text) in Reading.Map(json["name_localizations"]))
            {
                if (!taken.Add((locale, text)) || names[text].Any(other => other.Index != index))
                {
                    found.Add(at[index]["name_localizations"][locale], Word.OptionNameTwice(text));
                }
            }
        }
    }

    private static void JudgeValues(JsonObject option, Place at, Findings found)
    {
        var choices = Reading.Objects(option["choices"]).ToList();
        if (choices.Count > 0 && Reading.IsTrue(option["autocomplete"]))
        {
            found.Add(at["choices"], Word.Ours("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete cannot be used with choices"));
        }

        ChoiceRules.Judge(choices, at["choices"], found);
        foreach (var field in new[] { "name", "value" })
        {
            ComponentRules.Unique(choices, each => each.Json[field]?.ToJsonString(), each => found.Add(at["choices"][each.Index][field], Word.Repeated));
        }

        foreach (var (least, most) in new[] { ("min_length", "max_length"), ("min_value", "max_value") })
        {
            if (Reading.Fraction(option[least]) > Reading.Fraction(option[most]))
            {
                found.Add(at[least], Word.Ours("APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", $"{least} cannot be greater than {most}"));
            }
        }
    }

    /// <summary>Name, description and value over command, options and choices; of a localised text the longest counts.</summary>
    private static int SizeOf(JsonObject node)
    {
        var value = node["value"] is { } given ? Characters.Count(Reading.Text(given) ?? given.ToJsonString()) : 0;
        return Longest("name") + Longest("description") + value
            + Reading.Objects(node["options"]).Concat(Reading.Objects(node["choices"])).Sum(inner => SizeOf(inner.Json));

        int Longest(string field) => Reading.Map(node[field + "_localizations"]).Select(each => Characters.Count(each.Value)).Append(Characters.CountOf(node[field])).Max();
    }

    /// <summary>Discord's own pattern, in the names that .NET has for the two scripts.</summary>
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
