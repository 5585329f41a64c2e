namespace FlippyFlip.Core.Economy;

/// <summary>Purse and bank.</summary>
public sealed partial class Player
{
    public DepositOutcome Deposit(Amount amount, Rates rates, Occasion occasion)
    {
        var capacity = rates.BankRoom(rates.Level(Experience));
        var room = Math.Max(0, capacity - Bank);
        var coins = amount.From(Purse);
        if (coins == 0 || coins > Purse)
        {
            return new DepositOutcome.TooPoor(Purse, Math.Max(coins, Amount.Smallest));
        }

        // "All" means all that fits; a number means exactly that.
        coins = amount.IsShare ? Math.Min(coins, room) : coins;
        if (coins == 0 || coins > room)
        {
            return new DepositOutcome.BankFull(capacity, room);
        }

        Move(occasion, Reason.Deposit, new Balances(-coins, coins, 0));
        return new DepositOutcome.Deposited(coins);
    }

    public WithdrawOutcome Withdraw(Amount amount, Occasion occasion)
    {
        var coins = amount.From(Bank);
        if (coins == 0 || coins > Bank)
        {
            return new WithdrawOutcome.TooPoor(Bank, Math.Max(coins, Amount.Smallest));
        }

        Move(occasion, Reason.Withdrawal, new Balances(coins, -coins, 0));
        return new WithdrawOutcome.Withdrawn(coins);
    }

    /// <summary>An operator's gift.</summary>
    /// <param name="coins">1..1,000,000,000.</param>
    /// <param name="occasion">When and why.</param>
    public void Grant(long coins, Occasion occasion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coins, Amount.Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coins, Amount.Largest);
        Move(occasion, Reason.Grant, new Balances(coins, 0, 0));
    }
}

public abstract record DepositOutcome
{
    private DepositOutcome()
    {
    }

    public sealed record Deposited(long Coins) : DepositOutcome;

    /// <param name="Capacity">What the bank holds at this level.</param>
    /// <param name="Room">What still fits.</param>
    public sealed record BankFull(long Capacity, long Room) : DepositOutcome;

    public sealed record TooPoor(long Purse, long Needed) : DepositOutcome;
}

public abstract record WithdrawOutcome
{
    private WithdrawOutcome()
    {
    }

    public sealed record Withdrawn(long Coins) : WithdrawOutcome;

    public sealed record TooPoor(long Bank, long Needed) : WithdrawOutcome;
}
