using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Tests.Votes;

public sealed class BallotTests
{
    private static readonly DateTimeOffset Noon = StandingClock.Monday;

    [Fact]
    public void A_vote_told_again_counts_once_also_after_it_was_paid()
    {
        var ballot = New();
        Assert.True(ballot.Count(Vote("a", Noon)));
        Assert.False(ballot.Count(Vote("a", Noon.AddMinutes(1))));
        ballot.Take();

        Assert.False(ballot.Count(Vote("a", Noon.AddHours(1))));
        Assert.True(ballot.Count(Vote("b", Noon.AddHours(1))));
        Assert.Equal(1, ballot.Waiting);
    }

    [Fact]
    public void A_vote_without_an_id_is_the_same_one_for_six_hours()
    {
        var ballot = New();
        Assert.True(ballot.Count(Vote(null, Noon)));
        ballot.Version = 1;
        Assert.False(ballot.Count(Vote(null, Noon + Ballot.SameVote - TimeSpan.FromMilliseconds(1))));
        Assert.True(ballot.Count(Vote(null, Noon + Ballot.SameVote)));
    }

    [Fact]
    public void A_late_telling_does_not_turn_time_back()
    {
        var ballot = New();
        ballot.Count(Vote("new", Noon));
        ballot.Count(Vote("old", Noon.AddDays(-1)));
        Assert.Equal((2, Noon, Noon.AddHours(12), Noon + Ballot.Kept), (ballot.Waiting, ballot.LastAt, ballot.NextAt, ballot.ExpiresAt));
    }

    [Fact]
    public void Only_the_latest_ids_are_remembered()
    {
        var ballot = New();
        for (var i = 0; i < 40; i++)
        {
            ballot.Count(Vote($"{i}", Noon.AddHours(12 * i)));
        }

        Assert.Equal(Enumerable.Range(24, Ballot.RememberedVotes).Select(i => $"{i}"), ballot.Known);
        Assert.Equal(Stored.Json(ballot), Stored.Json(Stored.Again(ballot)));
    }

    private static CastVote Vote(string? id, DateTimeOffset at) => new(new Snowflake(2), id, at, at.AddHours(12));

    private static Ballot New() => new() { Id = "1/2", Bot = new Snowflake(1), User = new Snowflake(2) };
}
