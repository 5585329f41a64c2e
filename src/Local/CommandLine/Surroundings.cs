using FlippyFlip.Local.Wire;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>Everything the commands reach outside of themselves, so that a test can stand in for the world.</summary>
internal sealed record Surroundings
{
    /// <summary>Where results go. Decides itself about colour and width.</summary>
    public required IAnsiConsole Out { get; init; }

    /// <summary>Where the one sentence about a failure goes.</summary>
    public required TextWriter Error { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>The commands as Discord's bulk PUT takes them: a JSON array in UTF-8.</summary>
    public required Func<ReadOnlyMemory<byte>> Registration { get; init; }

    /// <summary>The key in a data folder. Throws <see cref="CommandLineException"/> when there is none.</summary>
    public required Func<DirectoryInfo, SigningIdentity> Identity { get; init; }

    public required Func<KeyPair> NewKeys { get; init; }

    /// <summary>Makes a pair the development key of a data folder; returns the path of the file that holds the secret.</summary>
    public required Func<DirectoryInfo, KeyPair, string> KeepKeys { get; init; }

    /// <summary>Standard output. Spectre asks TERM only, so a pipe would get escape sequences; here a pipe gets plain text. NO_COLOR is Spectre's own.</summary>
    public static IAnsiConsole StandardOutput() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        Out = new AnsiConsoleOutput(Console.Out),
    });
}
