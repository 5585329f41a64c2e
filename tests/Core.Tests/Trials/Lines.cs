using System.Text.Json.Nodes;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Slash;
using FlippyFlip.FrontDoor.Trials;

namespace FlippyFlip.Core.Tests.Trials;

/// <summary>The lines that show what a command can do: with as little as it takes, with everything, and with each of its choices.</summary>
internal static class Lines
{
    private static readonly OptionType Amounts = OptionType.Of(typeof(Amount));

    /// <returns>Each gives its options for what the bot suggests.</returns>
    public static IEnumerable<Func<string, JsonArray>> Of(CommandDeclaration command)
    {
        yield return suggested => [.. command.Options.Where(option => option.IsRequired).Select(option => Given(option, Value(option, suggested)))];
        if (command.Options.Any(option => !option.IsRequired))
        {
            yield return suggested => [.. command.Options.Select(option => Given(option, Value(option, suggested)))];
        }

        foreach (var (option, choice) in command.Options.SelectMany(option => (option.Type.Choices ?? []).Skip(1).Select(choice => (option, choice.Value))))
        {
            yield return suggested =>
            [
                .. command.Options.Where(other => other.IsRequired || other == option).Select(other => Given(other, other == option ? choice : Value(other, suggested))),
            ];
        }
    }

    /// <summary>The option whose value only the bot knows. Null: there is none.</summary>
    public static OptionDeclaration? Suggested(CommandDeclaration command) => command.Options.FirstOrDefault(option => option.Suggester is not null && option.Type != Amounts);

    /// <summary>A text option.</summary>
    public static JsonObject Text(string name, string value) => new() { ["name"] = name, ["type"] = 3, ["value"] = value };

    /// <summary>Something ordinary for a form's field.</summary>
    public static string Fill(JsonObject field) => (string?)field["value"] is { Length: > 0 } filled ? filled : "100".PadRight((int?)field["min_length"] ?? 1, '0');

    /// <summary>An option with something ordinary.</summary>
    /// <param name="option">As declared.</param>
    /// <param name="suggested">What the bot suggests. Empty: nothing.</param>
    public static JsonNode Value(OptionDeclaration option, string suggested) => option.Type switch
    {
        { Choices: [var first, ..] } => first.Value,
        { Code: OptionCode.User } => Somebody.Number(0).Id.ToString(),
        { Code: OptionCode.Boolean } => true,
        { Code: OptionCode.Integer } => option.Least,
        var type when type == Amounts => "10",
        _ when option.Suggester is not null && suggested.Length > 0 => suggested,
        _ => "abc".PadRight((int)option.Least, 'x')[..(int)Math.Min(option.Most, Math.Max(3, option.Least))],
    };

    private static JsonObject Given(OptionDeclaration option, JsonNode value) => new() { ["name"] = option.Name, ["type"] = (int)option.Type.Code, ["value"] = value };
}
