using System.Collections.Frozen;
using System.Reflection;

namespace FlippyFlip.Core.Slash;

/// <summary>Every command there is, found by its <see cref="SlashAttribute"/> when the process starts.</summary>
public sealed class Catalogue
{
    /// <summary>The groups in the order of the guide: what everybody needs first, then by how soon one meets it. Operators' groups follow by name.</summary>
    private static readonly string[] Groups = ["Basics", "Wallet", "Earn", "Flip", "Casino", "Privacy"];

    private readonly FrozenDictionary<string, CommandDeclaration> _byName;

    /// <param name="make">Makes a command or suggester of the given type; called once for each, when first used.</param>
    public Catalogue(Func<Type, object> make)
    {
        All =
        [
            .. typeof(Catalogue).Assembly.GetTypes()
                .Where(type => type.IsDefined(typeof(SlashAttribute), inherit: false))
                .Select(type => Declare(type, make))
                .OrderBy(command => command.Scope)
                .ThenBy(command => Place(command.Group))
                .ThenBy(command => command.Group, StringComparer.Ordinal)
                .ThenBy(command => command.Name, StringComparer.Ordinal),
        ];
        _byName = All.ToFrozenDictionary(command => command.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<CommandDeclaration> All { get; }

    public IEnumerable<CommandDeclaration> Public => All.Where(command => command.Scope == CommandScope.Public);

    /// <summary>Null: no such command in this version.</summary>
    public CommandDeclaration? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    private static int Place(string group) => Array.IndexOf(Groups, group) is >= 0 and var place ? place : Groups.Length;

    private static CommandDeclaration Declare(Type type, Func<Type, object> make)
    {
        var contract = type.GetInterfaces().FirstOrDefault(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICommand<>))
            ?? throw new InvalidOperationException($"{type} has [Slash] but is no ICommand.");
        return (CommandDeclaration)Activator.CreateInstance(
            typeof(CommandDeclaration<>).MakeGenericType(contract.GetGenericArguments()), BindingFlags.Instance | BindingFlags.Public, null, [type, make], null)!;
    }
}
