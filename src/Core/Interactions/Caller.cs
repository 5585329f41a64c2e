using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Interactions;

/// <summary>When an interaction arrived and what checking it took.</summary>
/// <param name="Timestamp">Of the monotonic clock; 0 on a deferred run.</param>
/// <param name="Signature">What the gate took.</param>
public readonly record struct Receipt(long Timestamp, TimeSpan Signature);

/// <summary>Who acts, where, through which bot and in which language.</summary>
public sealed record Caller
{
    public required Bot Bot { get; init; }

    /// <summary>The interaction this is about.</summary>
    public required Snowflake Interaction { get; init; }

    public required Snowflake UserId { get; init; }

    /// <summary>As others see it; not escaped.</summary>
    public required string Name { get; init; }

    /// <summary>Null outside servers.</summary>
    public required Snowflake? GuildId { get; init; }

    /// <summary>True in the direct messages with the bot: nobody else sees what is said there.</summary>
    public bool IsAlone { get; init; }

    public required Level Level { get; init; }

    /// <summary>The caller's own language, for what only the caller sees.</summary>
    public required Locale Locale { get; init; }

    /// <summary>The server's language, for what everyone sees; the caller's outside servers.</summary>
    public required Locale PublicLocale { get; init; }

    /// <summary>When the interaction arrived here.</summary>
    public required Receipt Receipt { get; init; }

    /// <summary>What they said.</summary>
    public Said Said { get; init; } = new(InteractionType.Command, null);

    /// <summary>The interaction's, a secret; internal, so that a printed caller does not show it.</summary>
    internal string Token { get; init; } = "";

    /// <summary>Null: the interaction names no user, so nobody can be answered.</summary>
    public static Caller? Of(Interaction interaction, Bot bot, Receipt receipt)
    {
        if (interaction.Actor is not { } user)
        {
            return null;
        }

        var permissions = interaction.GuildId is null ? default : Permissions.Parse(interaction.Member?.Permissions);
        var locale = Locale.For(interaction.Locale).With(bot.Emoji);
        return new Caller
        {
            Bot = bot,
            Interaction = interaction.Id,
            UserId = user.Id,
            Name = interaction.Member?.Nick ?? user.GlobalName ?? user.Username,
            GuildId = interaction.GuildId,
            IsAlone = interaction.GuildId is null && interaction.Context != InteractionContext.PrivateChannel,
            Level = Access.LevelOf(bot, user.Id, permissions),
            Locale = locale,
            Receipt = receipt,
            Said = new Said(interaction.Type, interaction.Data),
            Token = interaction.Token,
            PublicLocale = interaction.GuildLocale is { } guild ? Locale.For(guild).With(bot.Emoji) : locale,
        };
    }

    /// <summary>The language a reply is written in: of those who see it.</summary>
    public Locale LocaleOf(Reply reply) =>
        reply.IsPrivate || GuildId is null || reply.Type is ReplyType.Modal or ReplyType.Choices ? reply.Language ?? Locale : PublicLocale;

    /// <summary>A message after the reply to this interaction, for <c>Session.Send</c>; private when it is.</summary>
    public Outgoing.FollowUp FollowUp(Reply message) => new(Token, Interaction.CreatedAt, message, LocaleOf(message));

    /// <summary>A card in the bot's colour.</summary>
    public Embed Card(Phrase title) => Embed.Titled(title).Accent(Bot.Accent);

    /// <summary>A button that only this caller may press.</summary>
    /// <param name="label">1..80 characters.</param>
    /// <param name="state">What the press is about: ids, never amounts.</param>
    /// <param name="style">How it looks.</param>
    public Button Button<TState>(Phrase label, TState state, ButtonStyle style = ButtonStyle.Secondary)
        where TState : notnull =>
        Replies.Button.Action(label, CustomId.Write(UserId, state), style);

    /// <summary>A menu that only this caller may use.</summary>
    public StringSelect Select<TState>(TState state, Phrase placeholder, IReadOnlyList<SelectOption> options)
        where TState : notnull =>
        new(CustomId.Write(UserId, state), [.. options.Take(Limits.SelectOptions)]) { Placeholder = placeholder.AtMost(Limits.SelectPlaceholder) };

    /// <summary>A menu that only this caller may use, and pick none, some or all of.</summary>
    public StringSelect SelectMany<TState>(TState state, Phrase placeholder, IReadOnlyList<SelectOption> options)
        where TState : notnull
    {
        var select = Select(state, placeholder, options);
        return select with { MinValues = 0, MaxValues = select.Options.Count };
    }

    /// <summary>A form that only this caller may send; its fields are the parameters of <typeparamref name="TForm"/>.</summary>
    /// <param name="title">1..45 characters.</param>
    /// <param name="state">What the form is about.</param>
    /// <param name="filled">What stands in the fields at first, in their order. Null or missing: empty.</param>
    public Reply Form<TState, TForm>(Phrase title, TState state, params IReadOnlyList<string?> filled)
        where TState : notnull =>
        Reply.Modal(title, CustomId.Write(UserId, state), FormShape<TForm>.Fields(filled));
}
