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
        where TState : notnull
    {
        var texts = RecordShape<TState>.Read(state).Select(ActionField.Write);
        var id = string.Join(Separator, [ActionFacts<TState>.Prefix, owner.ToString(), .. texts]);
        return id.Length <= Limits.CustomId ? id : throw new InvalidOperationException($"The custom id '{id}' is longer than {Limits.CustomId}.");
    }

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

    /// <summary>The state back as it was written. False: the fields are not those of this state.</summary>
    public bool TryState<TState>(out TState state)
    {
        state = default!;
        var parameters = RecordShape<TState>.Parameters;
        if (parameters.Count != Fields.Count)
        {
            return false;
        }

        var values = new object?[Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!ActionField.TryRead(Fields[i], parameters[i].ParameterType, out values[i]))
            {
                return false;
            }
        }

        state = RecordShape<TState>.Create(values);
        return true;
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

    public static bool TryRead(string text, Type type, out object? value)
    {
        value = null;
        if (type == typeof(string))
        {
            value = text.Replace("%2E", ".", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
        }
        else if (type == typeof(Snowflake))
        {
            value = Snowflake.TryParse(text, out var id) ? id : null;
        }
        else if (type == typeof(RoundName))
        {
            value = RoundName.TryParse(text, out var name) ? name : null;
        }
        else if (type == typeof(int))
        {
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(long))
        {
            value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type.IsEnum && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var member) && Enum.IsDefined(type, member))
        {
            value = Enum.ToObject(type, member);
        }

        return value is not null;
    }
}
