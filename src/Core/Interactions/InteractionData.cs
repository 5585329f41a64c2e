using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Interactions;

/// <summary>What an interaction is about; which fields are set depends on its type.</summary>
public sealed record InteractionData
{
    /// <summary>Command and autocomplete: the command's untranslated name.</summary>
    public string? Name { get; init; }

    /// <summary>Command and autocomplete: 1 slash command, 2 user command, 3 message command.</summary>
    public int? Type { get; init; }

    public IReadOnlyList<Option>? Options { get; init; }

    public Resolved? Resolved { get; init; }

    /// <summary>User and message commands: what was right-clicked.</summary>
    public Snowflake? TargetId { get; init; }

    /// <summary>Component and modal: what we put there, see <c>Slash/CustomId.cs</c>.</summary>
    public string? CustomId { get; init; }

    /// <summary>Component: 2 button, 3 text select, 5..8 selects of users, roles, both, channels.</summary>
    public int? ComponentType { get; init; }

    /// <summary>Component: what was selected.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Modal: what was filled in.</summary>
    public IReadOnlyList<SubmittedComponent>? Components { get; init; }

    /// <summary>True when a list holds null, which the serializer lets through and no handler expects.</summary>
    [JsonIgnore]
    internal bool HasHoles => Option.IsHoleIn(Options) || Values?.Contains(null!) == true || SubmittedComponent.IsHoleIn(Components);
}

/// <summary>An option of a command, or a subcommand with options of its own.</summary>
public sealed record Option
{
    public required string Name { get; init; }

    public int Type { get; init; }

    public OptionValue Value { get; init; }

    public IReadOnlyList<Option>? Options { get; init; }

    /// <summary>Autocomplete: the one being typed.</summary>
    public bool Focused { get; init; }

    internal static bool IsHoleIn(IReadOnlyList<Option>? options)
    {
        for (var i = 0; i < options?.Count; i++)
        {
            if (options[i] is null || IsHoleIn(options[i].Options))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The objects behind the ids in options and selects.</summary>
public sealed record Resolved
{
    public IReadOnlyDictionary<Snowflake, User>? Users { get; init; }

    public IReadOnlyDictionary<Snowflake, Member>? Members { get; init; }
}

/// <summary>A part of a submitted modal: a label with one component, a legacy row with several, or a component.</summary>
public sealed record SubmittedComponent
{
    public int Type { get; init; }

    public string? CustomId { get; init; }

    public OptionValue Value { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public SubmittedComponent? Component { get; init; }

    public IReadOnlyList<SubmittedComponent>? Components { get; init; }

    internal static bool IsHoleIn(IReadOnlyList<SubmittedComponent>? components)
    {
        for (var i = 0; i < components?.Count; i++)
        {
            if (components[i] is not { } component || IsHoleIn(component.Components)
                || (component.Component is { } inner && IsHoleIn([inner])) || component.Values?.Contains(null!) == true)
            {
                return true;
            }
        }

        return false;
    }
}

public sealed record User
{
    public required Snowflake Id { get; init; }

    public string Username { get; init; } = "";

    public string? GlobalName { get; init; }

    public bool Bot { get; init; }
}

public sealed record Member
{
    /// <summary>Null among the resolved members.</summary>
    public User? User { get; init; }

    public string? Nick { get; init; }

    /// <summary>Decimal bit set of what the member may do in this channel.</summary>
    public string? Permissions { get; init; }
}

public sealed record Message
{
    public required Snowflake Id { get; init; }

    public int? Flags { get; init; }
}

/// <summary>Something a user or server bought from this app.</summary>
public sealed record Entitlement
{
    public required Snowflake Id { get; init; }

    public Snowflake? SkuId { get; init; }

    public Snowflake? UserId { get; init; }

    public Snowflake? GuildId { get; init; }

    public DateTimeOffset? EndsAt { get; init; }
}
