using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Replies;

/// <summary>Discord's callback types.</summary>
public enum ReplyType
{
    Pong = 1,
    Message = 4,
    Thinking = 5,
    ThinkingQuietly = 6,
    Update = 7,
    Choices = 8,
    Modal = 9,
}

/// <summary>What a handler returns; the host sends it. Immutable: each method gives a new reply.</summary>
public sealed record Reply
{
    [JsonPropertyName("type")]
    public required ReplyType Type { get; init; }

    [JsonPropertyName("data")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplyData? Data { get; init; }

    /// <summary>True for a no: nothing the handler changed is kept.</summary>
    [JsonIgnore]
    public bool IsRefusal => RefusalKind is not null;

    /// <summary>What kind of no, for those who count them. Null: it is none.</summary>
    [JsonIgnore]
    public string? RefusalKind { get; private init; }

    /// <summary>The language that the caller chose for what only they see. Null: they leave it to Discord.</summary>
    [JsonIgnore]
    public Locale? Language { get; init; }

    /// <summary>True when it addresses somebody else, who has to see it.</summary>
    [JsonIgnore]
    public bool IsForOthers { get; private init; }

    /// <summary>True when only the caller sees it.</summary>
    [JsonIgnore]
    public bool IsPrivate => Data?.IsEphemeral ?? false;

    /// <summary>A message for everyone in the channel.</summary>
    public static Reply Text(Phrase text) => Message(new ReplyData { Content = text.AtMost(Limits.Content) });

    /// <summary>A message for the caller alone.</summary>
    public static Reply Whisper(Phrase text) => Text(text).Private();

    /// <summary>A no, for the caller alone.</summary>
    /// <param name="sentence">One that says what to do next.</param>
    /// <param name="kind">One of few words, for those who count refusals; never data of a user. A command's own rule needs none.</param>
    public static Reply Refuse(Phrase sentence, string kind = "Rule") => Whisper(sentence) with { RefusalKind = kind };

    /// <summary>A card for everyone in the channel.</summary>
    public static Reply Show(Embed embed) => Message(new ReplyData { Embeds = [embed] });

    /// <summary>Components v2: the whole message is laid out from components, without content or embeds.</summary>
    public static Reply Layout(params IReadOnlyList<Component> components) =>
        Message(new ReplyData { Components = components, Flags = MessageFlags.Layout });

    /// <summary>A form; it must be the first answer to a command or a button.</summary>
    public static Reply Modal(Phrase title, string customId, params IReadOnlyList<Component> components) => new()
    {
        Type = ReplyType.Modal,
        Data = new ReplyData { Title = title.AtMost(Limits.ModalTitle), CustomId = customId, Components = components, AllowedMentions = null },
    };

    /// <summary>Suggestions while an option is being typed; the first 25 are shown.</summary>
    public static Reply Choices(IReadOnlyList<Choice> choices) => new()
    {
        Type = ReplyType.Choices,
        Data = new ReplyData { Choices = choices.Count <= Limits.Choices ? choices : [.. choices.Take(Limits.Choices)], AllowedMentions = null },
    };

    /// <summary>"Thinking…": the real reply follows by an edit. Whether that is private is decided here.</summary>
    public static Reply Thinking(bool isPrivate) => new()
    {
        Type = ReplyType.Thinking,
        Data = isPrivate ? new ReplyData { Flags = MessageFlags.Ephemeral, AllowedMentions = null } : null,
    };

    /// <summary>The message with the pressed component stays as it is until an edit follows.</summary>
    public static Reply ThinkingQuietly() => new() { Type = ReplyType.ThinkingQuietly };

    public Reply Private() => With(data => data with { Flags = data.Flags | MessageFlags.Ephemeral });

    /// <summary>Changes the message whose component was used, instead of sending another.</summary>
    public Reply AsUpdate() => this with { Type = ReplyType.Update };

    /// <summary>Puts a sentence above the card.</summary>
    public Reply Under(Phrase sentence) => With(data => data with { Content = sentence.AtMost(Limits.Content) });

    /// <summary>Adds a card; a message has ten at most, further ones are left out.</summary>
    public Reply With(Embed embed) => With(data => data with { Embeds = [.. (data.Embeds ?? []).Append(embed).Take(Limits.Embeds)] });

    /// <summary>Adds a row of up to five buttons.</summary>
    public Reply Buttons(params IReadOnlyList<Button> buttons) => Row([.. buttons.Take(Limits.ButtonsPerRow)]);

    /// <summary>Adds a row with one select.</summary>
    public Reply Select(StringSelect select) => Row([select]);

    /// <summary>Lets this one user be pinged by the message's text; everyone else never is.</summary>
    public Reply Pinging(Snowflake user) => ForOthers().With(data => data with { AllowedMentions = new AllowedMentions { Users = [user] } });

    /// <summary>Addresses somebody else without a ping: they have to see it, whatever the caller prefers.</summary>
    public Reply ForOthers() => this with { IsForOthers = true };

    /// <summary>The reply in one plain sentence or two, without buttons: what a repeated request is told.</summary>
    public string Meaning(Locale locale)
    {
        var texts = new List<Phrase?> { Data?.Content };
        foreach (var embed in Data?.Embeds ?? [])
        {
            texts.AddRange([embed.Title, embed.Description]);
        }

        return string.Join('\n', texts.OfType<Phrase>().Select(text => text.Render(locale)));
    }

    private static Reply Message(ReplyData data) => new() { Type = ReplyType.Message, Data = data };

    private Reply Row(IReadOnlyList<Component> components) =>
        With(data => data with { Components = [.. (data.Components ?? []).Append(new ActionRow(components)).Take(Limits.ActionRows)] });

    private Reply With(Func<ReplyData, ReplyData> change) => this with { Data = change(Data ?? new ReplyData()) };
}

/// <summary>Discord's message flags, those that a reply may set.</summary>
[Flags]
public enum MessageFlags
{
    None = 0,
    Ephemeral = 1 << 6,
    Layout = 1 << 15,
}

/// <summary>The body of a reply; which fields are set depends on its type.</summary>
public sealed record ReplyData
{
    public Phrase? Content { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MessageFlags Flags { get; init; }

    /// <summary>Nobody is pinged unless a reply names them.</summary>
    public AllowedMentions? AllowedMentions { get; init; } = AllowedMentions.Nobody;

    /// <summary>Modal: its id.</summary>
    public string? CustomId { get; init; }

    /// <summary>Modal: its title.</summary>
    public Phrase? Title { get; init; }

    /// <summary>Autocomplete.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    [JsonIgnore]
    public bool IsEphemeral => Flags.HasFlag(MessageFlags.Ephemeral);
}

/// <summary>Who a message may ping.</summary>
public sealed record AllowedMentions
{
    public static readonly AllowedMentions Nobody = new();

    /// <summary>Kinds of mention that ping; always none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<string> Parse { get; } = [];

    public IReadOnlyList<Snowflake>? Users { get; init; }
}

/// <summary>A suggestion while typing.</summary>
/// <param name="Name">What the person sees, 1..100 characters.</param>
/// <param name="Value">What the command gets, 1..100 characters.</param>
public sealed record Choice(Phrase Name, string Value)
{
    public static Choice Same(string value) => new(Phrase.Verbatim(value), value);
}
