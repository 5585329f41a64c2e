using System.Buffers;
using System.CommandLine;
using System.Text;
using FlippyFlip.Core.Slash;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy commands`: the slash commands, for people or as Discord's bulk overwrite takes them.</summary>
internal sealed class CommandsCommand : FlippyCommand
{
    public CommandsCommand(Surroundings surroundings)
        : base("commands", "Lists the slash commands, or prints what registers them at Discord.", "flippy commands", "flippy commands --scope public --json > commands.json")
    {
        var scope = new Option<CommandScope?>("--scope") { Description = "public: for everyone. developer: for the operators' own server. Without it: both in the list, public as JSON.", HelpName = "public|developer" };
        var json = SharedOptions.Json("Print the JSON array that Discord's PUT takes, all commands of one scope.");
        Add(scope);
        Add(json);
        SetAction(parsed =>
        {
            var chosen = parsed.GetValue(scope);
            if (parsed.GetValue(json))
            {
                PrintJson(surroundings.Out, chosen ?? CommandScope.Public);
            }
            else
            {
                PrintTable(surroundings.Out, chosen);
            }

            return (int)ExitCode.Ok;
        });
    }

    /// <summary>What every command declares; none can be run from here.</summary>
    public static Catalogue Declared { get; } = new(type => throw new InvalidOperationException($"{type} is only listed here."));

    /// <summary>Both scopes in one array, for finding out what a typed line means.</summary>
    public static ReadOnlyMemory<byte> EveryRegistration()
    {
        var output = new ArrayBufferWriter<byte>();
        Registration.Write(Declared.All, output);
        return output.WrittenMemory;
    }

    private static void PrintJson(IAnsiConsole console, CommandScope scope)
    {
        var output = new ArrayBufferWriter<byte>();
        Registration.Write(Declared.All.Where(command => command.Scope == scope), output, indented: true);
        console.Profile.Out.Writer.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static void PrintTable(IAnsiConsole console, CommandScope? scope)
    {
        var shown = Declared.All.Where(command => scope is null || command.Scope == scope).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Group", "Command", "What it does");
        string? group = null;
        foreach (var command in shown)
        {
            var options = string.Concat(command.Options.Select(option => option.IsRequired ? $" {option.Name}:" : $" [{option.Name}:]"));
            table.AddRow(Markup.Escape(command.Group == group ? "" : command.Group), Markup.Escape($"/{command.Name}{options}"), Markup.Escape(command.Description));
            group = command.Group;
        }

        console.Write(table);
        console.MarkupLineInterpolated($"[dim]{shown.Count} commands. --json prints what Discord takes.[/]");
    }
}
