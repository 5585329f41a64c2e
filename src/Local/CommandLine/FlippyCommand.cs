using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FlippyFlip.Local.CommandLine;

/// <summary>A command of `flippy` that shows in its help how it is typed.</summary>
internal abstract class FlippyCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What its numbers mean. Null: those that every command has.</summary>
    public virtual string? ExitCodes => null;
}

/// <summary>System.CommandLine's help, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = 120;
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = text;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(WithOptionalArguments(text.ToString(), parseResult.CommandResult.Command));
        if (parseResult.CommandResult.Command is FlippyCommand { ExitCodes: { } numbers })
        {
            output.WriteLine($"Exit codes: {numbers}");
            output.WriteLine();
        }

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

    /// <summary>In its list of subcommands the library shows an argument that may be left out like one that may not.</summary>
    private static string WithOptionalArguments(string help, Command command)
    {
        foreach (var subcommand in command.Subcommands)
        {
            if (subcommand.Arguments is [{ Arity.MinimumNumberOfValues: 0 } argument])
            {
                // As long as before, so that the columns stay where they are.
                help = help.Replace($"  {subcommand.Name} <{argument.Name}> ", $"  {subcommand.Name} [{argument.Name}] ", StringComparison.Ordinal);
            }
        }

        return help;
    }
}
