using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Commands;

/// <summary>Commands as somebody would type them who fills in every option with something ordinary.</summary>
internal static class Typed
{
    public static string Line(CommandDeclaration command) =>
        string.Join(' ', [$"/{command.Name}", .. command.Options.Where(option => option.IsRequired || option.Type.Code != OptionCode.Text).Select(option => $"{option.Name}:{Value(option)}")]);

    private static string Value(OptionDeclaration option) => option.Type switch
    {
        { Code: OptionCode.User } => "@900000000000000007",
        { Code: OptionCode.Integer } => option.Least.ToString(System.Globalization.CultureInfo.InvariantCulture),
        { Code: OptionCode.Boolean } => "true",
        { Choices: [var first, ..] } => first.Value,
        _ => "100",
    };
}
