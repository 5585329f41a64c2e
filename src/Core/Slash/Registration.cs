using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Slash;

/// <summary>The commands as Discord's bulk overwrite (PUT) takes them, derived from what their classes declare.</summary>
public static class Registration
{
    /// <param name="commands">All of one scope, since a PUT removes what it does not name.</param>
    /// <param name="output">Gets a JSON array.</param>
    /// <param name="indented">For people.</param>
    public static void Write(IEnumerable<CommandDeclaration> commands, IBufferWriter<byte> output, bool indented = false)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented });
        json.WriteStartArray();
        foreach (var command in commands)
        {
            WriteCommand(json, command);
        }

        json.WriteEndArray();
    }

    /// <summary>The key of a command's name in the tables of other languages.</summary>
    public static string NameKey(CommandDeclaration command) => $"/{command.Name}";

    /// <summary>The key of an option's name in the tables of other languages.</summary>
    public static string NameKey(CommandDeclaration command, OptionDeclaration option) => $"/{command.Name} {option.Name}";

    /// <summary>The command's name as Discord shows it to somebody who uses it in this language.</summary>
    public static string NameIn(Locale locale, CommandDeclaration command) => locale.Text(NameKey(command)) ?? command.Name;

    /// <summary>The option's name as Discord shows it to somebody who uses it in this language.</summary>
    public static string NameIn(Locale locale, CommandDeclaration command, OptionDeclaration option) => locale.Text(NameKey(command, option)) ?? option.Name;

    private static void WriteCommand(Utf8JsonWriter json, CommandDeclaration command)
    {
        json.WriteStartObject();
        json.WriteNumber("type", 1);
        WriteText(json, "name", command.Name, NameKey(command));
        WriteText(json, "description", command.Description, command.Description);
        if (command.Options.Count > 0)
        {
            json.WriteStartArray("options");
            foreach (var option in command.Options)
            {
                WriteOption(json, command, option);
            }

            json.WriteEndArray();
        }

        if (command.Scope == CommandScope.Public)
        {
            WriteNumbers(json, "integration_types", 0, 1);
            WriteNumbers(json, "contexts", 0, 1, 2);
        }
        else
        {
            // Registered in the developers' server only, and shown there to administrators unless they widen it.
            json.WriteString("default_member_permissions", "0");
        }

        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, CommandDeclaration command, OptionDeclaration option)
    {
        json.WriteStartObject();
        json.WriteNumber("type", (int)option.Type.Code);
        WriteText(json, "name", option.Name, NameKey(command, option));
        WriteText(json, "description", option.Description, option.Description);
        json.WriteBoolean("required", option.IsRequired);
        WriteBounds(json, option);
        if (option.Suggester is not null)
        {
            json.WriteBoolean("autocomplete", true);
        }

        if (option.Type.Choices is { } choices)
        {
            json.WriteStartArray("choices");
            foreach (var choice in choices)
            {
                json.WriteStartObject();
                WriteText(json, "name", choice.Name.ToString(), choice.Name.Key);
                json.WriteString("value", choice.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, OptionDeclaration option)
    {
        switch (option.Type.Code)
        {
            case OptionCode.Integer:
                json.WriteNumber("min_value", option.Least);
                json.WriteNumber("max_value", option.Most);
                break;
            case OptionCode.Text when option.Type.Choices is null:
                json.WriteNumber("min_length", option.Least);
                json.WriteNumber("max_length", option.Most);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, string field, string text, string key)
    {
        json.WriteString(field, text);
        var translations = Locale.All.Select(locale => (locale.Tag, Text: locale.Text(key))).Where(translation => translation.Text is not null).ToList();
        if (translations.Count == 0)
        {
            return;
        }

        json.WriteStartObject(field + "_localizations");
        foreach (var (tag, translation) in translations)
        {
            json.WriteString(tag, translation);
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string field, params ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(field);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
