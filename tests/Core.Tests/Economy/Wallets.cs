using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Economy;

/// <summary>Players and occasions for tests of rules.</summary>
internal static class Wallets
{
    public const string Id = "100/global/200";

    public static Occasion At(DateTimeOffset moment, ulong interaction = 1) => new(new Snowflake(interaction), moment);

    /// <summary>The id of an interaction of that moment.</summary>
    public static ulong IdAt(DateTimeOffset moment) => (ulong)(moment - new Snowflake(0).CreatedAt).TotalMilliseconds << 22;

    public static Occasion Noon { get; } = At(StandingClock.Monday);

    /// <summary>Somebody with coins that a ledger accounts for, as read from a store: nothing is changed yet.</summary>
    public static Player With(long purse, long bank = 0, long experience = 0)
    {
        var player = Player.New(Id, Dice.Seeded(1), StandingClock.Monday);
        for (var left = purse + bank; left > 0; left -= Math.Min(left, Amount.Largest))
        {
            player.Grant(Math.Min(left, Amount.Largest), Noon);
        }

        if (bank > 0)
        {
            Assert.IsType<DepositOutcome.Deposited>(player.Deposit(Amount.Of(bank), Rates.Default with { BankCapacity = bank }, Noon));
        }

        player.Experience = experience;
        return Stored.Again(player);
    }

    /// <summary>A wager on any game, by a number.</summary>
    public static IWager AnyWager(long number) => (number % 4) switch
    {
        0 => new CoinCall(Side.Heads),
        1 => new CoinCall(Side.Tails),
        2 => new SlotsPull(),
        _ => new DiceCall((Direction)(number / 4 % 2), DiceCall.LeastTarget + (int)(number % (DiceCall.MostTarget - DiceCall.LeastTarget + 1))),
    };

    /// <summary>A rule said no: the player is as before.</summary>
    public static void IsUntouched(Player player, Action<Player> rule)
    {
        var before = Stored.Json(player);
        rule(player);
        Assert.Equal(before, Stored.Json(player));
        Assert.False(player.IsChanged);
    }
}
