using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using FlippyFlip.Local.CommandLine.Sending;

namespace FlippyFlip.Local.CommandLine;

/// <summary>The whole command line: which commands there are, and the one place where a failure becomes a sentence and a number.</summary>
/// <param name="surroundings">What the commands reach outside of themselves.</param>
/// <param name="others">Commands that live elsewhere in this program: serve, commands, doctor.</param>
internal sealed class CommandLineRoot(Surroundings surroundings, params IReadOnlyList<Command> others)
{
    /// <summary>How long a command may take to end itself after Ctrl+C before the process is ended for it.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(15);

    private readonly Option<bool> _verbose = new("--verbose") { Description = "When something unexpected breaks, show where.", Recursive = true };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        // "@file" is a user mention here, never a file of arguments.
        var parsed = Compose().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parsed.Errors.Count > 0 && parsed.Action?.ClearsParseErrors != true)
        {
            return await EndAsync(ExitCode.Usage, UsageSentence(parsed));
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = Farewell,
                    Output = surroundings.Out.Profile.Out.Writer,
                    Error = surroundings.Error,
                },
                ct);
        }
        catch (CommandLineException expected)
        {
            return await EndAsync(expected.ExitCode, expected.Message + Details(parsed, expected.InnerException));
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(ExitCode.Cancelled, "Cancelled.");
        }
        catch (Exception bug)
        {
            var hint = parsed.GetValue(_verbose) ? "" : " Add --verbose to see where.";
            return await EndAsync(ExitCode.Failed, $"Something broke that should not: {FirstLine(bug.Message)}{hint}{Details(parsed, bug)}");
        }
    }

    private RootCommand Compose()
    {
        var root = new RootCommand("Flippy Flip, an economy bot for Discord, on this machine.") { _verbose };
        foreach (var command in (IEnumerable<Command>)[.. others, new SendCommand(surroundings), new LoadCommand(surroundings), new VoteCommand(surroundings), new KeysCommand(surroundings)])
        {
            root.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        var helpWithExamples = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = helpWithExamples;
        root.SetAction(helpWithExamples.Invoke);
        return root;
    }

    private static string UsageSentence(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "flippy" : $"flippy {string.Join(' ', Path(command))}";
        // A mistyped option may have been taken for an argument, and its value be what is left over.
        var mistyped = parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;
        if ((mistyped ?? (parsed.UnmatchedTokens is [var left, ..] ? left : null)) is { } unknown)
        {
            return $"There is no {unknown}{NearestName.Suggestion(unknown, Names(command))} See {path} --help.";
        }

        return $"{FirstLine(parsed.Errors[0].Message).TrimEnd('.')}. See {path} --help.";
    }

    private static IEnumerable<string> Names(Command command) => [.. command.Subcommands.Select(each => each.Name), .. command.Options.Select(each => each.Name)];

    private static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? Path(parent).Append(command.Name) : [command.Name];

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    private string Details(ParseResult parsed, Exception? cause) =>
        cause is not null && parsed.GetValue(_verbose) ? $"{Environment.NewLine}{cause}" : "";

    private async Task<int> EndAsync(ExitCode code, string sentence)
    {
        await surroundings.Error.WriteLineAsync(sentence);
        return (int)code;
    }
}
