using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Holds a value against a schema. Where a union's cases differ in <c>type</c>, only the case that was meant is judged.</summary>
/// <param name="found">Takes what is wrong.</param>
internal sealed class SchemaJudge(Findings found)
{
    /// <summary>Judges a whole body, or a part of one.</summary>
    /// <param name="schema">Name of a component schema.</param>
    /// <param name="value">Null: JSON's null.</param>
    /// <param name="place">Where it stands.</param>
    public void Judge(string schema, JsonNode? value, Place place) => Judge(OpenApi.Schema(schema), value, place);

    private void Judge(Schema schema, JsonNode? value, Place place)
    {
        if (value is null)
        {
            if (!AllowsNull(schema))
            {
                found.Add(place, Word.Required);
            }

            return;
        }

        if (schema.Reference is { } reference)
        {
            Judge(OpenApi.Schema(reference), value, place);
        }

        JudgeUnion(schema, value, place);
        if (!JudgeKind(schema, value, place))
        {
            return;
        }

        if (schema.Choices.Count > 0 && !schema.Choices.Contains(Normal(value)))
        {
            found.Add(place, Word.Choices(schema.Choices.Select(Shown)));
            return;
        }

        foreach (var also in schema.AllOf)
        {
            Judge(also, value, place);
        }
    }

    private static bool AllowsNull(Schema schema) => schema switch
    {
        { Reference: { } name } => AllowsNull(OpenApi.Schema(name)),
        { OneOf.Count: > 0 } => schema.OneOf.Any(AllowsNull),
        _ => schema.Allows("null"),
    };

    private void JudgeUnion(Schema schema, JsonNode value, Place place)
    {
        var cases = schema.OneOf.Where(each => each.Types is not ["null"]).ToList();
        if (cases.Count == 1)
        {
            Judge(cases[0], value, place);
        }
        else if (cases.Count > 1 && cases.TrueForAll(each => TypeOf(each) is not null))
        {
            JudgeTyped(cases, value, place);
        }
        else if (cases.Count > 1)
        {
            JudgeBest(cases, value, place);
        }
    }

    /// <summary>The one value that the field <c>type</c> of a case may have. Null: it has none of its own.</summary>
    private static string? TypeOf(Schema schema) =>
        schema.Reference is { } name && OpenApi.Schema(name).Properties.TryGetValue("type", out var type) && type.Choices is [var only] ? only : null;

    private void JudgeTyped(List<Schema> cases, JsonNode value, Place place)
    {
        if (value is not JsonObject json)
        {
            found.Add(place, Word.NotObject);
        }
        else if (json["type"] is not { } type)
        {
            found.Add(place["type"], Word.Required);
        }
        else if (cases.Find(each => TypeOf(each) == Normal(type)) is { } meant)
        {
            Judge(meant, value, place);
        }
        else
        {
            found.Add(place, Word.UnionChoices(cases.Select(each => Shown(TypeOf(each)!)).OrderBy(each => each.Length).ThenBy(each => each, StringComparer.Ordinal)));
        }
    }

    /// <summary>Nothing tells which case was meant: the one that fits best.</summary>
    private void JudgeBest(List<Schema> cases, JsonNode value, Place place)
    {
        var tried = cases.Select(each =>
        {
            var findings = new Findings();
            new SchemaJudge(findings).Judge(each, value, place);
            return findings;
        });
        found.AddAll(tried.MinBy(each => each.Count)!);
    }

    /// <returns>False: it is of another kind, and was refused for that.</returns>
    private bool JudgeKind(Schema schema, JsonNode value, Place place)
    {
        if (schema.Types.Count == 0)
        {
            return true;
        }

        var wanted = schema.Types.First(each => each != "null");
        var refusal = wanted switch
        {
            "object" when value is not JsonObject => schema.Properties.Count > 0 ? Word.NotObject : Word.NotMap,
            "array" when value is not JsonArray => Word.NotList,
            "boolean" when value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) => Word.NotFlag,
            "integer" or "number" => JudgeNumber(schema, wanted, value),
            "string" => JudgeText(schema, value),
            _ => null,
        };
        if (refusal is not null)
        {
            found.Add(place, refusal);
        }
        else if (value is JsonObject json)
        {
            JudgeFields(schema, json, place);
        }
        else if (value is JsonArray list)
        {
            JudgeItems(schema, list, place);
        }

