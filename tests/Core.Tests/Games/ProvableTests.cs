using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Tests.Economy;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Games;

public sealed class ProvableTests
{
    [Fact]
    public void Every_recorded_round_holds() => Law.Holds(Rounds(), 2_000, drawn =>
    {
        var proof = Provable.Replay(drawn.Round, drawn.Server)!;
        Assert.Equal((drawn.Round.Result, true, drawn.Round.Result.Length), (proof.Result, proof.Holds, proof.Draws.Count));
        Assert.Equal(proof.Result, string.Concat(proof.Draws.Select(draw => draw.Value == 0 ? 'H' : 'T')));
    });

    [Fact]
    public void A_round_with_another_result_does_not_hold() => Law.Holds(Rounds(), 1_000, drawn =>
    {
        var other = string.Concat(drawn.Round.Result.Select((side, i) => i == drawn.Round.Nonce % drawn.Round.Result.Length ? (side == 'H' ? 'T' : 'H') : side));
        var proof = Provable.Replay(drawn.Round with { Result = other }, drawn.Server)!;
        Assert.Equal((drawn.Round.Result, false), (proof.Result, proof.Holds));
    });

    [Fact]
    public void A_round_under_other_seeds_does_not_hold()
    {
        var player = Wallets.With(purse: 0);
        var server = player.Seeds.Server;
        var round = player.Flip(100, Wallets.Noon);
        Assert.True(Provable.Replay(round, server)!.Holds);
        Assert.False(Provable.Replay(round with { Nonce = 2 }, server)!.Holds);
        Assert.False(Provable.Replay(round with { Client = "other" }, server)!.Holds);
        Assert.False(Provable.Replay(round, FairDraws.Hash(server))!.Holds);
    }

    [Fact]
    public void Bug_a_round_whose_last_tosses_were_cut_off_or_made_up_does_not_hold() => Law.Holds(Rounds(), 500, drawn =>
    {
        Assert.False(Provable.Replay(drawn.Round with { Result = drawn.Round.Result + "H" }, drawn.Server)!.Holds);
        Assert.False(Provable.Replay(drawn.Round with { Result = drawn.Round.Result[..^1] }, drawn.Server)!.Holds);
    });

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-5")]
    [InlineData("H?")]
    public void A_record_whose_input_is_nonsense_is_drawn_again_without_an_exception(string input)
    {
        var player = Wallets.With(purse: 0);
        var server = player.Seeds.Server;
        Assert.False(Provable.Replay(player.Flip(3, Wallets.Noon) with { Input = input }, server)!.Holds);
    }

    [Fact]
    public void A_game_of_another_version_has_no_proof() =>
        Assert.Null(Provable.Replay(Wallets.With(purse: 0).Flip(1, Wallets.Noon) with { Game = "poker" }, new string('0', 64)));

    private static Gen<(Round Round, string Server)> Rounds() => Gen.Choose(0, int.MaxValue)
        .SelectMany(_ => Gen.Choose(1, 100), (seed, count) => (seed, count))
        .SelectMany(_ => Gen.Choose(0, 2), (drawn, kind) =>
        {
            var player = Player.New(Wallets.Id, Dice.Seeded(drawn.seed), Wallets.Noon.At);
            player.Seeds.Nonce = drawn.seed % 1_000;
            player.Grant(100, Wallets.Noon);
            var round = kind == 0
                ? player.Flip(drawn.count, Wallets.Noon)
                : ((WagerOutcome.Settled)player.Wager(new CoinCall((Side)(kind - 1)), Amount.Of(drawn.count), Rates.Default, Wallets.Noon)).Round;
            return (round, player.Seeds.Server);
        });
}
