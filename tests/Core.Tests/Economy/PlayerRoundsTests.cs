using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerRoundsTests
{
    private static readonly Rates Rates = Rates.Default;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void A_flip_is_drawn_from_the_seeds_and_costs_nothing(int count)
    {
        var player = With(purse: 5);
        var expected = CoinFlip.Write(CoinFlip.Toss(new FairDraws(player.Seeds.Server, player.Seeds.Client, 1), count));
        var round = player.Flip(count, Noon);

        Assert.Equal(new Round("flip", 1, player.Seeds.Client, 1, $"{count}", expected, 0, 0, Noon.At, Noon.Interaction), round);
        Assert.Equal((new Balances(5, 0, 0), 1L, round, 0L), (player.Balances, player.Seeds.Nonce, player.Rounds.Last, player.Experience));
        Assert.Single(player.Ledger.Entries);
        Assert.True(player.IsChanged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_flip_has_one_to_a_hundred_tosses(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => With(purse: 5).Flip(count, Noon));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bet_goes_into_escrow_and_is_settled_at_once(bool wins)
    {
        var player = With(purse: 1_000);
        var comes = CoinFlip.Toss(new FairDraws(player.Seeds.Server, player.Seeds.Client, 1));
        var call = wins ? comes : 1 - comes;
        var payout = wins ? 195L : 0;

        var outcome = player.Wager(new CoinCall(call), Amount.Of(100), Rates, Noon);

        var round = new Round("flip", 1, player.Seeds.Client, 1, CoinFlip.Write([call]), CoinFlip.Write([comes]), 100, payout, Noon.At, Noon.Interaction);
        Assert.Equal(new WagerOutcome.Settled(round), outcome);
        Assert.Equal(new Balances(900 + payout, 0, 0), player.Balances);
        Assert.Equal(wins ? (1_095L, 0L) : (1_000L, 100L), (player.Minted, player.Burned));
        Assert.Equal(
            [
                new LedgerEntry(2, Noon.At, Reason.Stake, new Balances(-100, 0, 100), Noon.Interaction),
                new LedgerEntry(3, Noon.At, wins ? Reason.Win : Reason.Loss, new Balances(payout, 0, -100), Noon.Interaction),
            ],
            player.Ledger.Entries.Skip(1));
        Assert.Equal((5L, round), (player.Experience, player.Rounds.Last));
    }

    [Fact]
    public void A_bet_of_everything_stakes_no_more_than_the_highest_bet()
    {
        var outcome = Assert.IsType<WagerOutcome.Settled>(With(purse: 3_000_000).Wager(new CoinCall(Side.Heads), Amount.All, Rates, Noon));
        Assert.Equal(1_000_000, outcome.Round.Stake);
    }

    [Fact]
    public void A_bet_beyond_the_highest_is_refused() => IsUntouched(With(purse: 3_000_000), player =>
        Assert.Equal(new WagerOutcome.TooHigh(1_000_000), player.Wager(new CoinCall(Side.Heads), Amount.Of(1_000_001), Rates, Noon)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 100)]
    public void A_bet_is_refused_when_the_purse_is_short(long purse, long stake) => IsUntouched(With(purse, bank: 1_000), player =>
        Assert.Equal(new WagerOutcome.TooPoor(purse, stake), player.Wager(new CoinCall(Side.Tails), Amount.Of(stake), Rates, Noon)));

    [Fact]
    public void A_share_of_an_empty_purse_is_no_bet() => IsUntouched(With(purse: 0), player =>
        Assert.Equal(new WagerOutcome.TooPoor(0, 1), player.Wager(new CoinCall(Side.Tails), Amount.All, Rates, Noon)));

    [Fact]
    public void A_chosen_client_seed_counts_from_the_next_round()
    {
        var player = With(purse: 0);
        player.ChooseClientSeed("my: own. %seed 😀");
        Assert.Equal("my: own. %seed 😀", player.Flip(1, Noon).Client);
        Assert.True(player.IsChanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("nul\0")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_client_seed_is_one_visible_line_of_at_most_64_characters(string seed) =>
        IsUntouched(With(purse: 0), player => Assert.Throws<ArgumentException>(() => player.ChooseClientSeed(seed)));

    [Fact]
    public void Rotating_reveals_the_seed_whose_hash_was_shown_and_starts_counting_anew()
    {
        var player = With(purse: 0);
        player.ChooseClientSeed("mine");
        player.Flip(3, Noon);
        var (hash, server) = (player.Seeds.Hash, player.Seeds.Server);

        var revealed = player.RotateSeed(Dice.Seeded(2), Noon);

        Assert.Equal(($"{Id}/00000001", Id, 1, server, Noon.At), (revealed.Id, revealed.Player, revealed.Number, revealed.Server, revealed.RevealedAt));
        Assert.Equal(hash, FairDraws.Hash(revealed.Server));
        Assert.Equal((2, "mine", 0L), (player.Seeds.Number, player.Seeds.Client, player.Seeds.Nonce));
        Assert.NotEqual(server, player.Seeds.Server);
        Assert.Equal(new RoundName(2, 1), player.Flip(1, Noon).Name);
    }

    [Fact]
    public void Showing_the_hash_keeps_the_seed_of_somebody_new_only()
    {
        var fresh = Player.New(Id, Dice.Seeded(1), Noon.At);
        fresh.PublishSeed();
        Assert.True(fresh.IsChanged);

        var stored = With(purse: 0);
        stored.Version = 1;
        IsUntouched(stored, player => player.PublishSeed());
    }
}
