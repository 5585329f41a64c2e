using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Safety;

/// <summary>What a report is about. The name is stored; never rename one.</summary>
public enum ReportKind
{
    Bug,

    /// <summary>What a user did.</summary>
    Person,
}

/// <summary>How far a report has come. The name is stored; never rename one.</summary>
public enum ReportState
{
    /// <summary>It waits for an operator.</summary>
    Open,

    Closed,
}

/// <summary>What somebody told the operators. Its id is the bot's and the reference; it goes away by itself.</summary>
public sealed class ReportRecord : Document, IDocument<ReportRecord>
{
    /// <summary>Shortest and longest text, characters.</summary>
    public const int LeastText = 10;
    public const int MostText = 1000;

    /// <summary>Crockford's: no letter that is taken for a digit, and none that makes a word one would not say.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int LettersOfReference = 6;

    /// <summary>Somebody's reports, by when they were filed.</summary>
    public static readonly Index<ReportRecord> ByPlayer = new("reports_by_player", [IndexField.Text(nameof(Player))], IndexField.Moment(nameof(At)));

    public static Collection<ReportRecord> Collection { get; } = new("reports", StoredJson.Default.ReportRecord, ByPlayer);

    /// <summary>What people call it, such as <c>R-7K3Q9D</c>; unique among a bot's reports.</summary>
    public required string Reference { get; init; }

    /// <summary>The key of the player who filed it.</summary>
    public required string Player { get; init; }

    public required ReportKind Kind { get; init; }

    /// <summary>The user it is about. Null: it is about a bug.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Snowflake? About { get; init; }

    /// <summary>As typed, so it has to be escaped where it is shown; 10..1000 characters.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public ReportState State { get; set; }

    /// <summary>Discord's name of the language that the reporter uses.</summary>
    public required string Locale { get; init; }

    /// <summary>The server it was filed in. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Snowflake? Guild { get; init; }

    /// <summary>References for the report of an interaction, the same each time: the next one is for when the one before is taken.</summary>
    public static IEnumerable<string> References(Snowflake interaction)
    {
        for (var i = 0; ; i++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{interaction}/{i}")));
            yield return $"R-{string.Concat(hash.Take(LettersOfReference).Select(value => Letters[value % Letters.Length]))}";
        }
    }
}
