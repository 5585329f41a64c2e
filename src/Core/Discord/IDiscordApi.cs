using FlippyFlip.Core.Bots;

namespace FlippyFlip.Core.Discord;

/// <summary>
/// The calls we make to Discord. Every call may be repeated; only a follow-up and a webhook's message then show twice. Retries within a call follow
/// Discord's own headers.
/// </summary>
public interface IDiscordApi
{
    /// <summary>Replaces what the first reply to an interaction shows; this also ends "thinking".</summary>
    /// <param name="applicationId">The bot the interaction was sent to.</param>
    /// <param name="token">The interaction's token, a secret; valid for 15 minutes from <paramref name="receivedAt"/>.</param>
    /// <param name="message">The message as UTF-8 JSON, as Discord's edit takes it.</param>
    /// <param name="receivedAt">When the interaction arrived; for the first 15 s Discord may not know the token yet.</param>
    /// <param name="ct">Ends the waiting as well.</param>
    Task<DiscordOutcome> EditOriginalAsync(
        Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, CancellationToken ct);

    /// <summary>
    /// Sends another message after the first reply. While that still shows "thinking", Discord puts the message in its place and ignores its privacy:
    /// edit or delete it before. A call whose answer was lost is repeated, and then the message stands there twice: better than never.
    /// </summary>
    /// <param name="applicationId">The bot the interaction was sent to.</param>
    /// <param name="token">As for <see cref="EditOriginalAsync"/>.</param>
    /// <param name="message">The message as UTF-8 JSON; its flag 64 decides who sees it.</param>
    /// <param name="receivedAt">As for <see cref="EditOriginalAsync"/>.</param>
    /// <param name="file">Goes with it. Null: none does.</param>
    /// <param name="ct">Ends the waiting as well.</param>
    Task<DiscordOutcome> FollowUpAsync(
        Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, EnclosedFile? file, CancellationToken ct);

    /// <summary>Takes the first reply away, be it still "thinking".</summary>
    /// <inheritdoc cref="EditOriginalAsync"/>
    Task<DiscordOutcome> DeleteOriginalAsync(Snowflake applicationId, string token, DateTimeOffset receivedAt, CancellationToken ct);

    /// <summary>Opens the channel for direct messages to a user, or finds the one that is open. Only after the user did something: Discord throttles it.</summary>
    /// <param name="token">The bot's.</param>
    /// <param name="user">Who shall be written to.</param>
    /// <param name="ct">Ends the waiting as well.</param>
    /// <returns><see cref="DiscordOutcome.Opened"/> in place of <see cref="DiscordOutcome.Done"/>.</returns>
    Task<DiscordOutcome> OpenDirectMessagesAsync(BotToken token, Snowflake user, CancellationToken ct);

    /// <summary>Posts a message into a channel.</summary>
    /// <param name="token">The bot's.</param>
    /// <param name="channel">A server's channel, or one that <see cref="OpenDirectMessagesAsync"/> opened.</param>
    /// <param name="message">The message as UTF-8 JSON, with a nonce that Discord enforces: a repetition within minutes shows once.</param>
    /// <param name="ct">Ends the waiting as well.</param>
    Task<DiscordOutcome> SendMessageAsync(BotToken token, Snowflake channel, ReadOnlyMemory<byte> message, CancellationToken ct);

    /// <summary>Posts through a channel's webhook, which needs no bot. It knows no nonce: a repetition shows twice.</summary>
    /// <param name="webhook">The webhook's id.</param>
    /// <param name="token">The webhook's token, a secret.</param>
    /// <param name="message">The message as UTF-8 JSON.</param>
    /// <param name="ct">Ends the waiting as well.</param>
    Task<DiscordOutcome> PostWebhookAsync(Snowflake webhook, string token, ReadOnlyMemory<byte> message, CancellationToken ct);

    /// <summary>
    /// Makes these the application's global commands, all of them: those of the same type and name keep their ids, others go. Each call makes open clients load the commands anew, changed
    /// or not, so call it only with something new.
    /// </summary>
    /// <param name="token">The bot's.</param>
    /// <param name="application">The bot's application.</param>
    /// <param name="commands">The commands as a UTF-8 JSON array; at most 100 typed ones, 15 of users and 15 of messages, 200 new ones a day.</param>
    /// <param name="ct">Ends the waiting as well.</param>
    Task<DiscordOutcome> OverwriteCommandsAsync(BotToken token, Snowflake application, ReadOnlyMemory<byte> commands, CancellationToken ct);
}

/// <summary>How a call to Discord ended, in the terms of what to do next.</summary>
public abstract record DiscordOutcome
{
    private DiscordOutcome()
    {
    }

    public sealed record Done : DiscordOutcome;

    /// <summary>The channel that was asked for is there.</summary>
    public sealed record Opened(Snowflake Channel) : DiscordOutcome;

    /// <summary>The target is no more (token expired, message deleted): drop it, never repeat.</summary>
    /// <param name="Code">Discord's error code, 0 when it gave none.</param>
    public sealed record Gone(int Code) : DiscordOutcome
    {
        /// <summary>The code of a message that is no more, while its token may live on.</summary>
        public const int UnknownMessage = 10008;
    }

    /// <summary>Discord will never accept this request: our bug or a missing right.</summary>
    /// <param name="Status">HTTP status, 400..499.</param>
    /// <param name="Code">Discord's error code, 0 when it gave none.</param>
    /// <param name="Reason">Discord's message and the flattened paths of its errors; no secrets.</param>
    public sealed record Refused(int Status, int Code, string Reason) : DiscordOutcome
    {
        private const int CannotMessageUser = 50007;
        private const int NoMutualGuild = 50278;

        /// <summary>The token is not accepted; no request with it will be.</summary>
        public bool IsOfToken => Status == 401;

        /// <summary>The user takes no messages from us.</summary>
        public bool IsClosed => Code is CannotMessageUser or NoMutualGuild;

        /// <summary>Somebody does not want it or we may not do it: nothing is broken, and nothing is to be mended here.</summary>
        public bool IsUnwelcome => Status == 403 || IsClosed;
    }

    /// <summary>Busy, limited or out of reach for longer than the call may take: try again later.</summary>
    /// <param name="RetryAfter">The least time to wait.</param>
    public sealed record TryLater(TimeSpan RetryAfter) : DiscordOutcome;
}
