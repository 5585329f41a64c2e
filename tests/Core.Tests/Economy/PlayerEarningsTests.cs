using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Votes;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerEarningsTests
{
    private static readonly Rates Rates = Rates.Default;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void The_weekly_is_ready_after_exactly_seven_days_and_its_streak_goes_on_until_fourteen()
    {
        var player = With(purse: 0);
        Assert.Equal(new WeeklyOutcome.Claimed(1_500, 0, 1, Noon.At.AddDays(7)), player.ClaimWeekly(Rates, Noon));
        var first = Stored.Again(player);
        IsUntouched(Stored.Again(player), early => Assert.Equal(new WeeklyOutcome.NotReady(Noon.At.AddDays(7), 1), early.ClaimWeekly(Rates, At(Noon.At.AddDays(7) - Blink))));

        Assert.Equal(new WeeklyOutcome.Claimed(1_650, 150, 2, Noon.At.AddDays(14)), player.ClaimWeekly(Rates, At(Noon.At.AddDays(7))));
        Assert.Equal(new WeeklyOutcome.Claimed(1_650, 150, 2, Noon.At.AddDays(21)), Stored.Again(first).ClaimWeekly(Rates, At(Noon.At.AddDays(14))));
        Assert.Equal(new WeeklyOutcome.Claimed(1_500, 0, 1, Noon.At.AddDays(21) + Blink), first.ClaimWeekly(Rates, At(Noon.At.AddDays(14) + Blink)));
        Assert.Equal((3_150L, 150L, 2), (player.Purse, player.Experience, player.Weekly.Best));
        Assert.Equal([Reason.Weekly, Reason.Weekly], player.Ledger.Entries.Select(entry => entry.Reason));
    }

    [Theory]
    [InlineData(8, 1_350)]
    [InlineData(9, 1_350)]
    [InlineData(500, 1_350)]
    [InlineData(7, 1_050)]
    public void The_weekly_bonus_grows_for_ten_weeks(int weeks, long bonus)
    {
        var player = With(purse: 0);
        player.Weekly = new WeeklyStreak(weeks < 8 ? weeks : weeks + 1, 0, Noon.At.AddDays(-7));
        Assert.Equal(bonus, Assert.IsType<WeeklyOutcome.Claimed>(player.ClaimWeekly(Rates, Noon)).StreakBonus);
    }

    [Fact]
    public void A_search_pays_what_the_table_says_and_claims_the_rest()
    {
        var player = With(purse: 1_000);
        var expected = Rates.Scavenge.Coins(Place.Market, Scavenging.Draw(Place.Market, new(player.Seeds.Server, player.Seeds.Client, 1)));

        var found = Assert.IsType<ScavengeOutcome.Searched>(player.Scavenge(Place.Market, Rates, Noon));

        Assert.Equal((expected, 1_000 + expected, 5L), (found.Coins, player.Purse, player.Experience));
        Assert.Equal(("scavenge", "m", 0L, Math.Max(0, expected)), (found.Round.Game, found.Round.Input, found.Round.Stake, found.Round.Payout));
        IsUntouched(Stored.Again(player), early => Assert.Equal(new ScavengeOutcome.NotReady(Noon.At.AddMinutes(30)), early.Scavenge(Place.Park, Rates, At(Noon.At.AddMinutes(30) - Blink))));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, -99)]
    [InlineData(100, -100)]
    [InlineData(5_000, -100)]
    public void A_fine_takes_what_the_purse_has_at_most_and_leaves_the_bank_alone(long purse, long change)
    {
        var player = Fined(purse);

        var found = Assert.IsType<ScavengeOutcome.Searched>(player.Scavenge(Place.Harbour, Rates, Noon));

        Assert.Equal((Loot.Fine, change, new Balances(purse + change, 500, 0)), (found.Loot, found.Coins, player.Balances));
        Assert.Equal(change == 0 ? 0 : 1, player.Ledger.Entries.Count(entry => entry.Reason == Reason.Fine));
        Assert.Equal(-change, player.Burned);
    }

    [Fact]
    public void Votes_are_paid_once()
    {
        var player = With(purse: 0);
        var ballot = new Ballot { Id = "1/2", Bot = new Snowflake(1), User = new Snowflake(2) };
        ballot.Count(new CastVote(new Snowflake(2), "a", Noon.At, Noon.At.AddHours(12)));
        ballot.Count(new CastVote(new Snowflake(2), "b", Noon.At, Noon.At.AddHours(12)));

        Assert.Equal(new VotesPaid(2, 600), player.ClaimVotes(ballot, Rates, Noon));
        Assert.Null(player.ClaimVotes(ballot, Rates, Noon));

        Assert.Equal((600L, 40L, Noon.At.AddHours(12)), (player.Purse, player.Experience, player.ReadyAt("vote", Noon.At)));
    }

    /// <summary>Somebody whose next search of the harbour ends with a fine.</summary>
    private static Player Fined(long purse)
    {
        var player = With(purse, bank: 500);
        while (Scavenging.Draw(Place.Harbour, new(player.Seeds.Server, player.Seeds.Client, player.Seeds.Nonce + 1)) != Loot.Fine)
        {
            player.Seeds.Nonce++;
        }

        return player;
    }
}
