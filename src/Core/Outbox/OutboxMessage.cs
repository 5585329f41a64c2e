using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Outbox;

/// <summary>Where a message goes; one for each case of <see cref="Outgoing"/>.</summary>
public enum OutboxKind
{
    DirectMessage,
    ChannelMessage,
    FollowUp,
    WebhookPost,
}

/// <summary>How far a message has come.</summary>
public enum OutboxState
{
    /// <summary>Not sent yet, or being sent.</summary>
    Waiting,

    Sent,

    /// <summary>Nobody is there to take it, or they do not want it: nothing is broken.</summary>
    Undeliverable,

    /// <summary>Given up: too many attempts, too old, or refused because of our own mistake. An operator should look.</summary>
    Dead,
}

/// <summary>A message that is sent after the commit that wrote it down. Once settled it keeps no content and no secret.</summary>
public sealed class OutboxMessage : Document, IDocument<OutboxMessage>
{
    /// <summary>Attempts until it is given up; with their pauses about three hours.</summary>
    public const int MostAttempts = 15;

    /// <summary>Longer than the calls of one attempt may take: whoever took it is dead then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>What was not delivered by then is news to nobody.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The id of a sent message is remembered longer than anything may come a second time.</summary>
    public static readonly TimeSpan KeptAfterSending = TimeSpan.FromHours(1);

    public static readonly TimeSpan KeptAfterFailing = TimeSpan.FromDays(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    /// <summary>Somebody has to enter a token first.</summary>
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(10);

    public static readonly Index<OutboxMessage> ByDue = new("outbox_by_due", [IndexField.Text(nameof(State))], IndexField.Moment(nameof(DueAt)));

    /// <summary>What is or was for somebody.</summary>
    public static readonly Index<OutboxMessage> ByTarget = new("outbox_by_target", [IndexField.Text(nameof(Target))]);

    public static Collection<OutboxMessage> Collection { get; } = new("outbox", StoredJson.Default.OutboxMessage, ByDue, ByTarget) { IsPassing = true };

    public required Snowflake Bot { get; init; }

    public required OutboxKind Kind { get; init; }

    /// <summary>The user, channel or webhook; of a follow-up with a file, whom the file is about. Null for any other follow-up.</summary>
    public Snowflake? Target { get; init; }

    /// <summary>Of the interaction or webhook, a secret. Null: none is needed, or the message is settled.</summary>
    public string? Token { get; set; }

    /// <summary>JSON as Discord takes it, with its nonce. Null: the message is settled.</summary>
    public string? Body { get; set; }

    /// <summary>The file that goes with it. Null: none does, or the message is settled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Enclosure? Enclosure { get; set; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When the interaction of a follow-up arrived. Null: it is none.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>After that it is not sent any more.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    public OutboxState State { get; set; }

    /// <summary>When the next attempt may begin. While somebody sends it: when that one counts as dead.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; set; }

    /// <summary>True when this attempt found that its user takes no messages from us, or is no more.</summary>
    [JsonIgnore]
    public bool IsUnwanted { get; set; }

    /// <summary>Why it was not delivered, or not yet; no secrets.</summary>
    public string? Reason { get; set; }

    /// <param name="id">Unique for good: made from what caused it, so that a repetition makes the same.</param>
    /// <param name="bot">Who speaks.</param>
    /// <param name="outgoing">What and where.</param>
    /// <param name="now">The commit's moment.</param>
    public static OutboxMessage Of(string id, Snowflake bot, Outgoing outgoing, DateTimeOffset now)
    {
        var follow = outgoing as Outgoing.FollowUp;
        var (kind, target, token) = outgoing switch
        {
            Outgoing.DirectMessage direct => (OutboxKind.DirectMessage, direct.User, null),
            Outgoing.ChannelMessage channel => (OutboxKind.ChannelMessage, channel.Channel, null),
            Outgoing.WebhookPost post => (OutboxKind.WebhookPost, post.Webhook, post.Token),
            Outgoing.FollowUp => (OutboxKind.FollowUp, follow!.Enclosed?.About, follow.Token),
            _ => throw new ArgumentOutOfRangeException(nameof(outgoing), outgoing.GetType().Name, "An unknown kind of message."),
        };
        return new OutboxMessage
        {
            Id = id,
            Bot = bot,
            Kind = kind,
            Target = target,
            Token = token,
            Body = Write(id, outgoing),
            Enclosure = follow?.Enclosed is { } file ? new Enclosure(file.Kind, file.Key, Write(id, follow with { Message = file.Otherwise })) : null,
            QueuedAt = now,
            DueAt = now,
            ReceivedAt = follow?.ReceivedAt,
            GiveUpAt = follow is null ? now + Longest : follow.ReceivedAt + Limits.TokenLife,
        };
    }

    /// <summary>What Discord knows a repeated message by: 24 hex digits, the same for the same id.</summary>
    public static string NonceOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 12));

    /// <summary>Begins an attempt: nobody else sends it until the lease ends.</summary>
    public void Take(DateTimeOffset now)
    {
        Attempts++;
        DueAt = now + Lease;
    }

    /// <summary>Ends it, with all that nobody may read any more.</summary>
    public void Settle(OutboxState state, string? reason, DateTimeOffset now)
    {
        State = state;
        Reason = reason;
        Token = null;
        Body = null;
        Enclosure = null;
        ExpiresAt = now + (state == OutboxState.Sent ? KeptAfterSending : KeptAfterFailing);
    }

    /// <summary>Ends an attempt that may be repeated: after what Discord asked for, and longer each time.</summary>
    /// <param name="retryAfter">Discord's wish, kept in any case.</param>
    /// <param name="jitter">Up to <see cref="Pause"/>, so that those who failed together do not come back in step.</param>
    /// <param name="now">The end of the attempt.</param>
    /// <returns>False: there is no time or no attempt left.</returns>
    public bool PutOff(TimeSpan retryAfter, TimeSpan jitter, DateTimeOffset now)
    {
        var pause = (Pause / 2) + (jitter / 2);
        DueAt = now + (retryAfter > pause ? retryAfter : pause);
        return Attempts < MostAttempts && DueAt < GiveUpAt;
    }

    /// <summary>Ends what was no attempt, since something is missing here that another process or a later day has.</summary>
    /// <returns>False: there is no time left.</returns>
    public bool Wait(DateTimeOffset now)
    {
        Attempts--;
        DueAt = now + UntilMended;
        return DueAt < GiveUpAt;
    }

    /// <summary>After this attempt: 5 s, 10 s, 20 s, up to half an hour.</summary>
    [JsonIgnore]
    public TimeSpan Pause => Attempts > 9 ? LongestPause : FirstPause * Math.Pow(2, Math.Max(0, Attempts - 1)) is var pause && pause < LongestPause ? pause : LongestPause;

    private static string Write(string id, Outgoing outgoing)
    {
        var body = new ArrayBufferWriter<byte>();
        switch (outgoing)
        {
            case Outgoing.FollowUp:
                ReplyWriter.WriteFollowUp(outgoing.Message, outgoing.Locale, body);
                break;
            case Outgoing.WebhookPost:
                ReplyWriter.WriteMessage(outgoing.Message, outgoing.Locale, nonce: null, body);
                break;
            default:
                ReplyWriter.WriteMessage(outgoing.Message, outgoing.Locale, NonceOf(id), body);
                break;
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
