using System.Text;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>A value as typed.</summary>
/// <remarks><c>Quoted</c>: Stood in double quotes, so nothing in it is an option.</remarks>
internal sealed record TypedValue(RegisteredOption Option, string Text, bool Quoted);

/// <summary>Cuts what follows a command's name into name:value pairs. As in Discord a value runs until the next option the command knows.</summary>
internal sealed class SlashText(string command, IReadOnlyList<RegisteredOption> options)
{
    private readonly string _takes = options.Count == 0 ? "It takes no options." : $"It takes {string.Join(", ", options.Select(option => option.Name))}.";

    /// <exception cref="CommandLineException">Something belongs to no option, an option comes twice, or a quote never closes.</exception>
    public IReadOnlyList<TypedValue> Split(string text)
    {
        var values = new List<TypedValue>();
        for (var at = SkipSpace(text, 0); at < text.Length; at = SkipSpace(text, at))
        {
            if (OptionAt(text, at) is not { } option)
            {
                throw Stray(Word(text, at));
            }

            if (values.Any(value => value.Option == option))
            {
                throw CommandLineException.Usage($"{command} has {option.Name}: twice; give it once.");
            }

            at = SkipSpace(text, at + option.Name.Length + 1);
            var quoted = at < text.Length && text[at] == '"';
            values.Add(new TypedValue(option, quoted ? Quoted(text, ref at, option) : Plain(text, ref at), quoted));
        }

        foreach (var value in values.Where(value => !value.Quoted && !value.Option.Choices.Any(choice => choice.Name == value.Text)))
        {
            RefuseHiddenOption(value);
        }

        return values;
    }

    private string Plain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !((at == start || char.IsWhiteSpace(text[at - 1])) && OptionAt(text, at) is not null))
        {
            at++;
        }

        return text[start..at].Trim();
    }

    private string Quoted(string text, ref int at, RegisteredOption option)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\')
            {
                at++;
            }

            value.Append(text[at]);
        }

        throw CommandLineException.Usage($"The quote after {option.Name}: never closes.");
    }

    private RegisteredOption? OptionAt(string text, int at) => options.FirstOrDefault(option =>
        text.Length > at + option.Name.Length
        && text[at + option.Name.Length] == ':'
        && string.Compare(text, at, option.Name, 0, option.Name.Length, StringComparison.OrdinalIgnoreCase) == 0);

    /// <summary>`note:hello untl:next` is a slip of the finger, not a note; a text that means it stands in quotes.</summary>
    private void RefuseHiddenOption(TypedValue value)
    {
        foreach (var word in value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':');
            if (colon < 2 || !word[..colon].All(IsOfName))
            {
                continue;
            }

            var isText = value.Option.Type == OptionType.Text && value.Option.Choices.Count == 0;
            if (!isText || NearestName.To(word[..colon], options.Select(option => option.Name)) is not null)
            {
                throw Stray(word, isText ? " Put the value in quotes if it is text." : "");
            }
        }
    }

    private CommandLineException Stray(string word, string advice = "")
    {
        var colon = word.IndexOf(':');
        if (colon <= 0)
        {
            return CommandLineException.Usage($"\"{word}\" belongs to no option of {command}; values are written name:value. {_takes}");
        }

        var name = word[..colon];
        return CommandLineException.Usage($"{command} has no option \"{name}\"{NearestName.Suggestion(name, options.Select(option => option.Name))} {_takes}{advice}");
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '_';

    private static string Word(string text, int at) => text[at..].Split((char[]?)null, 2)[0];

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
