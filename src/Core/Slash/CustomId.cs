using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Slash;

/// <summary>
/// What a component of ours carries through Discord and back: <c>command.action.version.owner.field.field…</c>, at most 100 characters.
/// Everyone can see it, and old ones come back for ever.
/// </summary>
/// <param name="Command">The command whose class answers.</param>
/// <param name="Action">Which of its actions.</param>
/// <param name="Version">Of the action's fields.</param>
/// <param name="Owner">For whom it was made.</param>
/// <param name="Fields">The state's fields as text.</param>
public sealed record CustomId(string Command, string Action, int Version, Snowflake Owner, IReadOnlyList<string> Fields)
{
    private const char Separator = '.';

    /// <exception cref="InvalidOperationException">The state does not fit: a bug in the command.</exception>
    public static string Write<TState>(Snowflake owner, TState state)
        where TState : notnull =>
        Join([ActionFacts<TState>.Prefix, owner.ToString(), .. RecordShape<TState>.Read(state).Select(ActionField.Write)]);

    /// <summary>False: not an id of ours.</summary>
    public static bool TryRead(string? text, out CustomId id)
    {
        id = new CustomId("", "", 0, default, []);
        if (text is null or { Length: > Limits.CustomId } || text.Split(Separator) is not [var command, var action, var version, var owner, .. var fields])
        {
            return false;
        }

        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Snowflake.TryParse(owner, out var user))
        {
            return false;
        }

        id = new CustomId(command, action, number, user, fields);
        return true;
    }

    /// <summary>As it stands on a component.</summary>
    /// <exception cref="InvalidOperationException">It does not fit.</exception>
    public override string ToString() => Join([Command, Action, Version.ToString(CultureInfo.InvariantCulture), Owner.ToString(), .. Fields]);

    /// <summary>The state back as it was written. False: the fields are not those of this state.</summary>
    public bool TryState<TState>(out TState state)
    {
        state = default!;
        var readers = ActionFields<TState>.Readers;
        if (readers.Length != Fields.Count)
        {
            return false;
        }

        var values = new object?[Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = readers[i](Fields[i]);
            if (values[i] is null)
            {
                return false;
            }
        }

        state = RecordShape<TState>.Create(values);
        return true;
    }

    private static string Join(IEnumerable<string> parts)
    {
        var id = string.Join(Separator, parts);
        return id.Length <= Limits.CustomId ? id : throw new InvalidOperationException($"The custom id '{id}' is longer than {Limits.CustomId}.");
    }
}

/// <summary>What an action's state record declares about itself.</summary>
internal static class ActionFacts<TState>
{
    public static ActionAttribute Action { get; } = typeof(TState).GetCustomAttribute<ActionAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TState)} needs [Action].");

    public static string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"{CommandName()}.{Action.Name}.{Action.Version}");

    private static string CommandName() => typeof(TState).DeclaringType?.GetCustomAttribute<SlashAttribute>()?.Name
        ?? throw new InvalidOperationException($"{typeof(TState)} must be nested in a command.");
}

/// <summary>How the fields of an action's state are read, in their order.</summary>
internal static class ActionFields<TState>
{
    internal static readonly Func<string, object?>[] Readers = [.. RecordShape<TState>.Parameters.Select(parameter => ActionField.ReaderOf(parameter.ParameterType))];
}

/// <summary>The types an action's state may have: ids, names, small numbers. Never amounts.</summary>
internal static class ActionField
{
    public static string Write(object? value) => value switch
    {
        null => "",
        string text => text.Replace("%", "%25", StringComparison.Ordinal).Replace(".", "%2E", StringComparison.Ordinal),
        Enum member => member.ToString("D"),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>How a field of this type is read; looked up once per state, not once per press.</summary>
    /// <returns>Gives the value, or null for what no such field says.</returns>
    /// <exception cref="InvalidOperationException">A type no state may have: a bug in the command.</exception>
    public static Func<string, object?> ReaderOf(Type type) => type switch
    {
        _ when type == typeof(string) => text => text.Replace("%2E", ".", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal),
        _ when type == typeof(Snowflake) => text => Snowflake.TryParse(text, out var id) ? id : null,
        _ when type == typeof(RoundName) => text => RoundName.TryParse(text, out var name) ? name : null,
        _ when type == typeof(int) => text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(long) => text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        { IsEnum: true } => Enum.GetValues(type).Cast<object>().Distinct().ToFrozenDictionary(Write, StringComparer.Ordinal).GetValueOrDefault,
        _ => throw new InvalidOperationException($"No action's state can have a {type}."),
    };
}
