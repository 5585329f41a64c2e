using FlippyFlip.Core.Economy;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class PlayerWalletTests
{
    private static readonly Rates Rates = Rates.Default;

    [Fact]
    public void A_deposit_moves_coins_from_the_purse_into_the_bank()
    {
        var player = With(purse: 1_000);
        var occasion = At(StandingClock.Monday.AddMinutes(1), interaction: 7);

        Assert.Equal(new DepositOutcome.Deposited(400), player.Deposit(Amount.Of(400), Rates, occasion));

        Assert.Equal(new Balances(600, 400, 0), player.Balances);
        Assert.Equal((1_000L, 0L), (player.Minted, player.Burned));
        Assert.Equal(new LedgerEntry(2, occasion.At, Reason.Deposit, new Balances(-400, 400, 0), occasion.Interaction), player.Ledger.Entries[^1]);
        Assert.True(player.IsChanged);
    }

    [Fact]
    public void A_share_deposits_no_more_than_fits()
    {
        var player = With(purse: 20_000, bank: 1_000);
        Assert.Equal(new DepositOutcome.Deposited(4_000), player.Deposit(Amount.All, Rates, Noon));
        Assert.Equal(new Balances(16_000, 5_000, 0), player.Balances);
    }

    [Fact]
    public void A_number_deposits_exactly_that_or_nothing() => IsUntouched(With(purse: 20_000, bank: 1_000), player =>
        Assert.Equal(new DepositOutcome.BankFull(5_000, 4_000), player.Deposit(Amount.Of(4_001), Rates, Noon)));

    [Fact]
    public void A_full_bank_takes_no_share_either() => IsUntouched(With(purse: 20_000, bank: 5_000), player =>
        Assert.Equal(new DepositOutcome.BankFull(5_000, 0), player.Deposit(Amount.All, Rates, Noon)));

    [Fact]
    public void A_bank_above_its_capacity_has_no_room_rather_than_a_negative_one() => IsUntouched(With(purse: 10, bank: 9_000), player =>
        Assert.Equal(new DepositOutcome.BankFull(5_000, 0), player.Deposit(Amount.Of(1), Rates, Noon)));

    [Fact]
    public void A_level_gives_more_room()
    {
        var player = With(purse: 7_500, experience: 100);
        Assert.Equal(new DepositOutcome.Deposited(7_500), player.Deposit(Amount.All, Rates, Noon));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(499)]
    public void A_deposit_is_refused_when_the_purse_is_short(long purse) => IsUntouched(With(purse), player =>
        Assert.Equal(new DepositOutcome.TooPoor(purse, 500), player.Deposit(Amount.Of(500), Rates, Noon)));

    [Fact]
    public void A_share_of_nothing_needs_one_coin()
    {
        IsUntouched(With(purse: 0), player => Assert.Equal(new DepositOutcome.TooPoor(0, 1), player.Deposit(Amount.All, Rates, Noon)));
        IsUntouched(With(purse: 5), player => Assert.Equal(new WithdrawOutcome.TooPoor(0, 1), player.Withdraw(Amount.Percent(50), Noon)));
    }

    [Fact]
    public void A_withdrawal_moves_coins_back()
    {
        var player = With(purse: 10, bank: 90);
        Assert.Equal(new WithdrawOutcome.Withdrawn(45), player.Withdraw(Amount.Percent(50), Noon));
        Assert.Equal(new Balances(55, 45, 0), player.Balances);
        Assert.Equal((Reason.Withdrawal, new Balances(45, -45, 0)), (player.Ledger.Entries[^1].Reason, player.Ledger.Entries[^1].Change));
        Assert.Equal(new WithdrawOutcome.Withdrawn(45), player.Withdraw(Amount.Of(45), Noon));
        Assert.Equal(new Balances(100, 0, 0), player.Balances);
    }

    [Fact]
    public void A_withdrawal_is_refused_when_the_bank_is_short() => IsUntouched(With(purse: 1_000, bank: 99), player =>
        Assert.Equal(new WithdrawOutcome.TooPoor(99, 100), player.Withdraw(Amount.Of(100), Noon)));

    [Fact]
    public void A_grant_mints_coins()
    {
        var player = With(purse: 0);
        player.Grant(Amount.Largest, Noon);
        Assert.Equal(new Balances(Amount.Largest, 0, 0), player.Balances);
        Assert.Equal((Amount.Largest, 0L), (player.Minted, player.Burned));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(Amount.Largest + 1)]
    public void A_grant_outside_its_bounds_is_a_bug_of_the_caller(long coins) =>
        IsUntouched(With(purse: 1), player => Assert.Throws<ArgumentOutOfRangeException>(() => player.Grant(coins, Noon)));

    [Fact]
    public void A_balance_that_would_overflow_is_refused_whole()
    {
        var player = With(purse: 1);
        player.Balances = new Balances(long.MaxValue, 0, 0);
        IsUntouched(player, overfull => Assert.Throws<OverflowException>(() => overfull.Grant(1, Noon)));
    }
}
