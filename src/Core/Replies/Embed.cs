using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Replies;

/// <summary>A card within a message. Texts beyond Discord's lengths are cut, fields beyond 25 dropped.</summary>
public sealed record Embed
{
    public Phrase? Title { get; init; }

    public Phrase? Description { get; init; }

    /// <summary>0..0xFFFFFF. Null: Discord's grey.</summary>
    public int? Color { get; init; }

    public IReadOnlyList<EmbedField>? Fields { get; init; }

    public EmbedFooter? Footer { get; init; }

    public static Embed Titled(Phrase title) => new() { Title = title.AtMost(Limits.EmbedTitle) };

    public Embed Describe(Phrase text) => this with { Description = text.AtMost(Limits.EmbedDescription) };

    public Embed Accent(int color) => this with { Color = color };

    public Embed Field(Phrase name, Phrase value, bool inline = true) => Fields is { Count: >= Limits.EmbedFields }
        ? this
        : this with { Fields = [.. Fields ?? [], new EmbedField(name.AtMost(Limits.EmbedFieldName), value.AtMost(Limits.EmbedFieldValue), inline)] };

    public Embed Foot(Phrase text) => this with { Footer = new EmbedFooter(text.AtMost(Limits.EmbedFooter)) };
}

public sealed record EmbedField(Phrase Name, Phrase Value, bool Inline);

public sealed record EmbedFooter([property: JsonPropertyName("text")] Phrase Text);
