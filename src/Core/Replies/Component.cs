using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Replies;

/// <summary>A part of a message or modal; the discriminator is Discord's component type.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ActionRow), 1)]
[JsonDerivedType(typeof(Button), 2)]
[JsonDerivedType(typeof(StringSelect), 3)]
[JsonDerivedType(typeof(TextInput), 4)]
[JsonDerivedType(typeof(Section), 9)]
[JsonDerivedType(typeof(TextDisplay), 10)]
[JsonDerivedType(typeof(Separator), 14)]
[JsonDerivedType(typeof(Container), 17)]
[JsonDerivedType(typeof(Label), 18)]
public abstract record Component;

/// <summary>Up to five buttons, or one select.</summary>
public sealed record ActionRow(IReadOnlyList<Component> Components) : Component;

public enum ButtonStyle
{
    Primary = 1,
    Secondary = 2,
    Success = 3,
    Danger = 4,
    Link = 5,
}

/// <summary>Made by <c>Caller.Button</c>, which knows whose it is, or by <see cref="Link"/>.</summary>
public sealed record Button : Component
{
    public required ButtonStyle Style { get; init; }

    public required Phrase Label { get; init; }

    public string? CustomId { get; init; }

    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Disabled { get; init; }

    /// <summary>Opens a page; no interaction arrives.</summary>
    public static Button Link(Phrase label, Uri url) =>
        new() { Style = ButtonStyle.Link, Label = label.AtMost(Limits.ButtonLabel), Url = url.AbsoluteUri };

    public static Button Action(Phrase label, string customId, ButtonStyle style = ButtonStyle.Secondary) =>
        new() { Style = style, Label = label.AtMost(Limits.ButtonLabel), CustomId = customId };
}

/// <summary>A menu of up to 25 texts, one of which may be picked, or as many as it says.</summary>
public sealed record StringSelect(string CustomId, IReadOnlyList<SelectOption> Options) : Component
{
    public Phrase? Placeholder { get; init; }

    /// <summary>0..25. Null: one.</summary>
    public int? MinValues { get; init; }

    /// <summary>1..25, no more than there are options. Null: one.</summary>
    public int? MaxValues { get; init; }
}

/// <summary>A line of a menu.</summary>
/// <param name="Label">1..100 characters.</param>
/// <param name="Value">1..100 characters; comes back when picked.</param>
public sealed record SelectOption(Phrase Label, string Value)
{
    public Phrase? Description { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Default { get; init; }
}

/// <summary>A form's question.</summary>
public sealed record Label([property: JsonPropertyName("label")] Phrase Text, Component Component) : Component
{
    public Phrase? Description { get; init; }
}

public enum TextInputStyle
{
    Short = 1,
    Paragraph = 2,
}

/// <summary>A form's field for text.</summary>
public sealed record TextInput(string CustomId, TextInputStyle Style) : Component
{
    /// <summary>0..4000 characters.</summary>
    public int? MinLength { get; init; }

    /// <summary>1..4000 characters.</summary>
    public int? MaxLength { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Required { get; init; } = true;

    /// <summary>What stands in the field at first.</summary>
    public string? Value { get; init; }

    public Phrase? Placeholder { get; init; }
}

/// <summary>Components v2: text with a button beside it.</summary>
public sealed record Section(IReadOnlyList<Component> Components, Component Accessory) : Component;

/// <summary>Components v2: text of its own.</summary>
public sealed record TextDisplay(Phrase Content) : Component;

/// <summary>Components v2: space, with or without a line.</summary>
public sealed record Separator : Component
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Divider { get; init; } = true;
}

/// <summary>Components v2: a box with an accent colour.</summary>
public sealed record Container(IReadOnlyList<Component> Components) : Component
{
    public int? AccentColor { get; init; }
}
