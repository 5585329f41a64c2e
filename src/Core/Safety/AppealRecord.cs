using System.Globalization;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Safety;

/// <summary>How an appeal stands. The name is stored; never rename one.</summary>
public enum AppealState
{
    Open,

    /// <summary>The sanction was lifted.</summary>
    Accepted,

    Declined,
}

/// <summary>Why somebody holds that what an operator decided about them should be lifted.</summary>
public sealed class AppealRecord : Document, IDocument<AppealRecord>
{
    public const int LeastText = 20;
    public const int MostText = 1000;

    /// <summary>After an operator has answered: long enough to look up when it comes again.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(180);

    public static readonly Index<AppealRecord> ByState = new("appeals_by_state", [IndexField.Text(nameof(Bot)), IndexField.Text(nameof(State))], IndexField.Moment(nameof(At)));

    public static Collection<AppealRecord> Collection { get; } = new("appeals", StoredJson.Default.AppealRecord, ByState);

    public required Snowflake Bot { get; init; }

    public required Snowflake User { get; init; }

    /// <summary>What stated it.</summary>
    public required Snowflake Interaction { get; init; }

    /// <summary>As typed, <see cref="LeastText"/>..<see cref="MostText"/> characters.</summary>
    public required string Text { get; init; }

    /// <summary>What it is against, as it was then.</summary>
    public required Sanction Against { get; init; }

    /// <summary>Discord's name of the language that the answer is written in.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset At { get; init; }

    public AppealState State { get; set; }

    /// <summary>Null while it is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The operator. Null while it is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Snowflake? DecidedBy { get; set; }

    /// <summary>What the operator answered. Null while it is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; set; }

    /// <summary>Its name among the documents of a bot.</summary>
    public static string NameOf(Snowflake user, Snowflake interaction) => string.Create(CultureInfo.InvariantCulture, $"{user}/{interaction}");

    /// <summary>What the ids of somebody's appeals begin with.</summary>
    public static string PrefixOf(Snowflake bot, Snowflake user) => $"{bot}/{user}/";

    public void Decide(AppealState state, Snowflake by, string answer, DateTimeOffset now) =>
        (State, DecidedBy, Answer, DecidedAt, ExpiresAt) = (state, by, answer, now, now + KeptAfterwards);
}
