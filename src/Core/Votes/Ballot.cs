using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Votes;

/// <summary>A user's votes for a bot: those that wait to be claimed, and by what the latest are known, so that one told again counts once. The id is the bot's and the user's.</summary>
public sealed class Ballot : Document, IDocument<Ballot>
{
    /// <summary>After the last vote; what was not claimed by then lapses.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>A vote that has no id of its own and comes this soon after another is the same one told again: the list takes one in twelve hours, and tells it again for one.</summary>
    public static readonly TimeSpan SameVote = TimeSpan.FromHours(6);

    /// <summary>Ids of votes that are remembered, paid or not: more than can be cast while one is told again.</summary>
    public const int RememberedVotes = 16;

    public static Collection<Ballot> Collection { get; } = new("ballots", StoredJson.Default.Ballot);

    public required Snowflake Bot { get; init; }

    public required Snowflake User { get; init; }

    /// <summary>Votes that were not claimed yet.</summary>
    public int Waiting { get; set; }

    /// <summary>When the last vote was cast.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>When the next vote can be cast.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>Ids of the latest votes, oldest first.</summary>
    public List<string> Known { get; set; } = [];

    public static string IdOf(Snowflake bot, Snowflake user) => $"{bot}/{user}";

    /// <returns>False: it was counted before.</returns>
    public bool Count(CastVote vote)
    {
        if (vote.Id is { } id ? Known.Contains(id) : Version > 0 && (vote.At - LastAt).Duration() < SameVote)
        {
            return false;
        }

        if (vote.Id is not null)
        {
            Known.Add(vote.Id);
            Known.RemoveRange(0, Math.Max(0, Known.Count - RememberedVotes));
        }

        Waiting++;
        LastAt = vote.At > LastAt ? vote.At : LastAt;
        NextAt = vote.NextAt > NextAt ? vote.NextAt : NextAt;
        ExpiresAt = LastAt + Kept;
        return true;
    }

    /// <summary>Takes out the votes that wait.</summary>
    /// <returns>How many there were.</returns>
    internal int Take()
    {
        var votes = Waiting;
        Waiting = 0;
        return votes;
    }
}

/// <summary>A vote as a list of bots tells it.</summary>
/// <param name="User">Who voted.</param>
/// <param name="Id">The list's own id of it. Null: it gives none.</param>
/// <param name="At">When it was cast.</param>
/// <param name="NextAt">When the user can vote again.</param>
public sealed record CastVote(Snowflake User, string? Id, DateTimeOffset At, DateTimeOffset NextAt);
