using System.Text.Json;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>Discord's option types, as far as a command line can fill them.</summary>
internal enum OptionType
{
    Subcommand = 1,
    SubcommandGroup = 2,
    Text = 3,
    Integer = 4,
    Boolean = 5,
    User = 6,
    Number = 10,
}

/// <summary>A slash command as it is registered at Discord.</summary>
/// <remarks><c>Id</c>: Ours while Discord has not given one: the same for the same list of commands.</remarks>
internal sealed record RegisteredCommand(string Name, Snowflake Id, IReadOnlyList<RegisteredOption> Options)
{
    private const ulong FirstId = 1_250_000_000_000_000_001;

    /// <summary>Reads the array Discord's bulk PUT takes. User and message commands are left out: they are not typed.</summary>
    public static IReadOnlyList<RegisteredCommand> Parse(ReadOnlyMemory<byte> registration)
    {
        using var document = JsonDocument.Parse(registration);
        return
        [
            .. document.RootElement.EnumerateArray()
                .Select((command, index) => (command, index))
                .Where(each => !each.command.TryGetProperty("type", out var type) || type.GetInt32() == 1)
                .Select(each => new RegisteredCommand(
                    each.command.GetProperty("name").GetString()!, new Snowflake(FirstId + (ulong)each.index), RegisteredOption.ListOf(each.command))),
        ];
    }
}

/// <remarks>
/// <c>Minimum</c>: Least number, null when any will do.<br/>
/// <c>Maximum</c>: Greatest number, null when any will do.<br/>
/// <c>MaximumLength</c>: Most characters of a text, null when Discord's own limit of 6000 holds.
/// </remarks>
internal sealed record RegisteredOption(
    string Name,
    OptionType Type,
    bool Required,
    double? Minimum,
    double? Maximum,
    int? MaximumLength,
    IReadOnlyList<RegisteredChoice> Choices,
    IReadOnlyList<RegisteredOption> Options)
{
    public bool IsSubcommand => Type is OptionType.Subcommand or OptionType.SubcommandGroup;

    public static IReadOnlyList<RegisteredOption> ListOf(JsonElement parent) => Array(parent, "options", Read);

    private static RegisteredOption Read(JsonElement option) => new(
        option.GetProperty("name").GetString()!,
        (OptionType)option.GetProperty("type").GetInt32(),
        option.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True,
        Number(option, "min_value"),
        Number(option, "max_value"),
        (int?)Number(option, "max_length"),
        Array(option, "choices", choice => new RegisteredChoice(choice.GetProperty("name").GetString()!, choice.GetProperty("value").Clone())),
        ListOf(option));

    private static double? Number(JsonElement option, string name) =>
        option.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static IReadOnlyList<T> Array<T>(JsonElement parent, string name, Func<JsonElement, T> read) =>
        parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray().Select(read)] : [];
}

/// <summary>One of the only valid values of an option: people see the name, the bot gets the value.</summary>
internal sealed record RegisteredChoice(string Name, JsonElement Value);
