using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>Turns typed text into the JSON value Discord's client would send, with the checks that client makes.</summary>
internal static class OptionValue
{
    /// <summary>Integers and numbers of Discord lie within what a double holds exactly.</summary>
    private const double Largest = 9_007_199_254_740_991;

    /// <summary>Discord's limit for a text option that names none.</summary>
    private const int LongestText = 6000;

    /// <exception cref="CommandLineException">The text is no value of this option; says which are.</exception>
    public static JsonNode Read(RegisteredOption option, string text)
    {
        if (text.Length == 0)
        {
            throw CommandLineException.Usage($"{option.Name}: needs a value after the colon.");
        }

        if (option.Choices.Count > 0)
        {
            return Choice(option, text);
        }

        return option.Type switch
        {
            OptionType.Text when text.Length > (option.MaximumLength ?? LongestText) =>
                throw CommandLineException.Usage($"{option.Name} takes at most {option.MaximumLength ?? LongestText} characters, not {text.Length}."),
            OptionType.Text => JsonValue.Create(text),
            OptionType.Integer => JsonValue.Create((long)Number(option, text, NumberStyles.AllowLeadingSign, "a whole number")),
            OptionType.Number => JsonValue.Create(Number(option, text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, "a number")),
            OptionType.Boolean => JsonValue.Create(Boolean(option, text)),
            OptionType.User => JsonValue.Create(User(option.Name, text).ToString()),
            _ => throw CommandLineException.Usage($"{option.Name} is of a kind (type {(int)option.Type}) that cannot be typed here; use the sandbox page."),
        };
    }

    /// <summary>A bare id, @id or a mention as Discord writes it.</summary>
    public static Snowflake User(string option, string text)
    {
        var id = text.StartsWith("<@", StringComparison.Ordinal) && text.EndsWith('>') ? text[2..^1].TrimStart('!') : text.TrimStart('@');
        return Snowflake.TryParse(id.AsSpan(), out var user) && user.Value > 0
            ? user
            : throw CommandLineException.Usage($"{option} takes a user's id, as in {option}:@900000000000000002, not \"{text}\".");
    }

    private static JsonNode Choice(RegisteredOption option, string text)
    {
        var choice = option.Choices.FirstOrDefault(each => each.Value.ToString() == text)
            ?? option.Choices.FirstOrDefault(each => text.Equals(each.Name, StringComparison.OrdinalIgnoreCase) || text.Equals(each.Value.ToString(), StringComparison.OrdinalIgnoreCase));
        if (choice is null)
        {
            var names = option.Choices.Select(each => each.Name).ToList();
            throw CommandLineException.Usage($"{option.Name} cannot be \"{text}\"{NearestName.Suggestion(text, names)} It is one of {string.Join(", ", names)}.");
        }

        return choice.Value.ValueKind == JsonValueKind.String ? JsonValue.Create(choice.Value.GetString()!) : JsonNode.Parse(choice.Value.GetRawText())!;
    }

    private static double Number(RegisteredOption option, string text, NumberStyles styles, string kind)
    {
        var least = Math.Max(option.Minimum ?? -Largest, -Largest);
        var most = Math.Min(option.Maximum ?? Largest, Largest);
        if (!double.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw CommandLineException.Usage($"{option.Name} takes {kind}, not \"{text}\".");
        }

        if (number < least || number > most)
        {
            throw CommandLineException.Usage($"{option.Name} takes {kind} {Range(option)}, not {text}.");
        }

        return number;
    }

    private static string Range(RegisteredOption option) => (option.Minimum, option.Maximum) switch
    {
        ({ } least, { } most) => $"from {Plain(least)} to {Plain(most)}",
        ({ } least, null) => $"of {Plain(least)} or more",
        (null, { } most) => $"of {Plain(most)} or less",
        _ => $"within {Plain(Largest)} of zero",
    };

    private static string Plain(double number) =>
        double.IsInteger(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);

    private static bool Boolean(RegisteredOption option, string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => throw CommandLineException.Usage($"{option.Name} takes true or false, not \"{text}\"."),
    };
}
