using Spectre.Console;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>A terminal of 80 columns without colour, whose text a test reads.</summary>
internal sealed class Screen
{
    private readonly System.Text.StringBuilder _written = new();

    public Screen()
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(new StringWriter(_written)),
        });
        Console.Profile.Width = 80;
    }

    public IAnsiConsole Console { get; }

    /// <summary>What was written, without the blanks Spectre pads lines with.</summary>
    public string Text => string.Join('\n', _written.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd()));
}

/// <summary>A clock that stands at 20 November 2026, 12:00 UTC.</summary>
internal sealed class StandingClock : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Noon;
}
