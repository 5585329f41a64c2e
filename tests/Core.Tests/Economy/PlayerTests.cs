using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.RateLimits;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerTests
{
    [Fact]
    public void Somebody_new_has_no_coins_and_fresh_seeds()
    {
        var player = Player.New(Id, Dice.Seeded(1), Noon.At);
        Assert.Equal((Id, 0L, default(Balances), Noon.At, false), (player.Id, player.Version, player.Balances, player.CreatedAt, player.IsChanged));
        Assert.Equal((1, 64, 16, 0L), (player.Seeds.Number, player.Seeds.Server.Length, player.Seeds.Client.Length, player.Seeds.Nonce));
        Assert.Null(player.StartedAt);
    }

    [Fact]
    public void The_last_sixteen_interactions_are_remembered()
    {
        var player = With(purse: 0);
        for (var i = 1UL; i <= 20; i++)
        {
            player.Remember(new Remembered(new Snowflake(i), $"Answer {i}", IsPrivate: false));
        }

        Assert.Null(player.Recall(new Snowflake(4)));
        Assert.Equal(new Remembered(new Snowflake(5), "Answer 5", false), player.Recall(new Snowflake(5)));
        Assert.Equal(Enumerable.Range(5, 16).Select(i => new Snowflake((ulong)i)), player.Remembered.Select(memory => memory.Interaction));
    }

    [Fact]
    public void A_cooldown_is_over_at_its_moment_and_then_forgotten()
    {
        var player = With(purse: 0);
        player.CoolDown("a", Noon.At.AddSeconds(3), Noon.At);
        Assert.Equal(Noon.At.AddSeconds(3), player.ReadyAt("a", Noon.At.AddSeconds(2.999)));
        Assert.Null(player.ReadyAt("a", Noon.At.AddSeconds(3)));
        Assert.Null(player.ReadyAt("b", Noon.At));

        player.CoolDown("b", Noon.At.AddSeconds(9), Noon.At.AddSeconds(3));
        Assert.Equal(["b"], player.Cooldowns.Keys);
    }

    [Fact]
    public void The_pace_is_taken_until_the_bucket_is_empty_and_a_refusal_changes_nothing()
    {
        var player = With(purse: 0);
        var limit = new RateLimit(2, TimeSpan.FromSeconds(5));
        Assert.Null(player.TakePace(limit, Noon.At));
        Assert.Null(player.TakePace(limit, Noon.At));
        Assert.True(player.IsChanged);
        IsUntouched(Stored.Again(player), hasty => Assert.Equal(Noon.At.AddSeconds(5), hasty.TakePace(limit, Noon.At)));
    }

    [Fact]
    public void Full_pages_of_ledger_and_rounds_are_taken_out_together()
    {
        var player = With(purse: 0);
        for (var i = 0; i < 32; i++)
        {
            player.Grant(1, Noon);
            player.Flip(1, Noon);
        }

        Assert.Equal(["LedgerPage", "RoundPage"], player.TakeFullPages().Select(page => page.GetType().Name));
        Assert.Empty(player.TakeFullPages());
        Assert.Equal((0, 1), (player.Ledger.Entries.Count, player.Rounds.Rounds.Count));
    }
}
