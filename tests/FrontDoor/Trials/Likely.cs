using System.Text.Json.Nodes;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>Values that a person would give, derived from what is declared.</summary>
/// <param name="random">Chooses among them.</param>
public sealed class Likely(Random random)
{
    private static readonly OptionType Amounts = OptionType.Of(typeof(Amount));

    /// <summary>Small stakes keep people in the game.</summary>
    private static readonly string[] Coins = ["1", "2", "5", "5", "10", "10", "25", "50", "100", "250", "1k", "10%", "25%", "half", "all"];

    /// <summary>Rounds, a number, a few words, the bot's name, and what nobody declared.</summary>
    private static readonly string[] Words = ["1-1", "1-2", "1-7", "2-1", "7", "100", "1000", "thanks for the fish", "daily", "bet", "Flippy Flip", "hearts", "übermäßig", "🪙 lucky", "because", "a"];

    private readonly Dictionary<string, IReadOnlyList<string>> _suggested = [];

    public T One<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

    /// <summary>Keeps what the bot suggested for an option.</summary>
    public void Learn(string command, string option, JsonObject reply)
    {
        if (reply["choices"] is JsonArray { Count: > 0 } choices)
        {
            _suggested[$"{command} {option}"] = [.. choices.Select(choice => choice!["value"]!.ToString())];
        }
    }

    /// <summary>An option with a value.</summary>
    /// <param name="command">Whose option it is.</param>
    /// <param name="option">As declared.</param>
    /// <param name="pick">Somebody to name.</param>
    public JsonObject Option(CommandDeclaration command, OptionDeclaration option, Func<Somebody> pick) =>
        new() { ["name"] = option.Name, ["type"] = (int)option.Type.Code, ["value"] = Value(command, option, pick) };

    private JsonNode Value(CommandDeclaration command, OptionDeclaration option, Func<Somebody> pick) => option.Type switch
    {
        { Choices: { } choices } => One(choices).Value,
        { Code: OptionCode.User } => pick().Id.ToString(),
        { Code: OptionCode.Boolean } => random.Next(2) == 0,
        { Code: OptionCode.Integer } => Whole(option),
        var type when type == Amounts => One(Coins),
        _ when _suggested.TryGetValue($"{command.Name} {option.Name}", out var suggested) && random.Next(4) > 0 => One(suggested),
        _ => Fit(One(Words), (int)option.Least, (int)option.Most),
    };

    /// <summary>Something to fill a form's field with.</summary>
    public string Text(JsonObject field) => random.Next(5) switch
    {
        0 when (string?)field["value"] is { Length: > 0 } filled => filled,
        1 or 2 => One(Coins),
        _ => Fit(One(Words), (int?)field["min_length"] ?? 1, (int?)field["max_length"] ?? 4000),
    };

    private static string Fit(string text, int least, int most) => text.Length > most ? text[..most] : text.PadRight(least, 'x');

    private long Whole(OptionDeclaration option) => random.Next(6) switch
    {
        0 => option.Least,
        1 => option.Most,
        _ => option.Least + random.NextInt64(Math.Min(option.Most - option.Least, 10) + 1),
    };
}
