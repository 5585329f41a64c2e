using FlippyFlip.Core.Bots;

namespace FlippyFlip.Core.Slash;

/// <summary>Makes a class a slash command.</summary>
/// <param name="name">1..32 lower-case letters, digits, '-' or '_'; unique.</param>
/// <param name="description">1..100 characters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SlashAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;
}

/// <summary>How long a player waits between two successful uses. Stored with the player, claimed in the same write.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CooldownAttribute(int seconds) : Attribute
{
    public int Seconds { get; } = seconds;
}

/// <summary>Replies are for the caller alone, also when they come later.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PrivateAttribute : Attribute;

/// <summary>Works for somebody who is banned, or about to be erased, as well: it is about their own data, or about the ban.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EvenWhenBannedAttribute : Attribute;

/// <summary>The least level that may use the command; checked on every use.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RequiresAttribute(Level level) : Attribute
{
    public Level Level { get; } = level;
}

/// <summary>What an option asks for, or what a choice is called.</summary>
/// <param name="text">1..100 characters.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class DescribeAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>Bounds of a whole number, both included.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BetweenAttribute(long least, long most) : Attribute
{
    public long Least { get; } = least;

    public long Most { get; } = most;
}

/// <summary>Bounds of a text's length in characters, both included.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LengthAttribute(int least, int most) : Attribute
{
    public int Least { get; } = least;

    public int Most { get; } = most;
}

/// <summary>Suggests values while the option is being typed.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class SuggestAttribute : Attribute
{
    public abstract Type Suggester { get; }
}

/// <inheritdoc/>
public sealed class SuggestAttribute<T> : SuggestAttribute
    where T : ISuggester
{
    public override Type Suggester => typeof(T);
}

/// <summary>Makes a record, nested in its command, the state of a button, a menu or a form.</summary>
/// <param name="name">1..16 lower-case letters; unique within the command. Part of custom ids: never rename.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActionAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>Raised when the record's fields change: buttons of older messages then answer that they are old.</summary>
    public int Version { get; init; } = 1;

    /// <summary>True: everyone may use it, not only whom the message was for.</summary>
    public bool IsForEveryone { get; init; }

    /// <summary>True: the reply changes the message the component is on, instead of sending another.</summary>
    public bool Updates { get; init; }
}

/// <summary>A text field of a form.</summary>
/// <param name="label">1..45 characters.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FieldAttribute(string label) : Attribute
{
    public string Label { get; } = label;

    /// <summary>Up to 100 characters; null: none.</summary>
    public string? Hint { get; init; }

    /// <summary>0..4000 characters; counts only when something is filled in.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>1..4000 characters.</summary>
    public int MaxLength { get; init; } = 100;

    public bool IsLong { get; init; }

    public bool IsOptional { get; init; }
}