        return refusal is null;
    }

    private void JudgeFields(Schema schema, JsonObject json, Place place)
    {
        if (json.Count < schema.Least || json.Count > schema.Most)
        {
            found.Add(place, Word.Length(schema.Least, schema.Most));
        }

        foreach (var (name, value) in json)
        {
            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Additional) is { } known)
            {
                Judge(known, value, place[name]);
            }
        }

        foreach (var name in schema.Required.Where(name => !json.ContainsKey(name)))
        {
            found.Add(place[name], Word.Required);
        }
    }

    private void JudgeItems(Schema schema, JsonArray list, Place place)
    {
        if (list.Count < schema.Least || list.Count > schema.Most)
        {
            found.Add(place, Word.Length(schema.Least, schema.Most));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < list.Count; index++)
        {
            if (schema.Unique && !seen.Add(list[index]?.ToJsonString() ?? "null"))
            {
                found.Add(place[index], Word.Repeated);
            }

            if (schema.Items is { } each)
            {
                Judge(each, list[index], place[index]);
            }
        }
    }

    /// <summary>Discord takes whole numbers as text too.</summary>
    private static Word? JudgeNumber(Schema schema, string wanted, JsonNode value)
    {
        var kind = wanted == "integer" ? "int" : "float";
        var text = Plain(value);
        var numeric = value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String;
        if (!numeric || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rough) || !double.IsFinite(rough) || (kind == "int" && rough != Math.Floor(rough)))
        {
            return Word.NotNumber(text, kind);
        }

        var number = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : rough > 0 ? decimal.MaxValue : decimal.MinValue;
        var (least, most) = (schema.Minimum ?? (schema.Format == "int32" ? int.MinValue : null), schema.Maximum ?? (schema.Format == "int32" ? int.MaxValue : null));
        return number < least ? Word.NumberMin(kind, least.Value) : number > most ? Word.NumberMax(kind, most.Value) : null;
    }

    private static Word? JudgeText(Schema schema, JsonNode value)
    {
        var snowflake = schema.Format == "snowflake";
        if (value.GetValueKind() != JsonValueKind.String && !(snowflake && value.GetValueKind() == JsonValueKind.Number))
        {
            return Word.NotText;
        }

        var text = Plain(value);
        var length = Characters.Count(text);
        if (length == 0 && schema.Least > 0)
        {
            return Word.Required;
        }

        if (length < schema.Least || length > schema.Most)
        {
            return schema.Format == "nonce" ? Word.NonceTooLong : Word.Length(schema.Least, schema.Most);
        }

        return JudgeFormat(schema.Format, text) ?? (!snowflake && schema.Pattern?.IsMatch(text) == false ? Word.Pattern : null);
    }

    private static Word? JudgeFormat(string? format, string text) => format switch
    {
        "snowflake" when text.Length == 0 || !text.All(char.IsAsciiDigit) => Word.NotNumber(text, "snowflake"),
        "snowflake" when !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) => Word.NumberMax("snowflake", long.MaxValue),
        "date-time" when !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) || !text.Contains('-') => Word.NotTime(text),
        "uri" when text.Length > 0 && !Uri.TryCreate(text, UriKind.Absolute, out _) => Word.BadUrl,
        _ => null,
    };

    /// <summary>A value as the file writes it: whole numbers that came as text are numbers.</summary>
    private static string Normal(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && long.TryParse(value.GetValue<string>(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : value.ToJsonString();

    private static string Plain(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string Shown(string choice) => choice.StartsWith('"') ? $"'{choice.Trim('"')}'" : choice;
}
