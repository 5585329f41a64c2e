using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>How far an interaction has come.</summary>
internal enum Answering
{
    /// <summary>The bot has 3 s for its first answer.</summary>
    Awaited,

    /// <summary>"Thinking", or an update promised (types 5 and 6).</summary>
    Deferred,

    /// <summary>A first answer stands, or a form was opened.</summary>
    Done,

    /// <summary>No first answer in time, or one that Discord would not take: the token is dead.</summary>
    Failed,
}

/// <summary>An interaction that was posted to the bot, and what its token gives access to. Changed under the world's lock only.</summary>
internal sealed class OpenInteraction
{
    /// <summary>How long a token lives (Discord: Receiving and Responding).</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    /// <summary>How long Discord waits for the first answer.</summary>
    public static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required Snowflake Id { get; init; }

    /// <summary>A secret of this interaction; part of the addresses of its follow-ups.</summary>
    public required string Token { get; init; }

    /// <summary>Discord's interaction type: 2 command, 3 component, 4 autocomplete, 5 form.</summary>
    public required int Type { get; init; }

    public required Person Person { get; init; }

    public required Channel Channel { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The command's default name; null for others than commands.</summary>
    public string? CommandName { get; init; }

    /// <summary>The command's type: 1 typed, 2 of a user, 3 of a message. Null for others than commands.</summary>
    public int? CommandType { get; init; }

    /// <summary>The message whose component was used, now or to open the form. Null: none was.</summary>
    public Snowflake? Source { get; init; }

    public Answering State
    {
        get;
        set
        {
            field = value;
            if (value != Answering.Awaited)
            {
                _answered.TrySetResult();
            }
        }
    } = Answering.Awaited;

    /// <summary>Ends when a first answer was taken, or none will be any more.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Why the first answer was not taken. Null: it was, or none came in time.</summary>
    public DiscordError? Refusal { get; set; }

    /// <summary>Whether the form it opened was sent, or is on its way to the bot: each opening counts once.</summary>
    public bool IsFormSent { get; set; }

    /// <summary>Discord's type of the first answer that was taken. Null: none was.</summary>
    public int? AnswerType { get; set; }

    /// <summary>What <c>@original</c> stands for. Null: nothing yet, or it was deleted.</summary>
    public Snowflake? Original { get; set; }

    /// <summary>The custom id of the form it opened; null when it opened none.</summary>
    public string? Form { get; set; }

    /// <summary>The form it opened, as the bot sent it; null when it opened none.</summary>
    public JsonObject? Modal { get; set; }

    /// <summary>What was suggested, as the bot sent it; null when nothing was.</summary>
    public JsonArray? Choices { get; set; }

    public bool HasExpired(DateTimeOffset now) => State == Answering.Failed || now - SentAt >= (State == Answering.Awaited ? FirstAnswer : TokenLife);
}
