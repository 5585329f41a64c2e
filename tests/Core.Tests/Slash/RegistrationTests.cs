using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Slash;
using FlippyFlip.Local.CommandLine;
using Spectre.Console;

namespace FlippyFlip.Core.Tests.Slash;

/// <summary>What `flippy commands --json` prints, and what therefore registers the commands at Discord, changes only when somebody approves it.</summary>
public sealed class RegistrationTests
{
    [Theory]
    [InlineData("public")]
    [InlineData("developer")]
    public async Task Registers_what_was_approved(string scope)
    {
        var (approved, received) = (PathOf(scope, "approved"), PathOf(scope, "received"));

        var printed = await PrintAsync(scope);

        Payloads.Record("registration", $"flippy commands --scope {scope} --json", Encoding.UTF8.GetBytes(printed));
        if (File.Exists(approved) && await File.ReadAllTextAsync(approved) == printed)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, printed);
        Assert.Fail($"The {scope} commands are not those that were approved. Look at the difference; to approve it:\nmv '{received}' '{approved}'");
    }

    [Theory]
    [InlineData("public")]
    [InlineData("developer")]
    public async Task Names_every_command_of_its_scope_once(string scope)
    {
        var names = JsonNode.Parse(await PrintAsync(scope))!.AsArray().Select(command => (string)command!["name"]!).ToList();

        var declared = CommandsCommand.Declared.All.Where(command => command.Scope == (scope == "public" ? CommandScope.Public : CommandScope.Developer));
        Assert.Equal(declared.Select(command => command.Name), names);
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(scope == "developer", names.TrueForAll(name => name.StartsWith("dev-", StringComparison.Ordinal)));
    }

    private static async Task<string> PrintAsync(string scope)
    {
        var output = new StringWriter();
        var surroundings = new Surroundings
        {
            Out = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) }),
            Error = output,
            Clock = TimeProvider.System,
            Registration = CommandsCommand.EveryRegistration,
            Identity = _ => throw new NotSupportedException(),
            NewKeys = () => throw new NotSupportedException(),
            KeepKeys = (_, _) => throw new NotSupportedException(),
        };

        Assert.Equal(0, await new CommandLineRoot(surroundings, new CommandsCommand(surroundings)).RunAsync(["commands", "--scope", scope, "--json"]));

        return output.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Beside this file, so that an approval is part of a commit.</summary>
    private static string PathOf(string scope, string state)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlippyFlip.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No FlippyFlip.slnx above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder.FullName, "tests", "Core.Tests", "Slash", $"Registration.{scope}.{state}.json");
    }
}
