using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FlippyFlip.Local.CommandLine;

/// <summary>A command of `flippy` that shows in its help how it is typed.</summary>
internal abstract class FlippyCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}

/// <summary>System.CommandLine's help, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = 120;
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = parseResult.CommandResult.Command switch
        {
            FlippyCommand command => command.Examples,
            var group => [.. group.Subcommands.OfType<FlippyCommand>().SelectMany(command => command.Examples.Take(1))],
        };
        if (examples.Count == 0)
        {
            return code;
        }

        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return code;
    }
}
