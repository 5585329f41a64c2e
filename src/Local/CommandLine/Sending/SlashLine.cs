using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>What a person types into Discord's message box, understood: `/bet amount:100 side:heads`.</summary>
internal sealed record SlashLine(RegisteredCommand Command, JsonArray Options, IReadOnlyList<Snowflake> Mentioned)
    : TypedCommand(Command.Id, Command.Name, Options, Mentioned)
{
    /// <remarks>
    /// <c>line</c>: With or without the leading slash: some shells eat it.<br/>
    /// <c>commands</c>: What is registered.<br/>
    /// <c>completing</c>: The option that is still being typed, for autocomplete; then required ones may be missing. Null when the line is sent.
    /// </remarks>
    /// <exception cref="CommandLineException">One sentence that says what exists.</exception>
    public static SlashLine Parse(string line, IReadOnlyList<RegisteredCommand> commands, string? completing = null)
    {
        var (name, rest) = FirstWord(line.Trim().TrimStart('/'));
        var command = commands.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw UnknownCommand(name, commands);
        var reading = new Reading($"/{command.Name}", completing);
        return new SlashLine(command, reading.Options(command.Options, rest), reading.Mentioned);
    }

    private static (string Word, string Following) FirstWord(string text)
    {
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return (text[..end], text[end..].TrimStart());
    }

    private static CommandLineException UnknownCommand(string name, IReadOnlyList<RegisteredCommand> commands)
    {
        var all = commands.Select(command => $"/{command.Name}").ToList();
        var exists = all.Count == 0 ? "No command is registered." : $"There are {string.Join(", ", all)}.";
        return name.Length == 0
            ? CommandLineException.Usage($"Type a slash command, as in \"/bet amount:100\". {exists}")
            : CommandLineException.Usage($"There is no /{name}{NearestName.Suggestion($"/{name}", all)} {exists}");
    }

    private sealed class Reading(string command, string? completing)
    {
        private string _path = command;

        public List<Snowflake> Mentioned { get; } = [];

        public JsonArray Options(IReadOnlyList<RegisteredOption> known, string text) =>
            known.Any(option => option.IsSubcommand) ? [Subcommand(known, text)] : [.. Values(known, text)];

        private JsonObject Subcommand(IReadOnlyList<RegisteredOption> known, string text)
        {
            var (name, rest) = FirstWord(text);
            var names = known.Select(option => option.Name).ToList();
            var chosen = known.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw CommandLineException.Usage(name.Length == 0
                    ? $"{_path} is followed by one of {string.Join(", ", names)}."
                    : $"{_path} has no \"{name}\"{NearestName.Suggestion(name, names)} It is followed by one of {string.Join(", ", names)}.");
            _path += $" {chosen.Name}";
            return new JsonObject { ["name"] = chosen.Name, ["type"] = (int)chosen.Type, ["options"] = Options(chosen.Options, rest) };
        }

        private List<JsonNode?> Values(IReadOnlyList<RegisteredOption> known, string text)
        {
            var typed = new SlashText(_path, known).Split(text).ToList();
            if (completing is not null && typed.TrueForAll(value => value.Option.Name != completing))
            {
                typed.Add(new TypedValue(Known(known, completing), "", Quoted: false));
            }

            var missing = known.FirstOrDefault(option => option.Required && typed.TrueForAll(value => value.Option != option));
            if (missing is not null && completing is null)
            {
                throw CommandLineException.Usage($"{_path} needs {missing.Name}{Example(missing)}.");
            }

            return typed.ConvertAll(value => (JsonNode?)Value(value));
        }

        private JsonObject Value(TypedValue typed)
        {
            var option = new JsonObject { ["name"] = typed.Option.Name, ["type"] = (int)typed.Option.Type };
            if (typed.Option.Name == completing)
            {
                // Discord sends the focused value as text, whatever the option's type.
                option["value"] = typed.Text;
                option["focused"] = true;
                return option;
            }

            option["value"] = OptionValue.Read(typed.Option, typed.Text);
            if (typed.Option.Type == OptionType.User)
            {
                Mentioned.Add(OptionValue.User(typed.Option.Name, typed.Text));
            }

            return option;
        }

        private RegisteredOption Known(IReadOnlyList<RegisteredOption> known, string name)
        {
            var names = known.Select(option => option.Name).ToList();
            return known.FirstOrDefault(option => option.Name == name) ?? throw CommandLineException.Usage(
                $"{_path} has no option \"{name}\" to complete{NearestName.Suggestion(name, names)} It takes {(names.Count == 0 ? "no options" : string.Join(", ", names))}.");
        }

        private static string Example(RegisteredOption option) => option switch
        {
            { Choices.Count: > 0 } => $" ({string.Join(", ", option.Choices.Select(choice => choice.Name))})",
            { Type: OptionType.User } => $", as in {option.Name}:@900000000000000002",
            { Type: OptionType.Integer or OptionType.Number } => $", as in {option.Name}:100",
            _ => $", as in {option.Name}:…",
        };
    }
}
