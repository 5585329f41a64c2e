using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Economy;

/// <summary>Rounds whose moves add to the stake.</summary>
public sealed class PlayerTablesTests
{
    private const long Purse = 1_000;

    private static readonly Rates Rates = Rates.Default with { MaxStake = 500 };

    /// <summary>The interaction's id tells Discord's clock, or the moment of a first delivery long ago; the caps follow the moment when the coins were staked.</summary>
    [Fact]
    public void Bug_what_came_back_was_booked_in_the_day_of_the_interactions_id()
    {
        var player = Wallets.With(Purse);
        Assert.NotEqual(Wallets.Noon.At.Date, Wallets.Noon.Interaction.CreatedAt.Date);
        player.Sit(Mines.Table, Mines.Start(3), Amount.Of(100), Rates, Wallets.Noon, out _);
        player.Queue(Amount.Of(200), Rates, Wallets.Noon);
        player = Stored.Again(player);

        var settled = Assert.Single(player.Abandon(Rates, Wallets.At(Wallets.Noon.At + Rates.TablePatience, 2)));
        player.LeaveQueue(Wallets.At(Wallets.Noon.At + Rates.TablePatience, 3));

        Assert.Equal((100, settled.Payout), (player.SpentToday.Staked, player.SpentToday.Returned));
        Assert.Equal((100, settled.Payout), (player.SpentThisWeek.Staked, player.SpentThisWeek.Returned));
    }

    [Fact]
    public void Bug_what_an_older_version_had_staked_came_back_to_no_day_at_all()
    {
        var begun = Wallets.At(Wallets.Noon.At, Wallets.IdAt(Wallets.Noon.At));
        var player = Wallets.With(Purse);
        player.Sit(Mines.Table, Mines.Start(3), Amount.Of(100), Rates, begun, out _);
        player.Queue(Amount.Of(200), Rates, begun);
        player = Stored.Again(player, document =>
        {
            Assert.True(document["queued"]!.AsObject().Remove("stakedAt"));
            Assert.True(document["tables"]![0]!.AsObject().Remove("stakedAt"));
        });

        var settled = Assert.Single(player.Abandon(Rates, Wallets.At(Wallets.Noon.At + Rates.TablePatience, 2)));
        player.LeaveQueue(Wallets.At(Wallets.Noon.At + Rates.TablePatience, 3));

        Assert.Equal((100, settled.Payout), (player.SpentToday.Staked, player.SpentToday.Returned));
        Assert.Equal((100, settled.Payout), (player.SpentThisWeek.Staked, player.SpentThisWeek.Returned));
    }

    [Fact]
    public void Coins_are_neither_made_nor_lost_however_blackjack_is_played()
    {
        var (added, split, insured, refused) = (0, 0, 0, 0);
        Law.Holds(Games(), 3_000, drawn =>
        {
            var (stake, moves, nonce) = drawn;
            var player = Wallets.With(Purse);
            player.Seeds.Nonce = nonce;
            if (player.Sit(Blackjack.Table, "", Amount.Of(stake), Rates, Wallets.Noon, out _) is { } outcome)
            {
                Assert.IsType<WagerOutcome.Settled>(outcome);
            }

            foreach (var move in moves)
            {
                if (player.Table("blackjack") is not { } open)
                {
                    break;
                }

                var before = Stored.Json(player);
                var refusal = player.Play(open, Blackjack.Table, move, Rates, Wallets.Noon, out var position, out _);
                if (refusal is not null)
                {
                    refused++;
                    Assert.Equal(before, Stored.Json(player));
                }
                else if (player.Table("blackjack") is { } after)
                {
                    Assert.Equal((after.Staked, Purse - after.Staked), (player.Balances.Escrow, player.Purse));
                    Assert.Equal(after.Staked, Rates.Part(stake, position.Staked));
                }

                Assert.InRange(player.Balances.Escrow, 0, Rates.MaxStake);
                player = Stored.Again(player);
            }

            player.Abandon(Rates, Wallets.At(Wallets.Noon.At + Rates.TablePatience, 2));
            var round = Assert.Single(player.Rounds.Rounds);
            Assert.Equal((new Balances(Purse - round.Stake + round.Payout, 0, 0), stake), (player.Balances, round.FirstStake));
            Assert.Empty(Reconciliation.Differences(player, []));
            Assert.True(Provable.Replay(round, player.Seeds.Server)!.Holds);
            added += round.Added > 0 ? 1 : 0;
            split += round.Input.Contains(Blackjack.Split) ? 1 : 0;
            insured += round.Input.Contains(Blackjack.Insure) ? 1 : 0;
        });

        Assert.True(added > 100 && split > 20 && insured > 20 && refused > 20, $"{added} added, {split} split, {insured} insured, {refused} refused");
    }

    [Fact]
    public void A_round_from_before_moves_could_add_to_a_stake_is_read_as_it_was()
    {
        var player = Wallets.With(Purse);
        Assert.Null(player.Sit(HighLow.Table, "", Amount.Of(100), Rates, Wallets.Noon, out _));
        Assert.DoesNotContain("added", Stored.Json(player), StringComparison.Ordinal);
        Assert.Equal((100, 0), (Stored.Again(player).Table("highlow")!.Staked, Stored.Again(player).Table("highlow")!.Added));
    }

    private static Gen<(long Stake, string Moves, int Nonce)> Games() =>
        Gen.Choose(1, 500)
            .SelectMany(_ => Gen.Choose(1, 6), (stake, length) => (stake: (long)stake, length))
            .SelectMany(drawn => Gen.Elements("hsddppii".ToArray()).ListOf(drawn.length), (drawn, letters) => (drawn.stake, string.Concat(letters)))
            .SelectMany(_ => Gen.Choose(0, 1_000_000), (drawn, nonce) => (drawn.stake, drawn.Item2, nonce));
}
