using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Outbox;

/// <summary>Something to be sent once the commit it belongs to has happened. Never thrown away before, never sent without it.</summary>
/// <param name="Message">What is said: content, cards, components.</param>
/// <param name="Locale">The reader's language.</param>
public abstract record Outgoing(Reply Message, Locale Locale)
{
    /// <summary>To one user, in private. Whoever does not take messages from us does not get it, and that is no fault.</summary>
    public sealed record DirectMessage(Snowflake User, Reply Message, Locale Locale) : Outgoing(Message, Locale);

    /// <summary>To everyone in a channel.</summary>
    public sealed record ChannelMessage(Snowflake Channel, Reply Message, Locale Locale) : Outgoing(Message, Locale);

    /// <summary>Another message after the reply to an interaction; within 15 minutes or not at all. In rare cases it shows twice.</summary>
    /// <param name="Token">The interaction's, a secret.</param>
    /// <param name="ReceivedAt">When the interaction arrived.</param>
    /// <param name="Message">Private when the reply is.</param>
    /// <param name="Locale">The reader's language.</param>
    public sealed record FollowUp(string Token, DateTimeOffset ReceivedAt, Reply Message, Locale Locale) : Outgoing(Message, Locale)
    {
        /// <summary>Null: no file goes with it.</summary>
        public Enclosed? Enclosed { get; init; }
    }

    /// <summary>Through a channel's webhook. In rare cases it shows twice.</summary>
    /// <param name="Webhook">Its id.</param>
    /// <param name="Token">Its token, a secret.</param>
    /// <param name="Message">What is said.</param>
    /// <param name="Locale">The readers' language.</param>
    public sealed record WebhookPost(Snowflake Webhook, string Token, Reply Message, Locale Locale) : Outgoing(Message, Locale);
}

/// <summary>A file that goes with a message and is made when that is sent, so that no copy of it lies in the outbox.</summary>
/// <param name="Kind">Which <see cref="Enclosing"/> makes it.</param>
/// <param name="Key">Tells that what to make.</param>
/// <param name="About">Whom the file is about.</param>
/// <param name="Otherwise">Said in place of the message when the file is larger than Discord takes.</param>
public sealed record Enclosed(string Kind, string Key, Snowflake About, Reply Otherwise);

/// <summary>The same as it is stored.</summary>
/// <param name="Kind">Which <see cref="Enclosing"/> makes it.</param>
/// <param name="Key">Tells that what to make.</param>
/// <param name="Otherwise">The body that is sent when there can be no file.</param>
public sealed record Enclosure(string Kind, string Key, string Otherwise);
