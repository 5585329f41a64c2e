using System.Reflection;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Tests.Sessions;

namespace FlippyFlip.Core.Tests.Slash;

public sealed class CatalogueTests
{
    private static readonly Assembly Core = typeof(Catalogue).Assembly;

    private readonly Catalogue _catalogue = new Stage().Catalogue;

    public static TheoryData<string> Commands => [.. CommandTypes().Select(type => type.FullName!)];

    public static TheoryData<string> States => [.. Core.GetTypes().Where(type => type.IsDefined(typeof(ActionAttribute))).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_one_sealed_class_in_a_file_of_its_own(string name)
    {
        var type = Core.GetType(name)!;
        var folders = type.Namespace!.Split('.')[2..];
        Assert.True(type.IsSealed);
        Assert.Contains(folders[0], new[] { "Commands", "Developer" });
        Assert.Equal(2, folders.Length);

        var file = Path.Combine([Sources.Root, "src", "Core", .. folders, $"{type.Name}.cs"]);
        Assert.True(File.Exists(file), $"{file} is missing.");
        Assert.Single(File.ReadAllLines(file), line => line.StartsWith("[Slash(", StringComparison.Ordinal));
        // A name in lower case does not show where its words begin: /flipstreak is FlipStreak.
        Assert.Equal(type.Name, type.GetCustomAttribute<SlashAttribute>()!.Name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_and_its_options_are_within_Discord_s_limits(string name)
    {
        var command = _catalogue.Find(Core.GetType(name)!.GetCustomAttribute<SlashAttribute>()!.Name)!;
        Assert.Matches("^[a-z0-9_-]{1,32}$", command.Name);
        Assert.InRange(command.Description.Length, 1, Limits.CommandDescription);
        Assert.InRange(command.Options.Count, 0, Limits.CommandOptions);
        Assert.Equal(command.Options.OrderByDescending(option => option.IsRequired), command.Options);
        Assert.Equal(command.Options.Count, command.Options.DistinctBy(option => option.Name).Count());
        Assert.All(command.Options, option =>
        {
            Assert.Matches("^[a-z0-9_-]{1,32}$", option.Name);
            Assert.InRange(option.Description.Length, 1, Limits.CommandDescription);
            Assert.True(option.Least <= option.Most);
            Assert.True(option.Suggester is null || option.Type.Choices is null);
            Assert.All(option.Type.Choices ?? [], choice => Assert.InRange(choice.Name.ToString().Length, 1, Limits.ChoiceName));
        });
    }

    [Theory]
    [MemberData(nameof(States))]
    public void An_action_s_state_belongs_to_a_command_that_handles_it(string name)
    {
        var state = Core.GetType(name)!;
        var facts = state.GetCustomAttribute<ActionAttribute>()!;
        Assert.True(state.IsSealed && state.IsNestedPublic);
        Assert.Matches("^[a-z]{1,16}$", facts.Name);
        Assert.True(facts.Version >= 1);

        var command = _catalogue.Find(state.DeclaringType!.GetCustomAttribute<SlashAttribute>()?.Name);
        Assert.NotNull(command);
        Assert.Equal(facts.Name, command.Action(facts.Name)?.Name);
        var handlers = state.DeclaringType!.GetInterfaces().Where(contract => contract.IsGenericType && contract.GetGenericArguments()[0] == state).ToList();
        Assert.Contains(Assert.Single(handlers).GetGenericTypeDefinition(), new[] { typeof(IButton<>), typeof(ISelect<>), typeof(ISelectMany<>), typeof(IForm<,>) });
    }

    [Fact]
    public void Every_command_is_found_by_its_own_name()
    {
        Assert.NotEmpty(_catalogue.All);
        Assert.Equal(CommandTypes().Count(), _catalogue.All.Count);
        Assert.Equal(_catalogue.All.Count, _catalogue.All.DistinctBy(command => command.Name).Count());
        Assert.All(_catalogue.All, command => Assert.Same(command, _catalogue.Find(command.Name)));
        Assert.Null(_catalogue.Find(null));
        Assert.Null(_catalogue.Find(""));
        Assert.Null(_catalogue.Find("Deposit"));
    }

    [Fact]
    public void There_is_room_for_all_of_them()
    {
        Assert.InRange(_catalogue.Public.Count(), 1, Limits.CommandsPerScope);
        Assert.InRange(_catalogue.All.Count - _catalogue.Public.Count(), 1, Limits.CommandsPerScope);
    }

    [Fact]
    public void Developer_commands_are_private_restricted_and_named_so()
    {
        var developer = _catalogue.All.Where(command => command.Scope == CommandScope.Developer).ToList();
        Assert.All(developer, command => Assert.True(command.IsPrivate && command.Level >= Level.Support && command.Name.StartsWith("dev-", StringComparison.Ordinal)));
        Assert.All(_catalogue.Public, command => Assert.False(command.Name.StartsWith("dev-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_command_and_suggester_can_be_made() => Assert.All(
        CommandTypes().Concat(_catalogue.All.SelectMany(command => command.Options).Select(option => option.Suggester).OfType<Type>().Distinct()),
        type => Assert.Single(type.GetConstructors()));

    private static IEnumerable<Type> CommandTypes() => Core.GetTypes().Where(type => type.IsDefined(typeof(SlashAttribute)));
}
